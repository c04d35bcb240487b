"""Page ``n`` of a list, from the requests of two of its pages. Pure.

Pagers count: one or more numbers in the address or the form go up (or down) by the same step from page to page
(``index_2.html``, ``page=3``, ``startrecord=46&endrecord=90``, ``118.htm`` before ``117.htm``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cppcc_archive.cms.base import PageRequest

_NUMBER = re.compile(r"(\d+)")
_LONGEST = 9
"""Digits of a number that counts; longer ones are times and ids."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page's place in its list (from 1) and how to get it."""

    number: int
    request: PageRequest


@dataclass(frozen=True, slots=True)
class Series:
    """The pages of a list by their numbers, as two pages that follow one another show them."""

    one: Numbered
    two: Numbered

    def request(self, number: int) -> PageRequest | None:
        """How to get page ``number``; None where the two pages do not tell."""
        first, second = self.one.request, self.two.request
        steps = number - self.one.number, self.two.number - self.one.number
        url = _at(first.url, second.url, *steps)
        if url is None:
            return None
        if first.form is None or second.form is None:
            return replace(second, url=url) if first.form is second.form and url != first.url else None
        form = _form_at(first.form, second.form, *steps)
        return replace(second, url=url, form=form) if form is not None else None

    @property
    def counts(self) -> bool:
        """Whether the two pages tell of others."""
        return self.request(self.two.number + 1) is not None


def _form_at(first: object, second: object, step: int, apart: int) -> dict[str, str] | str | None:
    if isinstance(first, str) and isinstance(second, str):
        return _at(first, second, step, apart)
    if not isinstance(first, dict) or not isinstance(second, dict) or first.keys() != second.keys():
        return None
    found: dict[str, str] = {}
    for name in first:
        value = _at(first[name], second[name], step, apart)
        if value is None:
            return None
        found[name] = value
    return found


def _at(first: str, second: str, step: int, apart: int) -> str | None:
    """``first`` with its numbers moved on ``step`` pages, ``second`` being ``apart`` pages on."""
    ours, theirs = _NUMBER.split(first), _NUMBER.split(second)
    if len(ours) != len(theirs) or ours[::2] != theirs[::2]:
        return None
    for place in range(1, len(ours), 2):
        mine, other = ours[place], theirs[place]
        if mine == other:
            continue
        if max(len(mine), len(other)) > _LONGEST or (int(other) - int(mine)) % apart:
            return None
        value = int(mine) + step * ((int(other) - int(mine)) // apart)
        if value < 0:
            return None
        is_padded = len(mine) == len(other) and "0" in (mine[0], other[0]) and len(mine) > 1
        ours[place] = str(value).zfill(len(mine)) if is_padded else str(value)
    return "".join(ours)
