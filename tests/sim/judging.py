"""What became of an article in extraction, in the words of the issue: lost, part lost, furniture, title, date."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from cppcc_archive.extract import Document
from tests.sim.unknown import UnknownPage


class Judged(NamedTuple):
    """``lost``: none of the text came out; ``part``: some of it did not; ``furniture``: lines too many; all of one
    page. ``missing`` and ``surplus`` are those lines."""

    lost: bool
    part: bool
    furniture: bool
    title: bool
    date: bool
    missing: tuple[str, ...]
    surplus: tuple[str, ...]


def _letters(text: str) -> str:
    return "".join(text.split())


def judge(page: UnknownPage, found: Document) -> Judged:
    """Compare a page's text, title and date with the truth. A line of ``page.may`` may be there or not."""
    wanted = Counter(_letters(line) for line in page.lines)
    got = Counter(_letters(line) for line in found.text.split("\n") if line)
    may = {_letters(line) for line in page.may}
    missing = tuple(line for line in (wanted - got).elements() if line not in may)
    surplus = tuple(line for line in (got - wanted).elements() if line not in may)
    lost = bool(missing) and len(missing) == sum(wanted.values()) - sum(line in may for line in wanted)
    when = found.published_at.date() if found.published_at else None
    return Judged(
        lost, bool(missing) and not lost, bool(surplus), found.title == page.title, when == page.day, missing, surplus
    )
