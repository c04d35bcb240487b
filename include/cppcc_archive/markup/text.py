"""Text as it can be kept (what a page, a header or a data answer says may hold code points that no encoding has), and
its white space the way a Chinese page means it."""

from __future__ import annotations

import re

EDGES = " \t\r\n\f\xa0\u3000\u2002\u2003\u2009\u200b\ufeff"
"""What may stand at either end of a line without being part of it."""

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff]")
_SOURCE_BREAK = re.compile(r"[ \t\f]*[\r\n][ \t\r\n\f]*")
_RUN = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


_SHAPING = "\u0600-\u1cff\u2600-\u27bf\ufe00-\ufe0f\U0001f000-\U0001faff"
"""Scripts (Arabic, Mongolian, those of India) and pictures in which such a character shapes its neighbours."""
_MARKS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f"
_UNSEEN = re.compile(
    rf"(?<![{_SHAPING}])[{_MARKS}]+(?![{_SHAPING}])"
    r"|(?<=[0-9])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+(?!\u20e3)"
)
"""Zero-width blanks and joiners, soft hyphens, marks of direction: left by editors and by pasting, seen by nobody."""
_SUSPECT = re.compile(f"[{_MARKS}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What that is made of: one set of characters is looked for at a quarter of the price."""


def storable(text: str) -> str:
    """``text`` with lone surrogates as U+FFFD; two halves that stand together are the character they mean.

    Servers that count in UTF-16 cut a rare character of a name in two, and JSON carries the half.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def without_unseen(text: str) -> str:
    """``text`` without the characters that no reader sees."""
    return _UNSEEN.sub("", text) if _SUSPECT.search(rare(text)) else text


_COMMON = re.compile("[0-9\n\u4e00-\u9fff，、。；：（）《》“”%]+")


def rare(text: str) -> str:
    """``text`` without the characters that every text is made of: what is looked for among the others costs half."""
    return _COMMON.sub("", text)


_SPREAD = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \xa0\u3000]+([\u3400-\u9fff])(?=\s*[:：])")


def with_labels_closed(text: str) -> str:
    """``text``, its labels of two letters closed up that a form spread over the width of four (``日　期：``)."""
    return _SPREAD.sub(r"\1\2", text) if ":" in text or "：" in text else text


def breaks_off(text: str) -> bool:
    """Whether a text ends in the middle, or is made to seem so."""
    return text.endswith(("…", "..."))


def is_cut_short(text: str) -> bool:
    """Whether a text ends as a system cuts one short: authors write two signs (……)."""
    return breaks_off(text) and not text.endswith("……")


def one_line(text: str) -> str:
    """``text`` of one block as a browser would lay it out on one line.

    Source line breaks vanish beside a Chinese character (an editor wrapped the file there) and are one space between
    Latin words; runs of ASCII white space are one space; full-width and no-break spaces inside the line stay as they
    are; both ends are bare. Characters that no reader sees are not there.
    """
    if text.isalnum():
        return text
    bare = text.strip(EDGES)
    if (
        bare.isprintable() and "\u034f" not in bare and "\ufe0f" not in bare
    ):  # then none of its characters breaks a line or is unseen
        return _RUN.sub(" ", bare) if "  " in bare else bare
    text = without_unseen(text).strip(EDGES)
    if "\n" in text or "\r" in text:
        text = _SOURCE_BREAK.sub(_between, text)
    return _RUN.sub(" ", text) if "  " in text or "\t" in text or "\f" in text else text


def _between(match: re.Match[str]) -> str:
    """What a line break in the source stands for: nothing where either side is Chinese, else a space."""
    text = match.string
    return "" if _WIDE.match(text[match.start() - 1]) or _WIDE.match(text[match.end()]) else " "
