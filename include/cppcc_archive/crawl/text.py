"""Text that came from a site, made fit for a log line or a table's reason column."""

from __future__ import annotations


def printable(text: str, limit: int = 200) -> str:
    """``text`` on one line: control, format and unassigned characters as escapes, cut at ``limit`` characters.

    Line feeds would forge log lines, terminal escapes and right-to-left marks would disguise them.
    """
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text[:limit]
    )
    return shown + "…" if len(text) > limit else shown


INTERNAL = "a fault of this program, not of the site; please report it with the address: "
"""How the reason of what no one foresaw begins."""
