"""What a night costs against the archive's size: each step in a process of its own, on a folder and on an S3 server.

    python -m bench.scale [--sizes 10000,100000] [--s3 10000] [--steps NAMES] [--json FILE] [--characters 700]

For each size (captures in one year, 30 % of them articles with a report) an archive is written with the project's own
functions; then the steps run one after the other on it: those of a night, unless others are named. ``--s3`` names the
sizes that are also tried on the embedded server, behind a proxy that lets every request wait 25 ms and counts. The list
in FILE has one object a step:
``step``, ``size``, ``cpu_s``, ``rss_mb``, ``bytes_read``, ``bytes_written``, ``requests``; the last is null on a
folder. Bytes are those of system calls on a folder (imports among them: what ``start`` reads), those over the wire on
S3. Times are shown and not kept: they are the machine's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DELAY_SECONDS = 0.025


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the result; ``requests`` is None where nobody counts them."""

    step: str
    size: int
    store: str
    cpu_s: float
    wall_s: float
    rss_mb: float
    bytes_read: int
    bytes_written: int
    requests: int | None


def _build(uri: str, size: int) -> None:
    from cppcc_archive.jobs.build import build_year
    from cppcc_archive.sites.registry import Registry
    from cppcc_archive.store import open_store

    build_year(open_store(uri), 2026, registry=Registry(()))


def _rebuild(jobs: int) -> Callable[[str, int], None]:
    def rebuild(uri: str, size: int) -> None:
        from cppcc_archive.jobs.build import build_year
        from cppcc_archive.sites.registry import Registry
        from cppcc_archive.store import open_store

        build_year(open_store(uri), 2026, reparse=True, registry=Registry(()), jobs=jobs)

    return rebuild


def _crawl_new(count: int, run: str) -> Callable[[str, int], None]:
    def crawl(uri: str, size: int) -> None:
        from bench.scale_archive import crawl_new
        from cppcc_archive.store import open_store

        crawl_new(open_store(uri), count, run)

    return crawl


def _crawl_changed(uri: str, size: int) -> None:
    from bench.scale_archive import crawl_changed
    from cppcc_archive.store import open_store

    crawl_changed(open_store(uri), size, 50, 20, "night2")


def _known(uri: str, size: int) -> None:
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.history import known_urls

    # As bench/scale_archive.py calls them: importing it would cost more than what is measured.
    found = known_urls(open_store(uri), [f"county{number:04d}-zhengxie" for number in range(640, 704)])
    assert any(found.values()), "64 sites have pages"


def _ask(sql: str) -> Callable[[str, int], None]:
    def ask(uri: str, size: int) -> None:
        from cppcc_archive.store import open_store
        from cppcc_archive.tables.query import query

        query(open_store(uri), sql)

    return ask


def _care(uri: str, size: int) -> None:
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.maintenance import maintain

    maintain(open_store(uri))


def _laws(whole: bool) -> Callable[[str, int], None]:
    """An audit's look at the tables, remembered."""

    def hold(uri: str, size: int) -> None:
        from datetime import UTC, datetime

        from cppcc_archive.jobs.laws import look, plan_laws, remember
        from cppcc_archive.store import open_store

        store, now = open_store(uri), datetime.now(UTC)
        shares = plan_laws(store, now, whole=whole)
        assert whole == (shares[0].seen is None), "only what changed is looked at where something was seen before"
        # What breaks a law here are captures without an object; how long that takes is the same.
        look(store, shares, pause=0)
        remember(store, shares, [], now)

    return hold


def _release(day: int) -> Callable[[str, int], None]:
    def write(uri: str, size: int) -> None:
        from datetime import date

        from cppcc_archive.store import open_store
        from cppcc_archive.tables.release import release

        release(open_store(uri), date(2027, 1, day))

    return write


def _beside(uri: str, size: int) -> None:
    """Two crawls that write at once, and a build that begins before they are done."""
    from concurrent.futures import ThreadPoolExecutor

    from bench.scale_archive import crawl_new
    from cppcc_archive.store import open_store

    with ThreadPoolExecutor(3) as pool:
        runs = {"backfill": 0, "beside": 50}  # no two talk to one host at once
        waiting = [pool.submit(crawl_new, open_store(uri), 100, run, first) for run, first in runs.items()]
        waiting.append(pool.submit(_build, uri, size))
        for one in waiting:
            one.result()
    _build(uri, size)


