"""The crawler beside Scrapy on simulated sites at the same politeness, a first night and a second one.

    python bench/crawl.py [--sites 300] [--delay 0.5] [--hosts 32] [--scrapy-python VENV/bin/python] [--json FILE]
                          [--before CHECKOUT]

Sites are served by one process of their own. Each night runs in a fresh process, so that CPU time and memory are that
crawler's alone. Ours writes WARC objects to a folder as a real run does; Scrapy parses the same pages and writes a JSON
lines feed, once plainly and once with its HTTP cache (RFC 2616 policy), which is its way to a conditional second night.
Scrapy lives in an environment of its own: ``uv pip sync bench/requirements-crawl.lock``. ``--before`` is an older
checkout of this project (``git worktree add``), measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "include")]

from tests.sim import LoggedRequest, SimSite, Simulator, build  # noqa: E402
from tests.sim.content import articles  # noqa: E402
from tests.sim.families import rebuild  # noqa: E402

FAMILIES = ("hanweb", "trs", "empirecms", "webplus", "ucap", "generic")
ROWS, ARTICLES, PARAGRAPHS = 8, 16, 30
"""A site: home, two columns of one listing page each and another page (hanweb: data), sixteen articles, robots.txt."""


@dataclass(frozen=True)
class Night:
    """What one crawler cost in one night. Times in seconds, memory in MB."""

    crawler: str
    night: int
    wall: float
    cpu: float
    memory: float
    requests: int
    pages: int
    sent: int
    not_modified: int
    most_at_once: int
    least_pause: float

    @property
    def cpu_per_page(self) -> float:
        """Milliseconds of CPU per answered request."""
        return 1000 * self.cpu / max(1, self.requests)


def serve(pipe: Connection, count: int) -> None:
    """The simulator's process: answers ``grow`` (a new article on every site) and ``log`` (and forgets it)."""
    with Simulator() as sim:
        sites: list[SimSite] = []
        bases: list[str] = []
        for number in range(count):
            newest = articles(ARTICLES, number, date(2025, 3, 1), PARAGRAPHS)
            site = build(FAMILIES[number % len(FAMILIES)], {"baogao": newest[:10], "tian": newest[10:]}, per_page=ROWS)
            sites.append(site)
            bases.append(sim.serve(f"127.9.{number // 250}.{number % 250 + 1}", site.routes, packed=True))
        pipe.send(bases)
        while (word := pipe.recv()) != "end":
            if word == "grow":
                for number, site in enumerate(sites):
                    site.columns["baogao"][:0] = articles(1, 5000 + number, date(2025, 3, 20), PARAGRAPHS)
                    rebuild(site, ROWS)
                pipe.send(None)
            else:
                pipe.send(sim.log)
                sim.forget()


@contextmanager
def simulated(count: int) -> Iterator[tuple[list[str], Callable[[str], Any]]]:
    """The sites' addresses and a way to say a word to their process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, count), daemon=True)
    process.start()

    def say(word: str) -> Any:
        ours.send(word)
        return ours.recv()

    try:
        yield ours.recv(), say
    finally:
        ours.send("end")
        process.join(10)


def our_night(bases: list[str], delay: float, hosts: int, store_path: str, known_path: str, pipe: Connection) -> None:
    """One night of ours in this process: WARC objects in a folder, what is known in a file between nights."""
    import pickle

    from cppcc_archive.captures.model import Exchange, Known, Verdict
    from cppcc_archive.captures.warc import WarcWriter
    from cppcc_archive.crawl.model import CrawlSettings, Scope
    from cppcc_archive.crawl.run import crawl_sites
    from cppcc_archive.markup.urls import canonical
    from cppcc_archive.sites.model import Site
    from cppcc_archive.store import open_store

    store = open_store(store_path)
    started = datetime.now(UTC)
    run_id = f"night-{started:%Y%m%dT%H%M%S}"
    before: dict[str, dict[str, Known]] = (
        pickle.loads(Path(known_path).read_bytes()) if Path(known_path).exists() else {}
    )
    writers: dict[str, WarcWriter] = {}

    def sink_of(site: Site) -> Callable[[Exchange], None]:
        writer = writers[site.id] = WarcWriter(store, site.id, run_id, started)
        known = before.setdefault(site.id, {})

        def sink(exchange: Exchange) -> None:
            key = canonical(exchange.requested_url)
            writer.add(exchange, published_year=2025, known=known.get(key))
            if exchange.verdict is not Verdict.UNCHANGED:
                known[key] = Known(
                    exchange.requested_url, exchange.kind, exchange.verdict, exchange.payload_digest,
                    exchange.header("etag"), exchange.header("last-modified"), exchange.fetched_at, 2025, "capture",
                )  # fmt: skip

        return sink

    sites = [
        Site(id=f"site-{n}", name="云山区政协", base_url=base, delay_seconds=delay, allow_private_address=True)
        for n, base in enumerate(bases)
    ]
    found: Counter[str] = Counter()
    snapshot = {key: dict(value) for key, value in before.items()}
    for outcome in crawl_sites(
        sites, Scope(), CrawlSettings(contact=None, hosts=hosts), run_id, lambda s: snapshot.get(s.id, {}), sink_of
    ):
        writers.pop(outcome.site_id).commit()
        found[outcome.result] += 1
        found["new"] += outcome.articles_new
    usage = resource.getrusage(resource.RUSAGE_SELF)
    Path(known_path).write_bytes(pickle.dumps(before))
    pipe.send((usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, dict(found)))


def run_ours(bases: list[str], delay: float, hosts: int, folder: Path) -> tuple[float, float, dict[str, int]]:
    """CPU seconds, memory and counts of one night of ours, in a fresh process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    arguments = (bases, delay, hosts, str(folder / "store"), str(folder / "known"), theirs)
    process = context.Process(target=our_night, args=arguments)
    process.start()
    theirs.close()
    result: tuple[float, float, dict[str, int]] = ours.recv()
    process.join()
    return result


