"""White space the way a Chinese page means it."""

from __future__ import annotations

import re

EDGES = " \t\r\n\f\xa0\u3000\u2002\u2003\u2009\u200b\ufeff"
"""What may stand at either end of a line without being part of it."""

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff]")
_SOURCE_BREAK = re.compile(r"[ \t\f]*[\r\n][ \t\r\n\f]*")
_RUN = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


def one_line(text: str) -> str:
    """``text`` of one block as a browser would lay it out on one line.

    Source line breaks vanish beside a Chinese character (an editor wrapped the file there) and are one space between
    Latin words; runs of ASCII white space are one space; full-width and no-break spaces inside the line stay as they
    are; both ends are bare.
    """
    if text.isalnum():
        return text
    text = text.strip(EDGES)
    if "\n" in text or "\r" in text:
        text = _SOURCE_BREAK.sub(_between, text)
    return _RUN.sub(" ", text) if "  " in text or "\t" in text or "\f" in text else text


def _between(match: re.Match[str]) -> str:
    """What a line break in the source stands for: nothing where either side is Chinese, else a space."""
    text = match.string
    return "" if _WIDE.match(text[match.start() - 1]) or _WIDE.match(text[match.end()]) else " "
