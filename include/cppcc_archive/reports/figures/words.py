"""The lexicon of :mod:`.word_table` ready to read with: all words of a text in one pass, the longest at every place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from cppcc_archive.reports.figures import word_table as table


class Token(NamedTuple):
    """A word of the lexicon where it stands: its ``sort`` (act, deed, meeting, thing, body, kind, rate, sign) and its
    ``name`` within the sort, both in ``key`` (``thing:proposal``)."""

    start: int
    end: int
    text: str
    sort: str
    name: str
    key: str

    def meaning(self, sort: str, name: str) -> Token:
        """The same word, read as another."""
        return self._replace(sort=sort, name=name, key=f"{sort}:{name}")


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


LEXICON = _lexicon()
"""Sort and name of each word; void words have none."""
_ENTRIES = [(text, sort, name, f"{sort}:{name}") for text, (sort, name) in LEXICON.items()]
_FINDER = AhoCorasick(list(LEXICON), matchkind=MatchKind.LeftmostLongest)
_token = partial(tuple.__new__, Token)


def words_in(shade: str, start: int, end: int) -> list[Token]:
    """The words between two places, in order."""
    return [
        _token((start + begin, start + close, *entry))
        for number, begin, close in _FINDER.find_matches_as_indexes(shade[start:end])
        if (entry := _ENTRIES[number])[1]
    ]


class Signs:
    """Tells by one pass over a sentence which of many patterns can match in it at all.

    ``needs`` gives each pattern's words (blank-separated) of which one must stand there; one without words always can.
    """

    def __init__(self, needs: Sequence[str]) -> None:
        self._always = [at for at, words in enumerate(needs) if not words]
        by_word: dict[str, list[int]] = {}
        for at, words in enumerate(needs):
            for word in words.split():
                by_word.setdefault(word, []).append(at)
        self._finder = AhoCorasick(list(by_word))
        self._patterns = list(by_word.values())

    def among(self, sentence: str) -> list[int]:
        """The patterns that can match, by their places in ``needs``, in order."""
        found = set(self._always)
        for number, _, _ in self._finder.find_matches_as_indexes(sentence, overlapping=True):
            found.update(self._patterns[number])
        return sorted(found)
