"""Pages a second and core, from WARC to rows: by stage, on short pages and on long reports, beside an older checkout.

    python -m bench.pages [--before CHECKOUT] [--installed .venv-compiled/bin/python] [--short 600] [--long 100]

Old and new take turns, each build in a process of its own (``bench/pages_build.py``) on the interpreter that runs this:
this checkout, pure, or with ``--installed`` what another interpreter has (``make .venv-compiled``: the image's wheel);
of the rounds the quickest counts. CPU time only: who else is at work on the machine makes it larger, for both. And the
bytes a report in the tables, after the weekly care.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description="pages a second and core, from WARC to rows")
    parser.add_argument("--before", type=Path, help="an older checkout of this project to measure beside")
    parser.add_argument("--installed", type=Path, help="an interpreter whose installed archive is measured as now")
    parser.add_argument("--short", type=int, default=600, help="pieces of news")
    parser.add_argument("--long", type=int, default=100, help="work reports")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(arguments)
    here = Path(sys.executable)
    measured: dict[str, tuple[Path, Path | None]] = {"before": (here, options.before)} if options.before else {}
    measured["now"] = (options.installed, None) if options.installed else (here, ROOT)
    for kind, count in (("short", options.short), ("long", options.long)):
        best: dict[str, dict[str, Any]] = {}
        for _ in range(options.rounds):
            for name, (python, checkout) in measured.items():
                told = _build(python, checkout, kind, count)
                if name not in best or told["cpu_s"] < best[name]["cpu_s"]:
                    best[name] = told
        _show(kind, best)
    return 0


def _build(python: Path, checkout: Path | None, kind: str, count: int) -> dict[str, Any]:
    command = [str(python), str(ROOT / "bench" / "pages_build.py"), kind, str(count)]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if checkout is not None:  # in front of what the environment has installed
        environ["PYTHONPATH"] = str(checkout / "include")
    done = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return told


def _show(kind: str, best: dict[str, dict[str, Any]]) -> None:
    for name, told in best.items():
        each = {stage: 1000 * spent / told["pages"] for stage, spent in told["stages"].items()}
        whole = 1000 * told["cpu_s"] / told["pages"]
        each["all else"] = whole - sum(each.values())
        stages = "  ".join(f"{stage} {spent:.2f}" for stage, spent in each.items())
        print(f"{kind:5} {name:6} {1000 / whole:6.1f} pages/s  {whole:6.2f} ms a page: {stages}", flush=True)
        print(f"{kind:5} {name:6} {told['start_s']:.2f} s to start: imports, and all that the first page asks for")
        held = {table: size / told["pages"] for table, size in told["bytes"].items()}
        tables = "  ".join(f"{table} {size:,.0f}" for table, size in held.items())
        print(f"{kind:5} {name:6} {sum(held.values()):,.0f} bytes a report in the tables: {tables}", flush=True)
    if len(best) == 2:
        print(
            f"{kind:5} {best['before']['cpu_s'] / best['now']['cpu_s']:.2f} times the pages a second of before, "
            f"{sum(best['now']['bytes'].values()) / sum(best['before']['bytes'].values()):.2f} of its bytes"
        )


if __name__ == "__main__":
    sys.exit(main())
