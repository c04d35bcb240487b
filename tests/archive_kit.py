"""What the tests of captures, tables and builds are made from: exchanges, pages of our own, a site's nights."""

from __future__ import annotations

import functools
import itertools
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cppcc_archive.captures.model import Capture, CaptureKind, Exchange, Verdict
from cppcc_archive.captures.records import digest_of
from cppcc_archive.captures.warc import WarcWriter
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.history import known_urls
from cppcc_archive.tables.publish import append_captures

SITE = "qinghe"
BASE = "http://www.qinghe.gov.cn"
FIRST_NIGHT = datetime(2026, 1, 1, 18, 0, tzinfo=UTC)


def exchange(url: str = f"{BASE}/a.html", body: bytes = b"<p>\xd5\xfe</p>", **changes: object) -> Exchange:
    """One fetched article, as the crawler hands it over; ``changes`` override any field."""
    made: dict[str, object] = {
        "site_id": SITE,
        "kind": CaptureKind.ARTICLE,
        "requested_url": url,
        "url": url,
        "fetched_at": FIRST_NIGHT,
        "elapsed_ms": 12,
        "method": "GET",
        "request_headers": (("User-Agent", "test"), ("Host", "www.qinghe.gov.cn")),
        "request_body": b"",
        "status": 200,
        "reason_phrase": "OK",
        "headers": (("Content-Type", "text/html; charset=gbk"),),
        "body": body,
        "payload_digest": digest_of(body),
        "verdict": Verdict.OK,
        "verdict_reason": "article",
    }
    return Exchange(**{**made, **changes})  # type: ignore[arg-type]


def article(title: str, text: str, published: str = "2025-01-07", extra: str = "") -> bytes:
    """A page in the Hanweb layout, UTF-8."""
    paragraphs = "".join(f"<p>　　{line}</p>" for line in text.splitlines())
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title><meta name='ArticleTitle' content='{title}'>"
        f"<meta name='PubDate' content='{published} 09:30'></head><body><div class='nav'>首页 &gt; 工作报告</div>"
        f"<h1>{title}</h1><div>发布日期：{published} 09:30</div><div id='zoom'>{paragraphs}</div>{extra}</body></html>"
    ).encode()


def report_page(collected: int = 171, filed: int = 151, published: str = "2025-01-07", extra: str = "") -> bytes:
    """A short work report with two figures in it."""
    return article(
        "政协青河县第十届委员会常务委员会工作报告",
        "各位委员：\n我受政协青河县第十届委员会常务委员会委托，向大会报告工作。\n一、2024年工作回顾\n"
        f"（一）聚焦发展建言献策。一年来，共征集提案{collected}件，立案{filed}件，办复率100%。\n"
        "（二）情系民生履职为民。委员们深入乡镇开展视察调研，提出意见建议。\n二、2025年工作安排\n围绕中心，服务大局。",
        published,
        extra,
    )


def registry() -> Registry:
    """A registry with the one site."""
    return Registry((Site(id=SITE, name="青河县政协", base_url=f"{BASE}/"),))


def filled(store: Store, fill: Callable[[Store], object]) -> Store:
    """An empty store as ``fill`` leaves it. A folder is filled once and copied from then on: what many tests damage."""
    if isinstance(store, LocalStore):
        shutil.copytree(Path(_filled(fill).name), store.uri, dirs_exist_ok=True)
    else:
        fill(store)
    return store


@functools.cache
def _filled(fill: Callable[[Store], object]) -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="cppcc-filled-")
    fill(LocalStore(Path(folder.name)))
    return folder


@dataclass
class Nights:
    """A site as it is crawled night after night: what each URL answers goes in, captures and rows come out."""

    store: Store
    run_ids: Callable[[int], str] = lambda night: f"night{night:03d}"
    _count: itertools.count[int] = field(default_factory=itertools.count)

    def crawl(
        self, answers: Mapping[str, bytes | int], cms: str | None = None, columns: Mapping[str, str] | None = None
    ) -> list[Capture]:
        """One night: a body is a page, 304 an unchanged one (nothing, where none was before), 404 a gone one.

        ``columns``: the path of the listing that led to a page.
        """
        night = next(self._count)
        started = FIRST_NIGHT + timedelta(days=night)
        known = known_urls(self.store, [SITE])[SITE]
        writer = WarcWriter(self.store, SITE, self.run_ids(night), started)
        for number, (path, answer) in enumerate(answers.items()):
            url = BASE + path
            before = known.get(url)
            at = started + timedelta(seconds=number)
            if answer == 304 and before is None:
                continue
            if answer == 304:
                made = exchange(url, b"", fetched_at=at, status=304, payload_digest=None, verdict=Verdict.UNCHANGED)
            elif isinstance(answer, int):
                known_gone = before is not None and before.verdict is Verdict.GONE
                verdict = Verdict.UNCHANGED if known_gone else Verdict.GONE
                made = exchange(url, b"gone", fetched_at=at, status=answer, verdict=verdict)
            else:
                same = before is not None and before.payload_digest == digest_of(answer)
                verdict = Verdict.UNCHANGED if same else Verdict.OK
                headers = (("Content-Type", "text/html; charset=utf-8"),)
                made = exchange(url, answer, fetched_at=at, verdict=verdict, headers=headers)
            year = before.published_year if before else 2025
            column = (columns or {}).get(path)
            made = replace(made, cms=cms, column_url=BASE + column if column else None)
            writer.add(made, published_year=year, known=before)
        captures = writer.commit()
        append_captures(self.store, captures, self.run_ids(night), "00")
        return captures
