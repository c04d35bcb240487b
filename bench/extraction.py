"""How much of a page's article comes out, and how fast: this project beside every extractor that is installed.

    python -m bench.extraction [--pages FOLDER]... [--facts FILE] [--runs 5] [--plot docs/extraction.svg]
    python -m bench.extraction --pages FOLDER --time     only how long ours takes; needs no other package

Our own fixtures (``tests/pages``) are always measured; ``--pages`` adds folders of recorded pages, each
``name.html`` with its ``name.truth.json`` (``{"body_selector", "paragraphs": [{"kind": "body"|"tr", "text"}]}``).
``--facts`` is a tab-separated file ``path  title  YYYY-MM-DD`` for recorded pages whose truth tells neither.

White space is left out of the character comparison (no two extractors agree on it) and judged by itself: a space
between two Chinese characters that the page does not have is an *inserted space*. A *lost run* is a stretch of the
truth's characters missing from the output. Time is CPU time a page, from bytes (ours, decoding included) or decoded
text (theirs), the best of ``--runs``.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.extraction_peers import Extractor, Found, Page, installed, ours
from cppcc_archive.markup.decode import decode

_FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "pages"
_WIDE = r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"
_SPACED = re.compile(rf"(?<={_WIDE})[ \u00a0\u3000]+(?={_WIDE})")
_CONTEXT = 4


@dataclass(frozen=True, slots=True)
class Case:
    """One page and what is true of it; an unknown title or date is None and not judged."""

    name: str
    page: Page
    lines: tuple[str, ...]
    title: str | None
    date: str | None


@dataclass(slots=True)
class Score:
    """One extractor over a set of pages."""

    recalls: list[float] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)
    paragraph_f1: list[float] = field(default_factory=list)
    lost_runs: int = 0
    inserted: int = 0
    failed: int = 0
    titles: list[bool] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def fixtures() -> Iterator[Case]:
    """Our own pages."""
    for path in sorted(_FIXTURES.glob("*/page.html")):
        expected = json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
        body = path.read_bytes()
        page = Page(body, decode(body).text, expected["url"], None)
        date = expected["published_at"][:10] if expected["published_at"] else None
        yield Case(path.parent.name, page, tuple(expected["text"].split("\n")), expected["title"], date)


def recorded(folder: Path, facts: dict[str, tuple[str, str]]) -> Iterator[Case]:
    """Recorded pages that have a truth file."""
    for path in sorted(folder.glob("**/*.truth.json")):
        truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        source = path.with_name(path.name.replace(".truth.json", ".html"))
        name = str(source.relative_to(folder))
        body = source.read_bytes()
        text = decode(body).text
        found = re.search(r'<meta[^>]+name="?Url"?[^>]+content="(https?://[^"]+)"', text, re.IGNORECASE)
        page = Page(body, text, found[1] if found else f"http://pages.invalid/{name}", truth.get("body_selector"))
        lines = tuple("".join(one["text"]) if one["kind"] == "tr" else one["text"] for one in truth["paragraphs"])
        title, date = facts.get(name, (truth.get("title"), truth.get("published_at")))
        yield Case(name, page, lines, title or None, date or None)


def letters(text: str) -> str:
    """``text`` without white space and invisible joiners."""
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def judge(case: Case, found: Found, score: Score) -> None:
    """Add one page's result to the score."""
    from rapidfuzz.distance import LCSseq

    truth, output = letters("".join(case.lines)), letters(found.text)
    common = LCSseq.similarity(truth, output)
    score.recalls.append(common / len(truth) if truth else 1.0)
    score.precisions.append(common / len(output) if output else float(not truth))
    score.lost_runs += _runs([edit.src_pos for edit in LCSseq.editops(truth, output) if edit.tag == "delete"])
    wanted = Counter(line for one in case.lines if (line := letters(one)))
    got = Counter(line for one in found.text.split("\n") if (line := letters(one)))
    same = sum((wanted & got).values())
    total = sum(wanted.values()) + sum(got.values())
    score.paragraph_f1.append(2 * same / total if total else 1.0)
    score.inserted += _inserted_spaces(case.lines, found.text)
    if case.title is not None:
        score.titles.append(found.title is not None and letters(found.title) == letters(case.title))
    if case.date is not None:
        score.dates.append(found.date == case.date)


def _runs(places: list[int]) -> int:
    return sum(1 for at, place in enumerate(places) if at == 0 or place != places[at - 1] + 1)


def _inserted_spaces(lines: tuple[str, ...], text: str) -> int:
    """Spaces between Chinese characters that the truth prints without one."""
    truth = "\n".join(lines)
    count = 0
    for match in _SPACED.finditer(text):
        before = letters(text[max(0, match.start() - 2 * _CONTEXT) : match.start()])[-_CONTEXT:]
        after = letters(text[match.end() : match.end() + 2 * _CONTEXT])[:_CONTEXT]
        count += f"{before}{after}" in truth
    return count


