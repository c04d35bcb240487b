"""A synthetic archive of N captures for ``bench/scale.py``, written with the project's own functions.

Of N captures of one year 30 % are article pages with a report, the others listings; over 3,000 sites. News are real
WARC objects with pages of our own; what stands already has rows only, since nothing reads its payload again.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from cppcc_archive.captures.model import Capture, CaptureKind, Exchange, Known, Verdict
from cppcc_archive.captures.records import digest_of
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.jobs.crawl import CrawlSummary
from cppcc_archive.jobs.dossiers import WATERMARK
from cppcc_archive.jobs.leases import StoreLeases
from cppcc_archive.jobs.plan import shards_of
from cppcc_archive.jobs.reading import report_id_of
from cppcc_archive.jobs.recording import is_first_try
from cppcc_archive.reports import PARSER_VERSION
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.commits import announce, append
from cppcc_archive.tables.contract import (
    CAPTURES,
    INDICATORS,
    LAYOUTS,
    PARAGRAPHS,
    PARSES,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SECTIONS,
)
from cppcc_archive.tables.delta import Tables, open_table
from cppcc_archive.tables.publish import append_captures, publish_sites
from cppcc_archive.tables.rows import capture_row
from cppcc_archive.tables.schema import Table

SITES = 3000
YEAR = 2026
_START = datetime(YEAR, 1, 2, tzinfo=UTC)
_CHUNK = 60_000
_WORDS = "政协委员提案调研协商民主监督建言献策社情民意工作报告会议座谈视察履职界别专题城乡"


def sites() -> list[Site]:
    """The invented sites."""
    return [
        Site(
            id=f"county{number:04d}-zhengxie",
            name=f"第{number}县政协",
            base_url=f"http://www.county{number:04d}.example.gov.cn/",
        )
        for number in range(SITES)
    ]


def results() -> list[dict[str, Any]]:
    """What the shards of one night over all sites return to Airflow."""
    shards = shards_of(sites(), 64)
    at = datetime(YEAR, 12, 1, tzinfo=UTC)
    return [
        CrawlSummary(
            "night",
            shard["shard"],
            tuple(SiteOutcome("night", site_id, SiteResult.OK, "", at, at) for site_id in shard["sites"]),
            0,
        ).to_json()
        for shard in shards
    ]


def fill(store: Store, captures: int, characters: int) -> None:
    """Write the archive: captures, what was read of them, reports with texts of about so many characters."""
    publish_sites(store, sites())
    count = captures * 3 // 10
    for start in range(0, captures, _CHUNK):
        _append(store, CAPTURES, (_capture(n, count) for n in range(start, min(captures, start + _CHUNK))))
    step = max(2000, min(_CHUNK, 40_000_000 // (characters * 4)))
    for start in range(0, count, step):
        numbers = range(start, min(count, start + step))
        _append(store, PARSES, map(_parse, numbers))
        _append(store, REPORTS, map(_report, numbers))
        _append(store, REPORT_VERSIONS, map(_version, numbers))
        _append(store, REPORT_TEXTS, (_text(n, characters) for n in numbers))
        _append(store, PARAGRAPHS, itertools.chain.from_iterable(_paragraphs(n, characters) for n in numbers))
        _append(store, INDICATORS, itertools.chain.from_iterable(map(_indicators, numbers)))
        _append(store, SECTIONS, map(_section, numbers))
    if count:
        # Its pages are not there to learn layouts from: that was looked at already.
        _append(store, LAYOUTS, (_looked(number, max(1, count // SITES)) for number in range(min(SITES, count))))
    if (delta := open_table(store, CAPTURES)) is not None:
        announce(Tables(store), PARSES, {WATERMARK: delta.version()})


def crawl_new(store: Store, count: int, run: str, first: int = 0) -> None:
    """One night's new articles: two at each of half as many sites, the ``first`` of them and those behind it, each
    host's lease taken and let go, real WARC objects and their rows."""
    found: list[Capture] = []
    leases = StoreLeases(store, run, hosts=count // 2)
    is_first = is_first_try(store, run, "00")
    for number in range(first, first + count // 2):
        site = number * 11 % SITES
        exchanges = [_exchange(site, f"/art/{run}/{number}_{item}.html", number * 2 + item) for item in range(2)]
        lease = leases.of(f"county{site:04d}.example.gov.cn")
        lease.keep(lambda _: True)
        found += _record(store, site, run, exchanges, {}, is_first)
        lease.release(0.0)
    append_captures(store, found, run, "00")


def crawl_changed(store: Store, captures: int, edited: int, gone: int, run: str) -> None:
    """Existing reports that were edited, and others that vanished."""
    found: list[Capture] = []
    count = captures * 3 // 10
    for number in range(edited + gone):
        report = number * (count // (edited + gone))
        old = _capture_of(report, count)
        site = report % SITES
        exchange = _exchange(site, old.requested_url.split(".cn", 1)[1], 10**6 + number)
        if number >= edited:
            exchange = _gone(exchange)
        known = Known(
            old.requested_url,
            old.kind,
            old.verdict,
            old.payload_digest,
            None,
            None,
            old.captured_at,
            YEAR,
            old.capture_id,
        )
        found += _record(store, site, run, [exchange], {old.requested_url: known}, False)
    append_captures(store, found, run, "00")


def _record(
    store: Store, site: int, run: str, exchanges: Sequence[Exchange], known: dict[str, Known], is_first: bool
) -> list[Capture]:
    writer = WarcWriter(store, _site_id(site), run, datetime(YEAR, 12, 2, 18, tzinfo=UTC), is_first=is_first)
    for exchange in exchanges:
        writer.add(exchange, published_year=YEAR, known=known.get(exchange.requested_url))
    return writer.commit()


def _exchange(site: int, path: str, seed: int) -> Exchange:
    url = f"http://www.county{site:04d}.example.gov.cn{path}"
    text = _prose(seed, 800)
    lines = "".join(f"<p>　　{text[at : at + 130]}，共征集提案{seed % 400}件。</p>" for at in range(0, 780, 130))
    title = f"第{seed}号：关于{text[:12]}的报道"
    body = (
        f"<html><head><meta charset=utf-8><title>{title}</title><meta name='ArticleTitle' content='{title}'>"
        f"<meta name='PubDate' content='{YEAR}-11-30 09:30'></head><body><div class='nav'>首页 &gt; 要闻</div>"
        f"<h1>{title}</h1><div>发布日期：{YEAR}-11-30 09:30</div><div id='zoom'>{lines}</div>"
        f"{'<div class=foot><a href=/a.html>友情链接</a></div>' * 300}</body></html>"
    ).encode()
    return Exchange(
        site_id=_site_id(site),
        kind=CaptureKind.ARTICLE,
        requested_url=url,
        url=url,
        fetched_at=datetime(YEAR, 12, 2, 18, 0, seed % 60, tzinfo=UTC),
        elapsed_ms=20,
        method="GET",
        request_headers=(("User-Agent", "bench"),),
        request_body=b"",
        status=200,
        reason_phrase="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=body,
        payload_digest=digest_of(body),
        verdict=Verdict.OK,
        verdict_reason="article page",
    )


def _gone(exchange: Exchange) -> Exchange:
    from dataclasses import replace

    return replace(exchange, status=404, reason_phrase="Not Found", body=b"", payload_digest=None, verdict=Verdict.GONE)


def _append(store: Store, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Rows in the table's order, with null where nothing is said."""
    found = list(rows)
    if not found:
        return
    arrays = [pa.array([row.get(column.name) for row in found], column.type) for column in table.columns]
    order = [(name, "ascending") for name in (*table.partition_by, *table.order)]
    append(store, table, pa.table(arrays, schema=table.schema).sort_by(order))  # type: ignore[arg-type]


def _site_id(number: int) -> str:
    return f"county{number % SITES:04d}-zhengxie"


def _hex(*words: object) -> str:
    return hashlib.sha256(repr(words).encode()).hexdigest()


def _moment(number: int) -> datetime:
    return _START + timedelta(seconds=number * 37 % (320 * 86400))


def _capture_of(number: int, count: int) -> Capture:
    article = number < count
    site = _site_id(number)
    path = (
        f"/art/{YEAR}/{number % 12 + 1}/{number % 28 + 1}/art_{number % 7}_{number}.html"
        if article
        else f"/col/{number}/"
    )
    url = f"http://www.{site.removesuffix('-zhengxie')}.example.gov.cn{path}"
    at, name = _moment(number), _hex("capture", number)
    return Capture(
        capture_id=f"{name[:8]}-{name[8:12]}-4{name[13:16]}-a{name[17:20]}-{name[20:32]}",
        site_id=site,
        run_id=f"{at:%Y%m%dT180000000000Z}",
        kind=CaptureKind.ARTICLE if article else CaptureKind.LISTING,
        url=url,
        requested_url=url,
        captured_at=at,
        captured_month=f"{at:%Y-%m}",
        status=200,
        verdict=Verdict.OK,
        verdict_reason="article page" if article else "list",
        content_type="text/html; charset=utf-8",
        payload_digest="sha256:" + _hex("payload", number),
        payload_bytes=20000 + number % 9000,
        etag=f'"{_hex("etag", number)[:12]}"',
        last_modified=None,
        warc_key=f"warc/{site}/{YEAR}/{site}-{at:%Y%m%d}-{at:%Y%m%dT180000000000Z}.warc.gz",
        warc_offset=number * 977 % 900_000,
        warc_length=6000 + number % 2000,
        revisit_of=None,
        published_year=YEAR if article else None,
        listed_title=None,
        listed_date=None,
        column_url=None,
        cms="hanweb" if article else None,
    )


def _capture(number: int, count: int) -> dict[str, Any]:
    return capture_row(_capture_of(number, count))


def _report_id(number: int) -> str:
    return report_id_of(_capture_of(number, number + 1))


def _made_by(number: int) -> dict[str, Any]:
    return {
        "report_id": _report_id(number),
        "version_id": _hex("version", number)[:32],
        "site_id": _site_id(number),
        "published_year": YEAR,
        "capture_id": _capture_of(number, number + 1).capture_id,
        "parser_version": PARSER_VERSION,
    }


def _parse(number: int) -> dict[str, Any]:
    capture = _capture_of(number, number + 1)
    return {
        **_made_by(number),
        "requested_url": capture.requested_url,
        "captured_at": capture.captured_at,
        "result": "report",
        "content_digest": _hex("content", number)[:32],
        "parts_digest": _hex("parts", number)[:32],
        "needs": [],
        "parsed_at": capture.captured_at + timedelta(hours=2),
    }


def _report(number: int) -> dict[str, Any]:
    at = _moment(number)
    return {
        **_made_by(number),
        "url": _capture_of(number, number + 1).url,
        "title": f"县政协{_prose(number, 14)}",
        "doc_type": "standing_committee_report" if number % 20 == 0 else "meeting_news",
        "doc_type_evidence": "title",
        "organisation": f"中国人民政治协商会议第{number % SITES}县委员会",
        "published_at": at,
        "published_date": at.date(),
        "year_reviewed": YEAR - 1,
        "breadcrumb": ["首页", "政协要闻"],
        "characters": 1000,
        "anomalies": "[]",
        "anomaly_count": 0,
        "encoding": "utf-8",
        "warnings": [],
        "first_seen": at,
        "last_changed": at,
        "content_digest": _hex("content", number)[:32],
        "revision": 0,
    }


def _version(number: int) -> dict[str, Any]:
    row = _report(number)
    return {**row, "valid_from": row["first_seen"]}


def _text(number: int, characters: int) -> dict[str, Any]:
    return {**_made_by(number), "text": _prose(number, characters)}


def _paragraphs(number: int, characters: int) -> Iterator[dict[str, Any]]:
    for place, start in enumerate(range(0, characters, 120)):
        end = min(characters, start + 120)
        yield {**_made_by(number), "paragraph": place, "start_char": start, "end_char": end}


def _indicators(number: int) -> Iterator[dict[str, Any]]:
    for place in range(2 if number % 20 else 40):
        yield {
            **_made_by(number),
            "indicator": place,
            "code": ("proposals_filed", "proposals_collected", "members", "inspections")[place % 4],
            "label": "立案提案",
            "value": float(number % 500),
            "unit": "件",
            "qualifier": "exact",
            "year": YEAR - 1,
            "span": f"立案{number % 500}件",
            "start_char": place * 10,
            "end_char": place * 10 + 6,
        }


def _section(number: int) -> dict[str, Any]:
    return {
        **_made_by(number),
        "section": 0,
        "level": 1,
        "number": "一、",
        "heading": "一、工作回顾",
        "run_in": False,
        "start_char": 0,
        "end_char": 6,
        "section_end": 100,
    }


def _looked(number: int, pages: int) -> dict[str, Any]:
    empty = {"template": "", "version": 0, "pages": 0, "certainty": 0.0, "learned_at": _START}
    return {"site_id": _site_id(number), "site_pages": pages * 10**6, **empty}


def _prose(seed: int, characters: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choices(_WORDS, k=characters))