def _write_registry(uri: str, size: int) -> None:
    """The registry of all sites in the file that the environment names, read once: tasks of later days find it so."""
    from bench.scale_archive import sites
    from cppcc_archive.sites.entries import write_yaml

    Path(os.environ["CPPCC_SITES"]).write_text("".join(map(write_yaml, sites())), encoding="utf-8")
    _registry(uri, size)


def _registry(uri: str, size: int) -> None:
    from cppcc_archive.jobs.settings import Settings

    assert Settings.from_environment().registry().sites


def _list_sites(uri: str, size: int) -> None:
    from contextlib import redirect_stdout

    from cppcc_archive.cli.app import main

    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        assert main(["sites", "list"]) == 0


def _plan(uri: str, size: int) -> None:
    from dataclasses import replace

    from cppcc_archive.jobs.plan import plan_run
    from cppcc_archive.jobs.settings import Settings

    plan_run(replace(Settings.from_environment(), store_uri=uri))


def _collect(uri: str, size: int) -> None:
    from bench.scale_archive import results
    from cppcc_archive.jobs.crawl import collect
    from cppcc_archive.jobs.settings import Settings

    came = results()
    assert collect(Settings.from_environment(), came, [one["shard"] for one in came])["sites"]


def _import(uri: str, size: int) -> None:
    import cppcc_archive.jobs.build  # noqa: F401


STEPS: dict[str, Callable[[str, int], None]] = {
    "start": _import,
    "empty build": _build,
    "night of 500 new": _crawl_new(500, "night1"),
    "500 new": _build,
    "night of 70 changed": _crawl_changed,
    "70 changed": _build,
    "backfill beside a night": _beside,
    "known pages": _known,
    "registry": _registry,
    "sites list": _list_sites,
    "plan": _plan,
    "collect": _collect,
    "count": _ask("SELECT count(*) FROM reports"),
    "panel": _ask("SELECT site_id, year, avg(value) AS v FROM indicators WHERE code = 'proposals_filed' GROUP BY ALL"),
    "one site": _ask("SELECT title, published_date FROM reports WHERE site_id = 'county0700-zhengxie'"),
    "phrase": _ask("SELECT report_id FROM reports WHERE contains(text, '社情民意')"),
    "care": _care,
    "count after care": _ask("SELECT count(*) FROM reports"),
    "known pages after care": _known,
}
"""What a night and a week ask of an archive: by name, in their order."""

MORE: dict[str, Callable[[str, int], None]] = {
    "all laws": _laws(whole=True),
    "laws of no news": _laws(whole=False),
    "laws of the news": _laws(whole=False),
    "release": _release(1),
    "release again": _release(2),
    "4000 pages": _crawl_new(4000, "year"),
    "rebuild by one": _rebuild(1),
    "rebuild by two": _rebuild(2),
}
"""What is only looked at when it is named: it grows with the whole archive, or wants pages that can be read again."""


