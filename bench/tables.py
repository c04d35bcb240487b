"""What an analyst's questions cost on the tables, beside the same questions on plain Parquet: the files of a release.

    python -m bench.tables [--sizes 100000] [--s3 ""] [--characters 700] [--in FOLDER] [--json FILE]

For each size (reports of twenty years, ``bench/bulk_archive.py``) an archive is written in a folder, for those of
``--s3`` on the embedded S3 server, and a release of it; then every question is asked of both, each in a process of its
own, from opening the connection to the last row. Imports are not counted. The release (and one more, of the same
tables) and the reader's search index are made in such processes, too: their ``rows`` are bytes written. Requests to S3
wait 25 ms each in a proxy, which counts them. An archive in the folder of ``--in`` stays, and is taken as it is the
next time. The list in FILE has one object a question: see :class:`Answer`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.counting_proxy import CountingProxy

ROOT = Path(__file__).resolve().parents[1]
DELAY_SECONDS = 0.025
RELEASE = "releases/2026-12-01"
SLICES = {
    "count": "SELECT count(*) FROM reports",
    "figures of one report": "SELECT code, value, span FROM indicators WHERE report_id = '{report}'",
    "slice of the panel": "SELECT place_id, value, url FROM panel WHERE code = 'proposals_filed' AND year = 2025",
}
"""What is asked besides docs/analysts.md's ten questions, by name; ``{report}`` is a report that is there."""

_MADE = {
    "release": f"release {RELEASE.rpartition('/')[2]}",
    "release of the same tables": "release 2026-12-02",
    "search index": "index",
    "a phrase in the index": "search",
}
"""What is made of an archive, by name."""

_IN_STORES_ONLY = "_at("
"""A table as it stood then: releases have no such macro, they are of one moment."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question cost; ``requests`` is None on a folder. ``of`` is "tables" (Delta) or "release" (Parquet).
    ``rows`` are bytes where files were made."""

    question: str
    size: int
    store: str
    of: str
    rows: int
    wall_s: float
    cpu_s: float
    rss_mb: float
    requests: int | None = None
    mb_read: float | None = None


def questions() -> dict[str, str]:
    """The SQL of docs/analysts.md's ten questions by their headings, and the slices."""
    page = (ROOT / "docs" / "analysts.md").read_text(encoding="utf-8")
    ten = re.findall(r"^(\d+\. (?:[^\n]+\n)*?[^\n]+):\n\n((?:    .*\n)+)", page, re.MULTILINE)
    return {name.partition("\n")[0]: " ".join(sql.split()) for name, sql in ten} | SLICES


