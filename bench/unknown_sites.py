"""Templates nobody knows: the same pages read alone and with their siblings, beside every extractor that is installed.

    python -m bench.unknown_sites [--manners] [--first 40000] [--sites 60] [--pages 20]

Sites come from ``tests/sim/unknown.py``, or from ``tests/sim/manners.py``, each from a seed; nothing is tuned on the
seeds from 40,000 to 60,000. With context
a page is read with its listing row and the layouts learned from its own site. *Whole* means that no line of the article
is missing, *clean* that there is none besides. Peers get decoded text, and are judged by what they return.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.extraction_peers import Page, installed
from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from cppcc_archive.markup.decode import decode
from tests.sim import manners, unknown
from tests.sim.unknown import UnknownPage


@dataclass(slots=True)
class Tally:
    """What became of the pages, and what they took (milliseconds)."""

    pages: int = 0
    good: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def add(self, page: UnknownPage, text: str, title: str | None, day: str | None, spent: float) -> None:
        """Judge one page."""
        got = Counter("".join(line.split()) for line in text.split("\n") if line.strip())
        wanted = Counter("".join(line.split()) for line in page.lines)
        may = {"".join(line.split()) for line in page.may}
        self.pages += 1
        self.times.append(1000 * spent)
        self.good["title"] += title == page.title
        self.good["date"] += day == (page.day.isoformat() if page.day else None)
        self.good["whole"] += all(line in may for line in (wanted - got).elements())
        self.good["clean"] += all(line in may for line in (got - wanted).elements())

    def row(self, name: str) -> str:
        """A row of the table."""
        shares = " | ".join(f"{100 * self.good[key] / self.pages:.1f} %" for key in ("title", "date", "whole", "clean"))
        return f"| {name} | {shares} | {statistics.median(self.times):.2f} |"


def measure(
    name: str, read: Callable[[UnknownPage], tuple[str, str | None, str | None]], pages: list[UnknownPage]
) -> str:
    """One reader over all pages, as a row."""
    tally = Tally()
    for page in pages:
        start = time.process_time()
        try:
            text, title, day = read(page)
        except Exception as error:  # a peer's crash is a result
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            text, title, day = "", None, None
        tally.add(page, text, title, day, time.process_time() - start)
    return tally.row(name)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--manners", action="store_true", help="the sites of the second generator")
    parser.add_argument("--first", type=int, default=40_000, help="the first site's seed")
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--pages", type=int, default=20, help="pages of a site")
    options = parser.parse_args()
    site = manners.site if options.manners else unknown.site
    sites = [site(seed, options.pages) for seed in range(options.first, options.first + options.sites)]
    pages = [page for one in sites for page in one]
    contexts: dict[int, Context] = {}
    start = time.process_time()
    for one in sites:
        rows = [Row(page.row_title, page.row_date, page.column) for page in one]
        layouts = newest(learn(SitePage(page.html, page.url, None, row) for page, row in zip(one, rows, strict=True)))
        contexts |= {id(page): Context(row, layouts) for page, row in zip(one, rows, strict=True)}
    learned = time.process_time() - start

    def own(page: UnknownPage, context: Context | None = None) -> tuple[str, str | None, str | None]:
        found = extract(page.html, page.url, None, context)
        return found.text, found.title, found.published_at.date().isoformat() if found.published_at else None

    print(f"{len(sites)} sites, {len(pages)} pages; learning took {1000 * learned / len(pages):.1f} ms a page\n")
    print("| extractor | title | date | whole | clean | median ms |\n|---|---|---|---|---|---|")
    print(measure("cppcc-archive, with context", lambda page: own(page, contexts[id(page)]), pages))
    print(measure("cppcc-archive, one page alone", own, pages))
    extractors, _ = installed()
    for name, extractor in extractors.items():
        if name == "cppcc-archive":
            continue

        def peer(
            page: UnknownPage, extractor: Callable[[Page], object] = extractor
        ) -> tuple[str, str | None, str | None]:
            found = extractor(Page(page.html, decode(page.html).text, page.url, None))
            return getattr(found, "text", ""), getattr(found, "title", None), getattr(found, "date", None)

        print(measure(name, peer, pages))


if __name__ == "__main__":
    main()
