"""Whether the characters a file gives for its glyphs can be what a reader sees. Pure.

A font without a table of its characters (ToUnicode), or with a wrong one, prints as it should and copies as rubbish.
"""

from __future__ import annotations

import unicodedata

_STRAY = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Controls, unassigned, private use, halves of pairs: no font shows such to a reader."""
_COMMON = frozenset(
    "的一是不在有人这中大为和国上工会年议委政协提案员主要发展全县区市社民作经建设进会工作动我们"
    "十二三四五六七八九以对理同学生行高质量党部法度能保结个加强实重点落出来成情问题各地推新时开方现内化体本分及了于法与代产务业好力"
)
"""Characters of which any page of prose is made to a good part; of a wrong table's they are next to none."""
_LEAST_STRAY, _LEAST_FOREIGN, _LEAST_RARE, _LEAST_COMMON = 0.1, 0.3, 0.3, 0.08
_FEW, _PROSE = 12, 150
"""Characters below which nothing is said of a page, and from which its words can be weighed."""


def is_stray(character: str) -> bool:
    """Whether a character stands for nothing that is printed."""
    return character == "\ufffd" or (unicodedata.category(character) in _STRAY and character not in "\t\n")


def is_damaged(text: str, unmapped: int = 0) -> bool:
    """Whether the text of a page is rubbish. ``unmapped`` are glyphs for which the font names no character."""
    letters = [character for character in text if not character.isspace()]
    if len(letters) < _FEW:
        return False
    stray = max(unmapped, sum(map(is_stray, letters)))
    if stray > _LEAST_STRAY * len(letters):
        return True
    foreign = sum(
        "\u0080" <= one <= "\u024f" or "\u0250" <= one <= "\u1fff" or "\uac00" <= one <= "\ud7a3" for one in letters
    )
    if foreign > _LEAST_FOREIGN * len(letters):
        return True
    han = [one for one in letters if "\u3400" <= one <= "\u9fff" or "\uf900" <= one <= "\ufaff"]
    if len(han) < _FEW:
        return False
    if sum(map(_is_rare, han)) > _LEAST_RARE * len(han):
        return True
    return len(han) >= _PROSE and sum(one in _COMMON for one in han) < _LEAST_COMMON * len(han)


def _is_rare(character: str) -> bool:
    """Whether neither the mainland's nor Taiwan's everyday set has it."""
    for charset in ("gb2312", "big5"):
        try:
            character.encode(charset)
        except UnicodeEncodeError:
            continue
        return False
    return True
