"""How well reports are read: precision, recall and F1 per field and per indicator code, on the labelled texts.

    PYTHONPATH=include:. python -m bench.reports             the table and every error
    PYTHONPATH=include:. python -m bench.reports --docs      writes docs/indicators.md
    PYTHONPATH=include:. python -m bench.reports --time      milliseconds per report of 10,000 characters

A case is ``tests/reports/cases/<name>.case``: a JSON head, a line ``---``, the text. In the text
``⟦span code value unit qualifier⟧`` labels a figure (``;`` parts several codes of one figure, ``@period`` may follow);
what is not labelled is no figure. Only the fields that the head names are scored. ``blind`` cases were labelled before
any rule had seen them.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.reports import SiteHint, parse, parse_text
from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.reports.model import Report

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "reports" / "cases"
DOCS = ROOT / "docs" / "indicators.md"
PAGE = Path(__file__).with_name("indicators.md.j2")
"""The page: what a labeller needs to know, and an analyst; what was scored at first sight, never recomputed."""

FIELDS = (
    "title",
    "doc_type",
    "organisation",
    "organisation_printed",
    "division_code",
    "term",
    "session",
    "speaker",
    "speaker_role",
    "event_date",
    "published_at",
    "year_reviewed",
    "year_planned",
    "breadcrumb",
)
_LABEL = re.compile(r"⟦([^⟦⟧]*?) ((?:[a-z_]+ [0-9.]+ [^ ⟦⟧;]+ [a-z_]+(?: @[a-z_]+)?;?)+)⟧")


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled or found figure."""

    start: int
    end: int
    code: str
    value: float
    unit: str
    qualifier: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled text."""

    name: str
    head: dict[str, Any]
    text: str
    figures: tuple[Figure, ...]

    @property
    def blind(self) -> bool:
        """Whether it was labelled before any rule had seen it."""
        return bool(self.head.get("blind"))

    def parse(self) -> Report:
        """The report our parser makes of it."""
        site = SiteHint(**self.head["site"]) if "site" in self.head else None
        url = self.head.get("url", "http://www.example.gov.cn/info/1001/2001.htm")
        given = self.head.get("document")
        if given is None:
            return parse_text(self.text, url, site=site)
        bold = set(given.get("bold", ()))
        document = Document(
            url=url,
            encoding="utf-8",
            title=given.get("title"),
            published_at=datetime.fromisoformat(given["published_at"]) if "published_at" in given else None,
            blocks=tuple(
                Block(BlockKind.PARAGRAPH, line, bold=line in bold) for line in self.text.split("\n") if line.strip()
            ),
            breadcrumb=tuple(given.get("breadcrumb", ())),
        )
        return parse(document, site=site)


@dataclass(slots=True)
class Tally:
    """Hits, false alarms and misses of one thing."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Right of what was said."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Found of what is there."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def labelled(self) -> int:
        """How many the labels know."""
        return self.hits + self.missed


