"""Text as it can be kept: what a page, a header or a data answer says may hold code points that no encoding has."""

from __future__ import annotations


def storable(text: str) -> str:
    """``text`` with lone surrogates as U+FFFD; two halves that stand together are the character they mean.

    Servers that count in UTF-16 cut a rare character of a name in two, and JSON carries the half.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
