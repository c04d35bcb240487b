"""The lexicon of :mod:`.word_table` ready to read with: all words of a text in one pass, the longest at every place."""

from __future__ import annotations

from itertools import product
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from cppcc_archive.reports.figures import word_table as table
from cppcc_archive.reports.figures.context import titles_in
from cppcc_archive.reports.figures.numbers import lies_in


class Token:
    """A word of the lexicon where it stands: its ``sort`` (act, deed, meeting, thing, body, kind, rate, sign) and its
    ``name`` within the sort, both in ``key`` (``thing:proposal``)."""

    # No dataclass, as nothing that each figure makes: compiled, a dataclass would still begin in the interpreter.
    def __init__(self, start: int, end: int, text: str, sort: str, name: str, key: str) -> None:
        self.start, self.end, self.text, self.sort, self.name, self.key = start, end, text, sort, name, key

    def meaning(self, sort: str, name: str) -> Token:
        """The same word, read as another."""
        return Token(self.start, self.end, self.text, sort, name, f"{sort}:{name}")


def _lexicon() -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for sort, entries in (
        ("act", table.ACTS),
        ("deed", table.DEEDS),
        ("meeting", table.MEETINGS),
        ("thing", table.THINGS),
        ("body", table.BODIES),
        ("kind", table.KINDS),
        ("rate", table.RATES),
        ("sign", table.SIGNS),
    ):
        for name, listed in entries.items():
            for entry in listed.split():
                for parts in product(*(part.split("|") for part in entry.split("+"))):
                    words.setdefault("".join(parts), (sort, name))
    return words | dict.fromkeys(table.VOID.split(), ("", ""))


LEXICON: Final = _lexicon()
"""Sort and name of each word; void words have none."""
_ENTRIES: Final = [(text, sort, name, f"{sort}:{name}") for text, (sort, name) in LEXICON.items()]
_FINDER: Final = AhoCorasick(list(LEXICON), matchkind=MatchKind.LeftmostLongest)


def words_in(shade: str, start: int, end: int) -> list[Token]:
    """The words between two places, in order."""
    found: list[Token] = []
    for number, begin, close in _FINDER.find_matches_as_indexes(shade[start:end]):
        text, sort, name, key = _ENTRIES[number]
        if sort:
            found.append(Token(start + begin, start + close, text, sort, name, key))
    return found


_TITLED: Final = frozenset(
    {"history_volume", "opinion", "bulletin", "media"}
)  # ``《青河文史》5辑``, ``《社情民意》62期``


def tokens_of(shade: str, start: int, end: int) -> tuple[Token, ...]:
    """The words of the lexicon in a sentence, in order."""
    found = words_in(shade, start, end)
    if titles := titles_in(shade, start, end):
        found = [
            one
            for one in found
            if one.name in _TITLED
            or not lies_in(titles, one.start)
            or (shade[one.start - 1] == "《" and shade[one.end] == "》")  # ``形成《协商报告》5份``
        ]
    return tuple(found)
