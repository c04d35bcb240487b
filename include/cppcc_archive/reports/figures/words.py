"""The lexicon of :mod:`.word_table` ready to read with: one pattern for all words, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from cppcc_archive.reports.figures import word_table as table


class Word(NamedTuple):
    """What a word means: its ``sort`` (act, deed, meeting, thing, body, kind, rate, sign, void) and its ``name``
    within the sort."""

    sort: str
    name: str


class Token(NamedTuple):
    """A word of the lexicon where it stands; ``key`` is its sort and name (``thing:proposal``)."""

    start: int
    end: int
    text: str
    word: Word
    key: str


def _lexicon() -> dict[str, Word]:
    words: dict[str, Word] = {}
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
            for word in listed.split():
                words.setdefault(word, Word(sort, name))
    for word in table.VOID.split():
        words[word] = Word("void", "")
    return words


LEXICON = _lexicon()
KEYS = {text: f"{word.sort}:{word.name}" for text, word in LEXICON.items() if word.sort != "void"}
"""What each word means in one string (``thing:proposal``); void words have none."""


_Tree = dict[str, Any]
_GROUP = 64
"""First characters that are looked for together: a place costs a look at each group, then at each of one group."""


def _rendered(node: _Tree) -> str:
    rest = [(char, child) for char, child in sorted(node.items()) if char]
    if not rest:
        return ""
    singles = "".join(re.escape(char) for char, child in rest if set(child) == {""})
    branches = [re.escape(char) + _rendered(child) for char, child in rest if set(child) != {""}]
    branches += [f"[{singles}]"] if singles else []
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?+" if "" in node else body


def _leaves(node: _Tree) -> int:
    return sum(_leaves(child) if char else 1 for char, child in node.items())


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all words, the longest first at every place: a tree by characters."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    # Those that the most words begin with are also those that most places of a text have: they are looked for first.
    first = sorted(tree, key=lambda char: (-_leaves(tree[char]), char))
    groups = [first[at : at + _GROUP] for at in range(0, len(first), _GROUP)]
    inner = "|".join(
        f"(?=[{re.escape(''.join(group))}]){_rendered({char: tree[char] for char in group})}" for group in groups
    )
    return re.compile(f"(?=[{re.escape(''.join(first))}])(?:{inner})")


WORDS = _pattern(LEXICON)
