"""From WARC to rows, for ``bench/pages``: writes pages of one kind and builds them, by the checkout on the path.

Prints one JSON object: ``pages``, ``cpu_s`` of the build, CPU seconds by stage, ``bytes``: of the tables after the
weekly care, by name; and ``start_s``: what a process does once, by the time it has built one page. A version may read
its lexicons and patterns when it is imported or when they are first asked for: of the build's cost they are in neither.
Uses nothing of this project but what every version of it has.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import Any

YEAR = 2026
_PER_SITE = 100
_WORDS = "政协委员提案调研协商民主监督建言献策社情民意工作报告会议座谈视察履职界别专题城乡发展"
_FIGURES = (
    "全年共征集提案{a}件，经审查立案{b}件，办复率达到{p}%。",
    "组织委员开展视察调研活动{c}次，形成调研报告{c}篇，召开专题协商会{d}次。",
    "编报社情民意信息{a}条，其中{d}条得到市政协采用，领导批示{c}件次。",
    "{y}年，新建委员工作室{c}个，走访委员{b}人次，为群众办实事{d}件。",
)
_OF_SITES = frozenset({"sites", "divisions", "layouts", "crawl_outcomes"})
"""Tables that do not grow with the reports."""
STAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "layouts": (("jobs.layouts", "SiteLayouts.prepare"),),
    "payloads": (("jobs.reading", "stored_together"), ("jobs.reading", "stored")),
    "extract": (("jobs.reading", "extract"),),
    "parse": (("jobs.reading", "parse"),),
    "rows, digests": (("jobs.reading", "report_rows"),),
    "check": (("jobs.changes", "Changes.checked"), ("jobs.chunk", "_check"), ("jobs.reading", "_check")),
    "commits": (("jobs.chunk", "publish_reports"), ("jobs.build", "publish_reports")),
}
"""By stage, where versions of this project have it; the first that is there is measured."""


def page(number: int, kind: str) -> bytes:
    """A short piece of news of about 850 characters, or a work report of about 11,000 with 260 figures."""
    chosen = random.Random(number)
    prose = "".join(chosen.choices(_WORDS, k=12_000))
    title = f"第{number}号：关于{prose[:12]}的{'报道' if kind == 'short' else '工作报告'}"
    if kind == "short":
        lines = [f"{prose[at : at + 130]}，共征集提案{number % 400}件。" for at in range(0, 780, 130)]
    else:
        lines = [line for at in range(66) for line in _paragraph(chosen, prose, at)]
    text = "".join(f"<p>　　{line}</p>" for line in lines)
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title><meta name='ArticleTitle' content='{title}'>"
        f"<meta name='PubDate' content='{YEAR}-11-30 09:30'></head><body><div class='nav'>首页 &gt; 要闻</div>"
        f"<h1>{title}</h1><div>发布日期：{YEAR}-11-30 09:30</div><div id='zoom'>{text}</div>"
        f"{'<div class=foot><a href=/a.html>友情链接</a></div>' * 300}</body></html>"
    ).encode()


def _paragraph(chosen: random.Random, prose: str, at: int) -> list[str]:
    numbers = {
        "a": chosen.randint(100, 400),
        "b": chosen.randint(50, 99),
        "c": chosen.randint(5, 40),
        "d": chosen.randint(2, 30),
        "p": chosen.randint(90, 100),
        "y": YEAR - 1,
    }
    heading = [f"（{'一二三四五六七八九十'[at // 6 % 10]}）{prose[at : at + 10]}"] if at % 6 == 0 else []
    return [*heading, prose[at * 150 : at * 150 + 110] + "。" + _FIGURES[at % len(_FIGURES)].format(**numbers)]


def write(store: Any, count: int, kind: str) -> None:
    """The pages as WARC objects with their rows, twenty a site."""
    model = importlib.import_module("cppcc_archive.captures.model")
    warc = importlib.import_module("cppcc_archive.captures.warc")
    publish = importlib.import_module("cppcc_archive.tables.publish")
    began, captures = datetime(YEAR, 12, 2, 18, tzinfo=UTC), []
    for first in range(0, count, _PER_SITE):
        site = f"county{first // _PER_SITE:04d}-zhengxie"
        writer = warc.WarcWriter(store, site, "20261202T180000000000Z", began)
        for number in range(first, min(count, first + _PER_SITE)):
            url, body = f"http://www.{site[:10]}.example.gov.cn/art/{number}.html", page(number, kind)
            exchange = model.Exchange(
                site_id=site,
                kind=model.CaptureKind.ARTICLE,
                requested_url=url,
                url=url,
                fetched_at=began,
                elapsed_ms=20,
                method="GET",
                request_headers=(("User-Agent", "bench"),),
                request_body=b"",
                status=200,
                reason_phrase="OK",
                headers=(("Content-Type", "text/html; charset=utf-8"),),
                body=body,
                payload_digest="sha256:" + hashlib.sha256(body).hexdigest(),
                verdict=model.Verdict.OK,
                verdict_reason="article page",
            )
            writer.add(exchange, published_year=YEAR, known=None)
        captures += writer.commit()
    publish.append_captures(store, captures, "20261202T180000000000Z", "00")


def measured(spent: Counter[str], stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The work, its CPU seconds counted: the thread's own, but of commits, whose work other threads do."""
    clock = time.process_time if stage == "commits" else time.thread_time

    def timed(*arguments: Any, **options: Any) -> Any:
        began = clock()
        try:
            return work(*arguments, **options)
        finally:
            spent[stage] += clock() - began

    return timed


def stored(folder: Path) -> dict[str, int]:
    """Bytes of the files that each table of reports and pages has."""
    import pyarrow as pa
    from deltalake import DeltaTable

    tables = sorted(path.parent for path in folder.glob("*/_delta_log") if path.parent.name not in _OF_SITES)
    return {
        table.name: sum(file["size_bytes"] for file in pa.table(DeltaTable(str(table)).get_add_actions()).to_pylist())
        for table in tables
    }


def main(kind: str, count: int) -> None:
    """See the module."""
    build = importlib.import_module("cppcc_archive.jobs.build")
    opened = importlib.import_module("cppcc_archive.store").open_store
    registry = importlib.import_module("cppcc_archive.sites.registry").Registry(())
    with tempfile.TemporaryDirectory(prefix="cppcc-pages-") as folder:
        store = opened(str(Path(folder) / "store"))
        write(store, 1, kind)
        build.build_year(store, YEAR, registry=registry)
    started = time.process_time()
    spent: Counter[str] = Counter()
    for stage, places in STAGES.items():
        for name, attribute in places:
            try:
                *owner, last = attribute.split(".")
                place = reduce(getattr, owner, importlib.import_module(f"cppcc_archive.{name}"))
                setattr(place, last, measured(spent, stage, getattr(place, last)))
            except (ImportError, AttributeError):
                continue
            break
    with tempfile.TemporaryDirectory(prefix="cppcc-pages-") as folder:
        store = opened(str(Path(folder) / "store"))
        write(store, count, kind)
        began = time.process_time()
        result = build.build_year(store, YEAR, registry=registry)
        whole = time.process_time() - began
        assert result.reports_new == count, result
        importlib.import_module("cppcc_archive.tables.maintenance").maintain(store)
        held = stored(Path(folder) / "store" / "tables")
    stages = {name: spent[name] for name in STAGES}
    print(json.dumps({"pages": count, "cpu_s": whole, "start_s": started, "stages": stages, "bytes": held}))
    sys.stdout.flush()
    # Threads of the libraries may abort an interpreter at its end; what was to be done is done.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