def main(arguments: Sequence[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description="what questions cost, beside plain Parquet")
    parser.add_argument("--sizes", default="100000", help="reports, separated by commas")
    parser.add_argument("--s3", default="", help="sizes tried on the S3 server too; empty: none")
    parser.add_argument("--in", dest="kept", type=Path, metavar="FOLDER", help="where archives stay; default: nowhere")
    parser.add_argument("--characters", type=int, default=700, help="length of a report's text")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the list of answers goes")
    parser.add_argument("--run", metavar="SQL", help=argparse.SUPPRESS)
    parser.add_argument("--store", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.run:
        return _run_here(options.run, options.store)
    found: list[Answer] = []
    for size in map(int, filter(None, options.sizes.split(","))):
        with tempfile.TemporaryDirectory(prefix="cppcc-tables-") as folder:
            uri = str(options.kept / str(size)) if options.kept else folder
            if not (Path(uri) / "tables").exists():
                _fill(uri, size, options.characters)
            for made in _made(uri, size, "folder", dict(os.environ)):
                found.append(made)
            found += _asked(uri, size, "folder", dict(os.environ), None)
    for size in map(int, filter(None, options.s3.split(","))):
        with _s3(size, options.characters) as (uri, environ, proxy):
            found += _asked(uri, size, "s3", environ, proxy)
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n", encoding="utf-8")
    return 0


def _fill(uri: str, size: int, characters: int) -> None:
    from bench.bulk_archive import fill_tables
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.maintenance import maintain

    store = open_store(uri)
    fill_tables(store, size, characters)
    maintain(store)


def _made(uri: str, size: int, kind: str, environ: dict[str, str]) -> Iterator[Answer]:
    """A release, one more of the same tables, the search index, and a phrase of it; what is there already is not."""
    for name, command in _MADE.items():
        if command.startswith("release ") and (Path(uri) / "releases" / command[8:] / "datapackage.json").exists():
            continue
        told = _child(command, uri, environ)
        told.pop("first")
        answer = Answer(name, size, kind, "tables", **told)
        print(_line(answer), file=sys.stderr, flush=True)
        yield answer


@contextmanager
def _s3(size: int, characters: int) -> Iterator[tuple[str, dict[str, str], CountingProxy]]:
    """A filled archive on the embedded server, what finds it through the counting proxy, and that proxy."""
    from bench.counting_proxy import counting_proxy
    from cppcc_archive.store.embedded import embedded_s3

    with embedded_s3() as server:
        uri = f"{server.uri}/tables"
        before = dict(os.environ)
        os.environ.update(server.environ)
        try:
            _fill(uri, size, characters)
            _release(uri, RELEASE.rpartition("/")[2])
        finally:
            os.environ.clear()
            os.environ.update(before)
        with counting_proxy(server.environ["AWS_ENDPOINT_URL"], DELAY_SECONDS) as (proxy, address):
            yield uri, {**before, **server.environ, "AWS_ENDPOINT_URL": address}, proxy


def _asked(uri: str, size: int, kind: str, environ: dict[str, str], proxy: CountingProxy | None) -> Iterator[Answer]:
    report = _child("SELECT min(report_id) FROM reports", uri, environ)["first"]
    for name, sql in questions().items():
        rows = []
        for of, where in (("tables", uri), ("release", f"{uri}/{RELEASE}")):
            if of == "release" and _IN_STORES_ONLY in sql:
                continue
            before = (proxy.requests, proxy.sent) if proxy else (0, 0)
            told = _child(sql.replace("{report}", str(report)), where, environ)
            told.pop("first")
            if proxy:
                told["requests"] = proxy.requests - before[0]
                told["mb_read"] = round((proxy.sent - before[1]) / 1e6, 2)
            answer = Answer(name, size, kind, of, **told)
            print(_line(answer), file=sys.stderr, flush=True)
            rows.append(answer.rows)
            yield answer
        if len(set(rows)) > 1:
            raise SystemExit(f"{name}: the tables and the release answer with {rows} rows")


def _child(sql: str, uri: str, environ: dict[str, str]) -> dict[str, Any]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "include")])
    command = [sys.executable, "-m", "bench.tables", "--run", sql, "--store", uri]
    done = subprocess.run(command, env={**environ, "PYTHONPATH": path}, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return told


def _run_here(asked: str, uri: str) -> int:
    for module in ("tables.opening", "tables.query", "tables.release", "view.archive", "view.search"):
        importlib.import_module(f"cppcc_archive.{module}")  # not counted
    wall, cpu = time.monotonic(), time.process_time()
    word, _, rest = asked.partition(" ")
    if word == "release":
        rows, first = _release(uri, rest), ""
    elif word in ("index", "search"):
        rows, first = _indexed(uri, word), ""
    else:
        rows, first = _answered(asked, uri)
    # Not getrusage's peak: a child's begins at its parent's.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    told = {
        "rows": rows,
        "first": first,
        "wall_s": round(time.monotonic() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "rss_mb": round(int(peak[1]) / 1024) if peak else 0,
    }
    print(json.dumps(told))
    sys.stdout.flush()
    # Threads of the libraries may abort an interpreter at its end; what was to be done is done.
    os._exit(0)


def _answered(sql: str, uri: str) -> tuple[int, str]:
    from cppcc_archive import open as open_archive
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.query import query

    found = open_archive(uri).execute(sql).to_arrow_table() if RELEASE in uri else query(open_store(uri), sql)
    return found.num_rows, str(found.column(0)[0]) if found.num_rows else ""


def _release(uri: str, day: str) -> int:
    from datetime import date

    from cppcc_archive.store import open_store
    from cppcc_archive.tables.release import release

    return release(open_store(uri), date.fromisoformat(day)).bytes


def _indexed(uri: str, word: str) -> int:
    """Bytes of the reader's search index once it is whole; or of how many reports a phrase is found in it."""
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.query import analysts
    from cppcc_archive.view.archive import Archive
    from cppcc_archive.view.search import Index

    path = Path(uri) / "search.sqlite"
    archive, index = Archive(lambda: analysts(open_store(uri))), Index(path)
    if word == "search":
        return index.search(archive, "办复率98%").total
    index.update(archive)
    return path.stat().st_size


def _line(answer: Answer) -> str:
    over = "" if answer.requests is None else f"  {answer.requests:4} requests {answer.mb_read:7.2f} MB"
    return (
        f"{answer.size:>9,} {answer.store:6} {answer.of:7} {answer.question:60.60} {answer.rows:10,} rows"
        f" {answer.wall_s:6.2f} s {answer.cpu_s:6.2f} CPU s {answer.rss_mb:5.0f} MB{over}"
    )


if __name__ == "__main__":
    sys.exit(main())