def main(arguments: Sequence[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description="what a night costs against the archive's size")
    parser.add_argument("--sizes", default="10000,100000", help="captures, separated by commas")
    parser.add_argument("--s3", default="10000", help="sizes tried on the S3 server too; empty: none")
    parser.add_argument("--steps", default=",".join(STEPS), help=f"names, separated by commas; also {', '.join(MORE)}")
    parser.add_argument("--characters", type=int, default=700, help="length of a report's text")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the list of steps goes")
    parser.add_argument("--run", metavar="STEP", help=argparse.SUPPRESS)
    parser.add_argument("--store", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.run:
        return _run_here(options.run, options.store, int(options.sizes), options.characters)
    steps = [name for name in options.steps.split(",") if name]
    found: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="cppcc-scale-") as shared:
        os.environ.update(CPPCC_SITES=f"{shared}/sites.yaml", XDG_CACHE_HOME=shared)
        _child("sites", "", 0, 0, dict(os.environ))
        for size in map(int, options.sizes.split(",")):
            with tempfile.TemporaryDirectory(prefix="cppcc-scale-") as folder:
                found += _on_folder(Path(folder) / "store", size, steps, options.characters)
        for size in map(int, filter(None, options.s3.split(","))):
            found += _on_s3(size, steps, options.characters)
    if options.json:
        options.json.write_text(json.dumps([_kept(one) for one in found], indent=1) + "\n", encoding="utf-8")
    return 0


def _kept(step: Step) -> dict[str, Any]:
    return {name: value for name, value in asdict(step).items() if name not in ("store", "wall_s")}


def _on_folder(store: Path, size: int, steps: Sequence[str], characters: int) -> Iterator[Step]:
    _child("fill", str(store), size, characters, dict(os.environ))
    for step in steps:
        yield _shown(_measured(step, str(store), size, "folder", characters, dict(os.environ)))


def _on_s3(size: int, steps: Sequence[str], characters: int) -> Iterator[Step]:
    sys.path[:0] = [str(ROOT), str(ROOT / "include")]
    from bench.counting_proxy import counting_proxy
    from cppcc_archive.store.embedded import embedded_s3

    with embedded_s3() as server:
        environ = {**os.environ, **server.environ}
        uri = f"{server.uri}/scale"
        _child("fill", uri, size, characters, environ)
        with counting_proxy(environ["AWS_ENDPOINT_URL"], DELAY_SECONDS) as (proxy, address):
            through = {**environ, "AWS_ENDPOINT_URL": address}
            for step in steps:
                before = proxy.requests, proxy.sent, proxy.received
                done = _measured(step, uri, size, "s3", characters, through)
                yield _shown(
                    Step(
                        **{
                            **asdict(done),
                            "requests": proxy.requests - before[0],
                            "bytes_read": proxy.sent - before[1],
                            "bytes_written": proxy.received - before[2],
                        }
                    )
                )


def _measured(step: str, uri: str, size: int, kind: str, characters: int, environ: dict[str, str]) -> Step:
    began = time.monotonic()
    told = _child(step, uri, size, characters, environ)
    return Step(
        step,
        size,
        kind,
        told["cpu_s"],
        round(time.monotonic() - began, 2),
        told["rss_mb"],
        int(told["read"]),
        int(told["written"]),
        None,
    )


def _child(step: str, uri: str, size: int, characters: int, environ: dict[str, str]) -> dict[str, float]:
    """Run a step in a process of its own; what it says of itself at its end."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "include")])
    command = [sys.executable, "-m", "bench.scale", "--run", step, "--store", uri, "--sizes", str(size)]
    command += ["--characters", str(characters)]
    done = subprocess.run(command, env={**environ, "PYTHONPATH": path}, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout.decode().splitlines()[-1])
    return told


def _run_here(step: str, uri: str, size: int, characters: int) -> int:
    import resource

    if step == "fill":
        from bench.scale_archive import fill
        from cppcc_archive.store import open_store

        fill(open_store(uri), size, characters)
        _care(uri, size)
    elif step == "sites":
        _write_registry(uri, size)
    else:
        (STEPS | MORE)[step](uri, size)
    used, by_children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    counted = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    told = {
        "cpu_s": round(sum(one.ru_utime + one.ru_stime for one in (used, by_children)), 2),
        "rss_mb": round(used.ru_maxrss / 1024, 1),
        "read": int(counted["rchar"]),
        "written": int(counted["wchar"]),
    }
    print(json.dumps(told))
    sys.stdout.flush()
    # Threads of the libraries may abort an interpreter at its end; what was to be done is done.
    os._exit(0)


def _shown(step: Step) -> Step:
    requests = "" if step.requests is None else f"  {step.requests} requests"
    print(
        f"{step.size:>9,} {step.store:6} {step.step:24} {step.cpu_s:7.2f} CPU s {step.wall_s:7.2f} s"
        f" {step.rss_mb:7.0f} MB"
        f"  read {step.bytes_read / 1e6:8.2f} MB  written {step.bytes_written / 1e6:7.2f} MB{requests}",
        file=sys.stderr,
        flush=True,
    )
    return step


if __name__ == "__main__":
    sys.exit(main())