def run_before(
    checkout: Path, bases: list[str], delay: float, hosts: int, folder: Path
) -> tuple[float, float, dict[str, int]]:
    """The same of an older checkout of ours."""
    folder.mkdir(exist_ok=True)
    (folder / "bases.json").write_text(json.dumps(bases))
    script = str(ROOT / "bench" / "crawl_night.py")
    command = [sys.executable, script, str(checkout), str(folder), str(delay), str(hosts)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=3600).stdout
    cpu, memory, found = json.loads(answer.strip().splitlines()[-1])
    return cpu, memory, found


def run_scrapy(
    python: str, bases: list[str], delay: float, hosts: int, folder: Path, cache: bool
) -> tuple[float, float, dict[str, int]]:
    """The same of Scrapy."""
    folder.mkdir(exist_ok=True)
    (folder / "bases.json").write_text(json.dumps(bases))
    command = [python, str(ROOT / "bench" / "crawl_scrapy.py"), str(folder), str(delay), str(hosts), str(int(cache))]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, timeout=3600).stdout
    cpu, memory, items = json.loads(answer.strip().splitlines()[-1])
    return cpu, memory, {"items": items}


def measured(
    crawler: str, night: int, say: Callable[[str], Any], run: Callable[[], tuple[float, float, dict[str, int]]]
) -> Night:
    """Run one night and read its cost from the process and from the sites' log."""
    say("log")
    start = time.monotonic()
    cpu, memory, found = run()
    wall = time.monotonic() - start
    log: list[LoggedRequest] = say("log")
    most, least = manners(log)
    result = Night(
        crawler, night, round(wall, 2), round(cpu, 2), round(memory, 1), len(log),
        sum(line.path != "/robots.txt" and line.status == 200 for line in log), sum(line.sent for line in log),
        sum(line.status == 304 for line in log), most, round(least, 3),
    )  # fmt: skip
    print(f"{result} {found}", file=sys.stderr)
    return result


def manners(log: list[LoggedRequest]) -> tuple[int, float]:
    """The most requests any host had at once, and the shortest time between the starts of two to one host."""
    by_host: dict[str, list[LoggedRequest]] = {}
    for line in log:
        by_host.setdefault(line.host, []).append(line)
    most, least = 0, float("inf")
    for lines in by_host.values():
        lines.sort(key=lambda line: line.start)
        for index, line in enumerate(lines):
            most = max(most, 1 + sum(other.end > line.start for other in lines[:index]))
            if index:
                least = min(least, line.start - lines[index - 1].start)
    return most, least


def table(nights: list[Night]) -> str:
    """The figures as a Markdown table."""
    rows = [
        "| crawler | night | wall s | CPU s | CPU ms/request | memory MB | requests | 304 | MB sent | at once "
        "| least pause s |"
    ]
    rows.append("| --- |" + " ---: |" * 10)
    for n in nights:
        rows.append(
            f"| {n.crawler} | {n.night} | {n.wall:.1f} | {n.cpu:.1f} | {n.cpu_per_page:.2f} | {n.memory:.0f} "
            f"| {n.requests} | {n.not_modified} | {n.sent / 1e6:.1f} | {n.most_at_once} | {n.least_pause:.2f} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Run the comparison and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=300)
    parser.add_argument("--delay", type=float, default=0.5, help="seconds between two requests to a host")
    parser.add_argument("--hosts", type=int, default=32, help="requests in flight at once")
    parser.add_argument("--scrapy-python", help="Python of an environment with Scrapy; without it only ours runs")
    parser.add_argument("--before", type=Path, help="an older checkout of this project to measure beside")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    nights: list[Night] = []
    with tempfile.TemporaryDirectory(prefix="crawl-bench-") as name, simulated(options.sites) as (bases, say):
        folder = Path(name)
        runs: list[tuple[str, Callable[[], tuple[float, float, dict[str, int]]]]] = [
            ("ours", lambda: run_ours(bases, options.delay, options.hosts, folder))
        ]
        if options.before:
            old = folder / "before"
            runs.append(("before", lambda: run_before(options.before, bases, options.delay, options.hosts, old)))
        if options.scrapy_python:
            for label, cache in (("Scrapy", False), ("Scrapy, HTTP cache", True)):
                place = folder / f"scrapy-{int(cache)}"
                runs.append(
                    (
                        label,
                        lambda place=place, cache=cache: run_scrapy(
                            options.scrapy_python, bases, options.delay, options.hosts, place, cache
                        ),
                    )
                )
        for night in (1, 2):
            for label, run in runs:
                nights.append(measured(label, night, say, run))
            say("grow")
    nights.sort(key=lambda found: (found.night, found.crawler != "ours"))
    print(table(nights))
    if options.json:
        options.json.write_text(json.dumps([asdict(night) for night in nights], indent=1))


if __name__ == "__main__":
    main()
