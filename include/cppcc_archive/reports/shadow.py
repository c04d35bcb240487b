"""A copy of the text that is easier to match and has the same length: offsets found in it hold in the text itself.

Full-width digits become ASCII, the half-width punctuation of many saved pages becomes Chinese, every kind of blank
becomes a space. Nothing else changes, and the copy is never published.
"""

from __future__ import annotations

_FOLDED = (
    "0０ 1１ 2２ 3３ 4４ 5５ 6６ 7７ 8８ 9９ .． %％﹪ ，,﹐ ；; ：:∶ （(﹙ ）)﹚ ！! ？? "
    "〇○◯ 、､ “「『〝 ”」』〞 —―－─–‒ 丨| …⋯"
)
_BLANKS = "\u3000\xa0\t\u2002\u2003\u2009\u200b\ufeff\u200c\u200d\u2060\r\x0b\x0c"
_PAIRS = [(other, group[0]) for group in _FOLDED.split() for other in group[1:]] + [(blank, " ") for blank in _BLANKS]
_NEWLINES = ("\u2028", "\u2029", "\x85")


def shadow(text: str) -> str:
    """``text`` with its variants folded, character for character."""
    # A chain of replaces: each is one memchr where the character is absent, so this beats str.translate tenfold.
    for other, plain in _PAIRS:
        if other in text:
            text = text.replace(other, plain)
    for newline in _NEWLINES:
        text = text.replace(newline, "\n")
    return text