@dataclass(slots=True)
class Score:
    """Tallies by name, and the errors behind them."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def compare(self, name: str, case: str, expected: Iterable[Any], found: Iterable[Any]) -> None:
        """Count two collections of hashable things against each other."""
        want, have = set(expected), set(found)
        tally = self.tallies[name]
        tally.hits += len(want & have)
        tally.missed += len(want - have)
        tally.wrong += len(have - want)
        self.errors += [f"{case}: {name}: missed {item}" for item in sorted(want - have, key=str)]
        self.errors += [f"{case}: {name}: wrong {item}" for item in sorted(have - want, key=str)]

    def merged(self, prefix: str, *, without: str = "") -> Tally:
        """All tallies whose name starts with ``prefix`` together."""
        total = Tally()
        for name, tally in self.tallies.items():
            if name.startswith(prefix) and name != without:
                total.hits, total.wrong, total.missed = (
                    total.hits + tally.hits,
                    total.wrong + tally.wrong,
                    total.missed + tally.missed,
                )
        return total


def load_cases(folder: Path = CASES) -> list[Case]:
    """Every case of the labelled set, by name."""
    return [_case(path) for path in sorted(folder.glob("*.case"))]


def _case(path: Path) -> Case:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    text, figures, position = "", [], 0
    for match in _LABEL.finditer(body):
        text += body[position : match.start()]
        for label in match[2].split(";"):
            code, value, unit, qualifier, *period = label.split()
            figures.append(
                Figure(
                    len(text),
                    len(text) + len(match[1]),
                    code,
                    float(value),
                    "" if unit == "-" else unit,
                    qualifier,
                    (period[0][1:] if period[0] != "@none" else None) if period else "reviewed",
                )
            )
        text += match[1]
        position = match.end()
    text += body[position:]
    if "⟦" in text:
        raise ValueError(
            f"{path.name}: a label does not read ⟦span code value unit qualifier⟧: {text[text.index('⟦') :][:60]}"
        )
    return Case(path.stem, json.loads(head), text, tuple(figures))


def score(cases: Iterable[Case]) -> Score:
    """Parse every case and compare."""
    total = Score()
    for case in cases:
        _score_case(total, case, case.parse())
    return total


def _score_case(total: Score, case: Case, report: Report) -> None:
    printed = report.to_json()
    for name in FIELDS:
        if name in case.head:
            want, have = _flat(case.head[name]), _flat(printed[name])
            total.compare(f"field:{name}", case.name, {want} - {None}, {have} - {None})
    offset = case.text.find(report.text)
    if case.head.get("figures", True):
        _score_figures(total, case, report, max(offset, 0))
    if "outline" in case.head:
        found = [f"{h.level} {h.number or '-'} {h.heading}" for h in report.outline]
        total.compare("outline", case.name, case.head["outline"], found)
    if "anomalies" in case.head:
        want = {tuple(item) for item in case.head["anomalies"]}
        total.compare("anomalies", case.name, want, {(a.kind, a.span, a.expected) for a in report.anomalies})
    if "mentions" in case.head:
        kinds = {item[0] for item in case.head["mentions"]} | set(case.head.get("mention_kinds", ()))
        found_mentions = {(m.kind, m.text) for m in report.mentions if m.kind in kinds}
        total.compare("mentions", case.name, {(kind, text) for kind, text, *_ in case.head["mentions"]}, found_mentions)


def _score_figures(total: Score, case: Case, report: Report, offset: int) -> None:
    want = [(f, _shown(case.text, f)) for f in case.figures]
    have = [
        Figure(i.start + offset, i.end + offset, i.code, i.value, i.unit, i.qualifier.value, i.period)
        for i in report.indicators
    ]
    shown = [(f, _shown(case.text, f)) for f in have]
    for code in {f.code for f, _ in want} | {f.code for f, _ in shown}:
        total.compare(
            f"code:{code}",
            case.name,
            [(s, f.value, f.unit) for f, s in want if f.code == code],
            [(s, f.value, f.unit) for f, s in shown if f.code == code],
        )
    total.compare(
        "figures", case.name, [(s, f.value, f.unit) for f, s in want], [(s, f.value, f.unit) for f, s in shown]
    )
    known = {(f.start, f.code) for f in have} & {(f.start, f.code) for f, _ in want}
    total.compare(
        "qualifier",
        case.name,
        [(s, f.qualifier) for f, s in want if (f.start, f.code) in known],
        [(s, f.qualifier) for f, s in shown if (f.start, f.code) in known],
    )
    total.compare(
        "period",
        case.name,
        [(s, f.period) for f, s in want if (f.start, f.code) in known and f.period],
        [(s, f.period) for f, s in shown if (f.start, f.code) in known and f.period],
    )


def _shown(text: str, figure: Figure) -> str:
    before = text[max(0, figure.start - 8) : figure.start].replace("\n", "⏎")
    return f"{figure.start} …{before}[{text[figure.start : figure.end]}]"


def _flat(value: Any) -> Any:
    return " > ".join(value) if isinstance(value, list) else value


def table(total: Score, prefix: str) -> str:
    """The tallies with this prefix as a Markdown table."""
    rows = ["| | labelled | precision | recall | F1 |", "| --- | ---: | ---: | ---: | ---: |"]
    for name in sorted(total.tallies):
        if name.startswith(prefix):
            t = total.tallies[name]
            rows.append(
                f"| {name.removeprefix(prefix)} | {t.labelled} | {t.precision:.3f} | {t.recall:.3f} | {t.f1:.3f} |"
            )
    return "\n".join(rows)


FIRST_SIGHT = ROOT / "bench" / "first_sight.tsv"
"""Hits, false alarms and misses per code on texts of another hand at first sight: written down once."""


def code_table(total: Score) -> str:
    """The tallies per code, held beside first sight, as a Markdown table."""
    lines = FIRST_SIGHT.read_text(encoding="utf-8").splitlines()[1:]
    first = {code: Tally(*map(int, counts)) for code, *counts in (line.split("\t") for line in lines)}
    rows = [
        "| | held: labelled | held: F1 | first sight: labelled | first sight: F1 |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name in sorted({name.removeprefix("code:") for name in total.tallies if name.startswith("code:")} | set(first)):
        held, seen = total.tallies[f"code:{name}"], first.get(name, Tally())
        shown = f"{seen.f1:.3f}" if seen.hits + seen.missed + seen.wrong else "-"
        rows.append(f"| {name} | {held.labelled} | {held.f1:.3f} | {seen.labelled} | {shown} |")
    return "\n".join(rows)


def docs() -> str:
    """The text of docs/indicators.md: the code list of the code, and the score on the labelled set."""
    cases = load_cases()
    total = score(cases)
    # Markdown: nothing is escaped.
    pages = Environment(
        loader=FileSystemLoader(PAGE.parent), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    parts = [line for line in table(total, "").splitlines() if not line.startswith(("| field:", "| code:"))]
    return pages.get_template(PAGE.name).render(
        codes=CODES,
        cases=len(cases),
        blind=sum(case.blind for case in cases),
        fields=total.merged("field:"),
        coded=total.merged("code:", without="code:other"),
        field_table=table(total, "field:"),
        part_table="\n".join(parts),
        code_table=code_table(total),
    )


PROSE = (
    "常委会牢牢把握团结和民主两大主题，坚持围绕中心、服务大局，认真履行政治协商、民主监督、参政议政职能，广泛凝聚各方面智慧和力量，"
    "为全区经济社会高质量发展作出了积极贡献。要聚焦群众急难愁盼问题深入协商议政，推动民生实事落地见效，不断提升履职质量和水平。"
)
"""Sentences without figures: they make the timed text as thin in figures as real reports are (5 per 1,000)."""


def ordinary() -> str:
    """The longest labelled text, as thin in figures as reports are, over and over."""
    case = max(load_cases(), key=lambda found: len(found.text))
    lines = [line for line in case.parse().text.split("\n") if line.strip()]
    text = "\n".join(f"{line}{PROSE * 7}" if len(line) > 60 else line for line in lines) + "\n"
    return text * (40_000 // len(text) + 1)


_PARAGRAPHS, _FIGURED = 30, 4
"""Paragraphs that have 200 figures, and digits that a line without any has at most."""


def dense() -> str:
    """A work report whose paragraphs come from all over the labelled texts, no two alike, with prose behind each."""
    lines = [line for case in load_cases() for line in case.text.split("\n") if len(line) > 60 and line.count("，") > 1]
    lines = [line for line in lines if sum(char.isdecimal() for char in line) > _FIGURED]
    paragraphs = [f"{line}{PROSE * 2}" for line in lines[:: len(lines) // _PARAGRAPHS]]
    return "\n".join(["云山区政协常务委员会工作报告", *paragraphs])


def _time() -> None:
    thin = ordinary()
    for timed in (thin[:10_000], thin[:20_000], thin[:40_000], dense()[:10_000]):
        best, figures = 1e9, 0
        for _ in range(25):
            start = time.process_time()
            figures = len(parse_text(timed, "http://www.example.gov.cn/info/1001/2001.htm").indicators)
            best = min(best, time.process_time() - start)
        print(f"{len(timed)} characters, {figures} figures: {best * 1000:.1f} ms")


def main(arguments: list[str]) -> int:
    """Print the score, write the page, or time the parser."""
    if "--time" in arguments:
        _time()
        return 0
    if "--docs" in arguments:
        DOCS.write_text(docs(), encoding="utf-8")
        return 0
    blind = [case for case in load_cases() if case.blind or "--blind" not in arguments]
    total = score(blind)
    print("\n".join(total.errors))
    print(table(total, ""))
    coded, fields = total.merged("code:", without="code:other"), total.merged("field:")
    print(f"{len(blind)} cases; fields F1 {fields.f1:.4f}; coded indicators F1 {coded.f1:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
