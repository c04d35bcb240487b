"""Which characters can be somebody's name: by family, by what names are given, by what is a word instead."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.figures.words import LEXICON
from cppcc_archive.reports.lexicon_table import COMPOUND_SURNAMES, GIVEN_NAMES, NO_NAMES, SURNAMES, WORDS
from cppcc_archive.reports.person_table import DOES, NOT_IN_NAMES, OFFICES

_SHORT: Final = 2
_IN_SOME: Final = frozenset("上来为有会其于之向")
"""What stands within names of families that are known (``池上明``, ``谭向勤``)."""
_NO_GIVEN: Final = frozenset(f"{OFFICES}|大爷|大娘|大妈|大叔|大婶|大哥|大姐|阿姨|奶奶|爷爷|师傅".split("|"))
"""What no given name is (``主席任组长``, ``村民王大爷``)."""
DOES_NEXT: Final = re.compile(f"(?:{DOES})")


def is_name(word: str, known: bool = False) -> bool:
    """``known``: of a family of the list, where 有 may be part of the name."""
    plain = word.replace(" ", "").replace("有", "" if known and len(word) > 2 else "有", 1)
    given = plain[1:]
    if known and len(given) > 1 and given[0] in _IN_SOME:
        given = given[1:]
    return (
        (2 if known else 3) <= len(plain) <= 4  # short ones only of families that are known
        and not any(plain[:length] in NO_NAMES for length in (1, 2, 3, 4))
        and plain not in LEXICON
        and plain[1:] not in _NO_GIVEN
        and (
            LEXICON.get(plain[1:], ("kind", ""))[0] == "kind"
            or (known and (is_given(plain[1:]) or (len(plain) == 2 and plain[1] in GIVEN_NAMES)))
        )
        and (known or not DOES_NEXT.match(plain))
        and not any(
            char in NOT_IN_NAMES
            for char in (plain[-1] if known and len(plain) > 2 and plain[1] in _IN_SOME else plain[1:])
        )
    )


def is_given(name: str) -> bool:
    """Whether two characters are both such as names are given, and no word that the genre often says."""
    return len(name) == 2 and name not in WORDS and all(char in GIVEN_NAMES for char in name)


def is_sure(shade: str, start: int, end: int) -> bool:
    """Whether a full name stands here whatever follows: a family's that is no common word, with two characters that
    names are given, the last of which begins no word with the next (``王建|国际``)."""
    given = start + 2 if shade[start : start + 2] in _COMPOUND else start + 1
    return (
        is_given(shade[given:end])
        and (given - start == 2 or shade[start] in _FAMILIES)
        and shade[end - 1 : end + 1] not in WORDS
        and shade[end : end + 1] != "·"
    )


_COMPOUND: Final = frozenset(COMPOUND_SURNAMES.split("|"))
_FAMILIES: Final = frozenset(SURNAMES) - frozenset("和于向应从都能任时经过通步习单双平查水")
"""Families called by a word or a character of many words."""


def is_short(shade: str, start: int, end: int) -> bool:
    """Whether one character that names are given stands behind a family's, and a comma behind both."""
    return end - start == _SHORT and shade[start + 1] in GIVEN_NAMES and shade[end : end + 1] == "，"
