"""What the tables say for programs (warnings in English with codes, advice with columns' names), for a page's readers.

Pure. A form nobody foresaw is said as the tables have it, its codes by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.view.language import Language

_NAMES = {"zh": {code.code: code.label for code in CODES}, "en": {code.code: code.meaning for code in CODES}}
_FIGURE = re.compile(r"\b([a-z][a-z_]*[a-z]) (-?[\d.]+(?:e[+-]?\d+)?)")
_COLUMN = re.compile(r"\b(?:reports\.term|reports\.session|expected|event_date|published_date)\b")
_CHINESE = (
    (re.compile(r"(.+) is more than (100 %)"), r"\1 超过 100%"),
    (re.compile(r"(.+) is not (.+) of (.+) \(([\d.]+) %\)"), r"\1 不等于 \2 ÷ \3（应为 \4%）"),
    (re.compile(r"(.+) (?:is|are) more than (.+)"), r"\1 大于 \2"),
)
"""The forms of ``reports.figures.consistency``, the special before the general."""


def warning(text: str, language: Language) -> str:
    """A figure's warning in the page's language, every code by its name: ``立案率 89.4 不等于 立案 151 ÷ …``."""
    if language == "zh":
        text = next((form.sub(said, text) for form, said in _CHINESE if form.fullmatch(text)), text)
    names = _NAMES[language]
    return _FIGURE.sub(lambda found: f"{names.get(found[1], found[1])} {found[2]}", text)


def advice(text: str, say: Callable[..., str]) -> str:
    """Advice with what the page calls a column in its place (``column_…`` of the words)."""
    return _COLUMN.sub(lambda found: say(f"column_{found[0].rpartition('.')[2]}"), text)
