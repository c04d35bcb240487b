"""In which of its two languages a page speaks, and how it says a thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from cppcc_archive.view.words_table import WORDS

Language = Literal["zh", "en"]
_PLACE = {"zh": 0, "en": 1}


def chosen(asked: str | None, remembered: str | None, accepted: str | None) -> Language:
    """The language asked for in the address, else the one remembered, else what the browser prefers, else Chinese."""
    for said in (asked, remembered):
        if said in _PLACE:
            return "en" if said == "en" else "zh"
    for part in re.split(r"\s*,\s*", (accepted or "")[:200].lower()):
        if part.startswith("zh"):
            return "zh"
        if part.startswith("en"):
            return "en"
    return "zh"


def speaker(language: Language) -> Callable[..., str]:
    """The function by which templates say things: a key of ``WORDS``, with values for its places.

    A key that is not there is said as it is: a new code of the tables must not break a page.
    """
    place = _PLACE[language]

    def say(key: str, **values: object) -> str:
        found = WORDS.get(key)
        text = found[place] if found else key.partition("_")[2].replace("_", " ") or key
        return text.format(**values) if values else text

    return say
