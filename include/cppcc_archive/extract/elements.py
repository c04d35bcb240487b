"""What HTML elements mean to a reader: which break a line, which show nothing, which are hidden."""

from __future__ import annotations

import re

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form founder-content h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav
    ol optgroup option p plaintext pre section summary table tbody td tfoot th thead tr ucapcontent ucaptitle ul
    xmp
    """.split()  # noqa: SIM905
)
"""Elements that begin and end a line; every other element, known or not (``o:p``, ``st1:chsdate``), is inline."""

SILENT_TAGS = frozenset(
    """
    audio base button canvas embed head iframe input link math meta noscript object script select style svg
    template textarea title video xml
    """.split()  # noqa: SIM905
)
"""Elements whose text no reader sees as part of the page's text (``xml``: Office's data islands)."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top)\s*:\s*-\d{3,}")


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether an element with these attributes is kept from readers (``hidden``, ``display:none`` and the like)."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and hides(style.lower())


def hides(style: str) -> bool:
    """Whether a style (in lower case) keeps its element from readers."""
    return ("none" in style or "hidden" in style or ":-" in style or ": -" in style) and (
        _HIDDEN_STYLE.search(style) is not None
    )
