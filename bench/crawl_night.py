"""A night of an older checkout of ours, for ``bench/crawl.py --before``: prints what it cost as JSON."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any


class Printed:
    """Takes the place of a pipe."""

    def send(self, found: Any) -> None:
        """Print a result on a line of its own."""
        print(json.dumps(found))


def main() -> None:
    """``CHECKOUT FOLDER DELAY HOSTS``; ``bases.json`` is in the folder."""
    checkout, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    sys.path[:0] = [str(checkout), str(checkout / "include")]
    importlib.import_module("cppcc_archive")  # from there, whatever stands before it on the path later
    sys.path.insert(0, str(Path(__file__).parent))
    bases = json.loads((folder / "bases.json").read_text())
    delay, hosts = float(sys.argv[3]), int(sys.argv[4])
    night = importlib.import_module("crawl").our_night
    night(bases, delay, hosts, str(folder / "store"), str(folder / "known"), Printed())


if __name__ == "__main__":
    main()
