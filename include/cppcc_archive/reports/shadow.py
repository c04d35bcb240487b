"""A copy of the text that is easier to match and has the same length: offsets found in it hold in the text itself.

Full-width digits become ASCII, the half-width punctuation of many saved pages becomes Chinese, every kind of blank
becomes a space. Nothing else changes, and the copy is never published.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cppcc_archive.markup.text import rare

_FOLDED: Final = (
    "0０ 1１ 2２ 3３ 4４ 5５ 6６ 7７ 8８ 9９ .． %％﹪ ，,﹐ ；; ：:∶ （(﹙ ）)﹚ ！! ？? "
    "〇○◯ 、､ “「『〝 ”」』〞 —―－─–‒ 丨| …⋯"
)
_BLANKS: Final = "\u3000\xa0\t\u2002\u2003\u2009\u202f\u200b\ufeff\u200c\u200d\u2060\r\x0b\x0c"
_FOLDS: Final = {other: group[0] for group in _FOLDED.split() for other in group[1:]}
_PLAIN: Final = _FOLDS | dict.fromkeys(_BLANKS, " ") | dict.fromkeys("\u2028\u2029\x85", "\n")
_HALVES: Final = chr(0xD800), chr(0xDFFF)
"""The first and last half of a character: no compiler takes them in a literal."""
_RARE: Final = "\u2004-\u2008\u200a\u205f\u2e80-\u2fdf\uf900-\ufaff\U0001d7ce-\U0001d7ff" + f"{_HALVES[0]}-{_HALVES[1]}"
"""What pasting from a PDF leaves: thin blanks, radicals for characters (⽴案), compatibility forms, mathematical
digits; halves of a character."""
_OFF_LINE: Final = "\u2070-\u209c\u00b2\u00b3\u00b9"
_CIRCLED: Final = "\u2460-\u2473"
_OPENING: Final = "\\[［〔"
_MARK: Final = re.compile(f"[{_OFF_LINE}{_CIRCLED}{_OPENING}]")
_NOTE: Final = re.compile(
    f"(?<=[0-9])(?:(?<![^0-9]10)(?<!^10)[{_OFF_LINE}]+|[{_OPENING}](?:[{_OFF_LINE}]+|[0-9]{{1,2}})[\\]］〕](?!号)|[{_CIRCLED}])"
    "(?=[\u4e00-\u9fff])"
)
"""A note's mark behind a number: off the line, in brackets or a circle, and no part of it (10⁴ is a number itself)."""
_UNUSUAL: Final = re.compile(f"[{re.escape(''.join(_PLAIN))}{_RARE}{_OFF_LINE}{_CIRCLED}{_OPENING}]")
"""Every character that is folded, or that a note's mark begins with: one look over a text tells which it has."""
_RADICALS: Final = dict(
    zip(
        "⺟⺠⺩⺫⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻫⻬⻮⻰⻳",
        "母民王网虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄斉齐齿龙龟",
        strict=True,
    )
)
"""Those that Unicode does not fold itself."""
_DIGITS: Final = frozenset("0123456789")
_YEAR: Final = re.compile("二[0〇][0〇一二三四五六七八九]{2}年")
"""``二00四年``, zeros of either script."""


def _plain(char: str) -> str:
    """The one character that ``char`` stands for."""
    if _HALVES[0] <= char <= _HALVES[1]:
        return "\ufffd"
    folded = _PLAIN.get(char) or _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def shadow(text: str) -> str:
    """``text`` with its variants folded, character for character."""
    unusual = set(_UNUSUAL.findall(rare(text)))
    marks = {char for char in unusual if _MARK.match(char)}
    for char in unusual - marks:
        text = text.replace(char, _plain(char))
    if "二0" in text:
        text = _YEAR.sub(lambda match: match[0].replace("0", "〇"), text)
    if any(text[found.start() - 1] in _DIGITS for mark in marks for found in re.finditer(re.escape(mark), text)):
        return _NOTE.sub(lambda match: " " * len(match[0]), text)
    return text
