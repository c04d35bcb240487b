"""Known articles that their lists have dropped: most are deleted, and are asked for the night they vanish.

A list tells only of what it was read for: down to a day where its rows are in order, all of it where the walk came to
its end. Pages that are still there without being listed (capped lists, columns cleared out) are asked for once; the
night remembers them. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.base import Family
from cppcc_archive.crawl.doubts import MASS_LEAST, MASS_SHARE, Place
from cppcc_archive.crawl.walk import ColumnWalk
from cppcc_archive.markup.urls import twin_key

MOST_ASKED = 20
"""Vanished articles of one site that are asked for in one night; the others have their turn."""

MOST_UNLISTED = 300
"""Articles outside their lists that are remembered; a site with more of them cuts its lists short."""


@dataclass(slots=True)
class Vanished:
    """What tonight's lists have dropped, and where each stands: ``DROPPED``, or ``CLEARED`` with most of its list."""

    articles: list[Known] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def to_ask(self, unlisted: Container[str], room: int, tonight: date) -> list[Known]:
        """Those to ask for tonight; not what an earlier night found to be there all the same.

        Where there are too many, half are the newest and half have their turn by the night: an article that never
        answers leaves no trace, and the newest ones could stand before all others for ever.
        """
        new = [known for known in self.articles if print_of(twin_key(known.url)) not in unlisted]
        most = max(0, min(MOST_ASKED, room))
        if len(new) <= most:
            return new
        newest, rest = new[: most // 2], new[most // 2 :]
        turn = tonight.toordinal() * (most - len(newest)) % len(rest)
        return newest + (rest[turn:] + rest[:turn])[: most - len(newest)]


def vanished(known: Iterable[Known], walks: Iterable[ColumnWalk], listed: Container[str], family: Family) -> Vanished:
    """Compare what is known with tonight's rows (``listed``, as twin keys), newest first."""
    of_column: dict[str, list[ColumnWalk]] = defaultdict(list)
    for walk in walks:
        of_column[twin_key(walk.url)].append(walk)
    read: dict[str, int] = defaultdict(int)
    lost: dict[str, list[tuple[date, Known]]] = defaultdict(list)
    for one in known:
        column = twin_key(one.column) if one.column else ""
        its = of_column.get(column)
        if not its or one.kind is not CaptureKind.ARTICLE or one.verdict is not Verdict.OK:
            continue
        day = one.listed_date or family.url_date(one.url)
        if all(walk.rows and walk.covers(day) for walk in its):
            read[column] += 1
            if twin_key(one.url) not in listed:
                lost[column].append((day or date.min, one))
    found = Vanished()
    for column, its_lost in lost.items():
        is_mass = len(its_lost) >= MASS_LEAST and len(its_lost) >= MASS_SHARE * read[column]
        place = Place.CLEARED if is_mass else Place.DROPPED
        found.places |= {twin_key(one.url): place for _, one in its_lost}
    ordered = sorted((pair for pairs in lost.values() for pair in pairs), key=lambda pair: pair[1].url)
    found.articles = [one for _, one in sorted(ordered, key=lambda pair: pair[0], reverse=True)]
    return found


def print_of(key: str) -> str:
    """What an article outside its list is remembered by, from its twin key."""
    return blake2b(key.encode("utf-8", "replace"), digest_size=4).hexdigest()