def measure(extractor: Extractor, cases: list[Case], runs: int) -> Score:
    """Run one extractor over all pages."""
    score = Score()
    for case in cases:
        best = float("inf")
        found = Found("")
        try:
            for answer, seconds in _tried(extractor, case.page, runs):
                found, best = answer, min(best, seconds)
        except Exception as error:  # a peer's crash is a result, not the end of the measurement
            score.failed += 1
            print(f"{case.name}: {type(error).__name__}: {error}", file=sys.stderr)
        if best < float("inf"):
            score.times.append(best * 1000)
        judge(case, found, score)
    return score


def timed(cases: list[Case], runs: int) -> list[float]:
    """CPU milliseconds that our own extractor takes for each page, the best of ``runs``."""
    return [min(seconds for _, seconds in _tried(ours, case.page, runs)) * 1000 for case in cases]


def _tried(extractor: Extractor, page: Page, runs: int) -> Iterator[tuple[Found, float]]:
    """What comes out of a page, and the CPU seconds it took, run by run."""
    for _ in range(runs):
        start = time.process_time()
        found = extractor(page)
        yield found, time.process_time() - start


def table(scores: dict[str, Score]) -> str:
    """The result as a Markdown table."""
    rows = [
        "| extractor | recall | worst page | precision | paragraph F1 | lost runs | inserted spaces | title | date "
        "| median ms | p95 ms | failed |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, score in scores.items():
        rows.append(
            f"| {name} | {_mean(score.recalls):.4f} | {min(score.recalls):.3f} | {_mean(score.precisions):.4f} "
            f"| {_mean(score.paragraph_f1):.4f} | {score.lost_runs} | {score.inserted} | {_share(score.titles)} "
            f"| {_share(score.dates)} | {_median(score.times):.2f} | {_p95(score.times):.2f} | {score.failed} |"
        )
    return "\n".join(rows)


def _mean(values: list[float]) -> float:
    return statistics.fmean(values) if values else float("nan")


def _share(values: list[bool]) -> str:
    return f"{100 * sum(values) / len(values):.0f} %" if values else "–"


def _median(values: list[float]) -> float:
    return statistics.median(values) if values else float("nan")


def _p95(values: list[float]) -> float:
    if not values:
        return float("nan")
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def plot(scores: dict[str, Score], path: Path) -> None:
    """Recall against milliseconds a page."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "extraction"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for name, score in scores.items():
        x, y = _median(score.times), _mean(score.recalls)
        own = name == "cppcc-archive"
        axes.scatter([x], [y], s=70 if own else 35, color="#b3261e" if own else "#4a6572", zorder=3)
        axes.annotate(name, (x, y), textcoords="offset points", xytext=(6, -11 if own else 5), fontsize=8)
    axes.set_xscale("log")
    axes.set_xlabel("CPU milliseconds a page (median, log scale)")
    axes.set_ylabel("character recall (mean)")
    axes.grid(True, which="both", alpha=0.25)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--pages", type=Path, action="append", default=[], help="a folder of recorded pages with truths"
    )
    parser.add_argument("--facts", type=Path, help="titles and dates of recorded pages, tab separated")
    parser.add_argument("--part", choices=("all", "tune", "report"), default="all", help="a fixed half of the recorded")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", action="append", help="only these extractors")
    parser.add_argument("--plot", type=Path, help="write the plot here (needs matplotlib)")
    parser.add_argument("--time", action="store_true", help="only how long this project takes")
    options = parser.parse_args()
    facts = {}
    if options.facts:
        rows = (line.split("\t") for line in options.facts.read_text(encoding="utf-8").splitlines() if line)
        facts = {row[0]: (row[1], row[2]) for row in rows}
    sets = {"own fixtures": list(fixtures())}
    for folder in options.pages:
        cases = [case for case in recorded(folder, facts) if options.part == "all" or _part(case) == options.part]
        sets[f"recorded pages ({options.part})"] = cases
    if options.time:
        for name, cases in sets.items():
            times = timed(cases, options.runs)
            print(f"{name}: {len(cases)} pages, median {_median(times):.2f} ms, p95 {_p95(times):.2f} ms")
        return
    extractors, missing = installed()
    gc.collect()
    gc.freeze()  # nine extractors' modules and models in one process are nobody's heap
    for name, cases in sets.items():
        if not cases:
            continue
        chosen = {key: one for key, one in extractors.items() if not options.only or key in options.only}
        scores = {key: measure(one, cases, options.runs) for key, one in chosen.items()}
        print(f"\n### {name}: {len(cases)} pages\n\n{table(scores)}")
        if options.plot and name == list(sets)[-1]:
            plot(scores, options.plot)
    if missing:
        print(f"\nNot installed: {', '.join(missing)}.", file=sys.stderr)


def _part(case: Case) -> str:
    return "tune" if hashlib.sha256(case.name.encode()).digest()[0] % 2 else "report"


if __name__ == "__main__":
    main()
