"""The compact source of the demo sites: what differs by committee and year, and the prose it is put into."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

NUMERALS = "零一二三四五六七八九十"
_HERE = Path(__file__).parent
LABEL = re.compile("⟨([^⟨⟩]*)⟩")
"""The truth about a figure, behind it: code, then role, period, holder and qualifier where they are not total,
reviewed, own, exact."""
_RANGE = re.compile(r"\{(\d+)-(\d+)\}")


@dataclass(frozen=True, slots=True)
class Figures:
    """One reviewed year's figures as printed: proposals (提案) in 件, opinions (社情民意信息) in 篇."""

    received: int
    filed: int
    collective: int
    livelihood: int
    submitted: int
    provincial: int
    municipal: int

    @property
    def rate(self) -> str:
        """The filing rate (立案率) in percent, one decimal."""
        return f"{100 * self.filed / self.received:.1f}"

    def words(self) -> dict[str, str]:
        """The figures under the names the prose uses."""
        return {
            "received": str(self.received),
            "filed": str(self.filed),
            "collective": str(self.collective),
            "individual": str(self.filed - self.collective),
            "livelihood": str(self.livelihood),
            "rejected": str(self.received - self.filed),
            "rate": self.rate,
            "share": f"{100 * self.livelihood / self.filed:.1f}",
            "submitted": str(self.submitted),
            "provincial": str(self.provincial),
            "municipal": str(self.municipal),
            "national": str(1 + self.provincial // 5),
        }


@dataclass(frozen=True, slots=True)
class Sitting:
    """One yearly plenary: the term (届) and session (次) in Chinese numerals."""

    term: str
    session: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody mistyped or lost in one article, once, and what the tables say of it: the kind of a figure's
    ``warning``, or of an ``anomaly`` with what it ``expected`` (None: not to be told)."""

    article: str
    meant: str
    printed: str
    warning: str | None = None
    anomaly: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Committee:
    """One invented committee (区县政协); there is one object of each, so it is its own identity."""

    id: str
    layout: str
    paste: str
    name: str
    division_code: str
    organisation: str
    report_title: str
    session_name: str
    meeting: str
    day: int
    words: Mapping[str, str]
    chairs: Mapping[int, str]
    terms: Mapping[int, str]
    figures: Mapping[int, Figures]
    slips: tuple[Slip, ...]

    def sitting(self, year: int) -> Sitting:
        """The plenary held in January of ``year``."""
        first = max(start for start in self.terms if start <= year)
        return Sitting(self.terms[first], NUMERALS[year - first + 1])

    def reporting_term(self, year: int) -> str:
        """The term whose committee reports in ``year``: a first session hears the outgoing one."""
        return self.sitting(year - 1).term

    def chair(self, year: int) -> str:
        """Who gives the report in ``year``."""
        return self.chairs[max(start for start in self.chairs if start <= year)]


@cache
def committees() -> tuple[Committee, ...]:
    """The three committees of committees.yaml."""
    return tuple(_committee(entry) for entry in _load("committees.yaml"))


@cache
def prose() -> Mapping[str, Any]:
    """The texts of prose.yaml, as pages show them."""
    loaded: Mapping[str, Any] = _shown(labelled_prose())
    return loaded


@cache
def labelled_prose() -> Mapping[str, Any]:
    """The texts of prose.yaml with the truth about their figures."""
    loaded: Mapping[str, Any] = _load("prose.yaml")
    return loaded


def _shown(texts: Any) -> Any:
    if isinstance(texts, str):
        return LABEL.sub("", texts)
    if isinstance(texts, Mapping):
        return {key: _shown(value) for key, value in texts.items()}
    return [_shown(value) for value in texts] if isinstance(texts, Sequence) else texts


def pick(pool: Sequence[Any], committee: Committee, year: int, turn: int = 0) -> Any:
    """One of ``pool``, going round so that two years of one committee, or two committees in one year, differ."""
    offset = [item.id for item in committees()].index(committee.id)
    return pool[(year + offset * 2 + turn) % len(pool)]


def fill(template: str, words: Mapping[str, str], seed: str) -> str:
    """``template`` with its words, and with a number in each ``{a-b}`` that depends on ``seed`` and place alone."""

    def number(match: re.Match[str]) -> str:
        low, high = int(match[1]), int(match[2])
        digest = hashlib.sha256(f"{seed}|{template[:8]}|{match.start()}".encode()).digest()
        return str(low + int.from_bytes(digest[:4], "big") % (high - low + 1))

    return _RANGE.sub(number, template).format_map(words)


def _committee(entry: Mapping[str, Any]) -> Committee:
    texts = (
        "id",
        "layout",
        "paste",
        "name",
        "division_code",
        "organisation",
        "report_title",
        "session_name",
        "meeting",
    )
    words = ("name", "u", "city", "brand", "ambition", "industry", "river", "oldtown", "product", "vice")
    return Committee(
        **{key: str(entry[key]) for key in texts},
        day=int(entry["day"]),
        words={key: str(entry[key]) for key in words},
        chairs=dict(entry["chairs"]),
        terms=dict(entry["terms"]),
        figures={year: Figures(*row) for year, row in entry["figures"].items()},
        slips=tuple(Slip(**slip) for slip in entry["slips"]),
    )


def _load(name: str) -> Any:
    return YAML(typ="safe").load((_HERE / name).read_text(encoding="utf-8"))
