"""What HTML elements mean to a reader: which break a line, which show nothing, which are hidden."""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form founder-content h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav
    ol optgroup option p plaintext pre section summary table tbody td tfoot th thead tr ucapcontent ucaptitle ul
    xmp
    """.split()  # noqa: SIM905
)
"""Elements that begin and end a line; every other element, known or not (``o:p``, ``st1:chsdate``), is inline."""

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

SILENT_TAGS = frozenset(
    """
    audio base button canvas datalist embed head iframe input link math meta meter noembed noframes noscript object
    progress rp rt rtc script select style svg template textarea title video xml
    """.split()  # noqa: SIM905
)
"""Elements whose text no reader sees as part of the page's text (``xml``: Office's data islands; ``rt``: the
gloss above a word)."""

TEXT = "-text"
COMMENT = "-comment"
"""The parser's names for nodes that are no elements."""

INLINE, PRINTED, BREAK, SILENT, BLOCK, IMAGE, BOLD = range(7)
ROLES = {
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(BLOCK_TAGS, BLOCK),
    **dict.fromkeys(SILENT_TAGS, SILENT),
    TEXT: PRINTED,
    "br": BREAK,
    "img": IMAGE,
}
"""What a node does to the line that is being filled; every other one is inline and does nothing."""

INDEXED = (
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    "meta",
    "title",
    "base",
    "a",
    "img",
    "iframe",
    "embed",
    "object",
    "aside",
    "nav",
    "footer",
    "ucapcontent",
    "ucaptitle",
    "founder-content",
    *("sup", "sub", "del", "s", "strike", "summary", "time", "dialog"),
)
"""Elements that are looked up by tag."""

RAISED = {
    "sup": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
"""Digits above and below the line, as characters of their own: 151<sup>2</sup> is not 1512."""

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])(?:left|top)\s*:\s*-\d{3,}"
)
_END = r"\s*(?:;|!|$)"
_SIZELESS = re.compile(rf"font-size\s*:\s*0*(?:\.0*)?(?<=[0.])(?:px|pt|em|rem|%)?{_END}|(?<![-\w])font\s*:\s*0[/\s]")
_FAINT = re.compile(
    rf"opacity\s*:\s*0(?:\.0*)?{_END}|(?<![-\w])color\s*:\s*(?:transparent|rgba\([^()]{{1,40}},\s*0?\.?0\s*\))"
    r"|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01]\D|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:\s*scale\(\s*0\s*\)"
)
_PAINTED = re.compile(r"background-clip\s*:\s*text|text-shadow|animation|transition")
"""What shows all the same that is drawn without colour: by its ground or shadow, or a moment later."""
_TINY, _OVERFLOW = (
    re.compile(rf"(?<![-\w])(?:width|height)\s*:\s*(?:0(?:px)?|1px){_END}"),
    re.compile(r"overflow\s*:\s*hidden"),
)
_UNSEEN_WORDS = ("none", "hid", "coll", "font", "left", "top", "opac", "transp", "rgba", "indent", "clip", "scale")
"""One of these stands in all that hides; looked for first, since most declarations of a style sheet have none."""
_DISPLAY = re.compile(r"display\s*:\s*(block|inline|list-item)\s*(?:;|!|$)")
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(bold|[6-9]00)|normal|[1-5]00)")
_ALIGN = re.compile(r"text-align\s*:\s*(center)?")
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through")
_PRE = re.compile(r"white-space\s*:\s*pre")
_REMEMBERED, _LONGEST_REMEMBERED = 4096, 300
"""Word's pages repeat a few styles endlessly; a long one (never two alike) must not fill the memory."""


_remembered: dict[str, Style] = {}


def raise_digits(tagged: dict[str, list[int]], ends: list[int], texts: list[str]) -> None:
    """Write digits in ``<sup>`` and ``<sub>`` as what they are: above or below the line."""
    for tag, raised in RAISED.items():
        upto = 0
        for index in tagged[tag]:
            for inside in range(max(index, upto), ends[index]):
                texts[inside] = texts[inside].translate(raised)
            upto = max(upto, ends[index])


class Style(NamedTuple):
    """What a ``style`` says, None where nothing of the matter; ``hidden``: kept from readers; ``breaks``: shown as a
    block, not inline; ``struck``: struck out, and so no part of the text; ``sizeless``: without any height, unless what
    is inside has its own; ``faint``: drawn so that nobody sees it."""

    hidden: bool = False
    breaks: bool | None = None
    bold: bool | None = None
    centred: bool | None = None
    pre: bool = False
    struck: bool = False
    sizeless: bool = False
    faint: bool = False


NO_STYLE = Style()


def style_of(attributes: dict[str, str | None]) -> Style:
    """What the element's ``style`` says, and its ``hidden``; :data:`NO_STYLE` itself where that is nothing."""
    style = attributes.get("style") or ""
    found = _remembered.get(style)
    if found is None:
        found = _read(style)
        if len(style) <= _LONGEST_REMEMBERED:
            if len(_remembered) >= _REMEMBERED:
                _remembered.clear()
            _remembered[style] = found
    return found._replace(hidden=True) if "hidden" in attributes else found


def is_unseen(declarations: str) -> bool:
    """Whether what a style sheet says of an element keeps readers from seeing it."""
    style = declarations.lower()
    if not any(word in style for word in _UNSEEN_WORDS):
        return False
    return _is_sizeless(style) or _is_faint(style) or (_is_hidden(style) and not _STRUCK.search(style))


def is_hidden(declarations: str) -> bool:
    """Whether they keep an element from readers whatever is inside; what is only drawn small or faint is not."""
    return _is_hidden(declarations.lower())


def _is_hidden(style: str) -> bool:
    return _HIDDEN_STYLE.search(style) is not None


def _is_sizeless(style: str) -> bool:
    return "font" in style and _SIZELESS.search(style) is not None


def _is_faint(style: str) -> bool:
    return (_FAINT.search(style) is not None and not _PAINTED.search(style)) or (
        "hidden" in style and _OVERFLOW.search(style) is not None and _TINY.search(style) is not None
    )


def _read(style: str) -> Style:
    style = style.lower()
    struck = _STRUCK.search(style) is not None
    display, weight, align = _DISPLAY.search(style), _WEIGHT.search(style), _ALIGN.search(style)
    found = Style(
        struck or _is_hidden(style),
        display[1] != "inline" if display else None,
        weight[1] is not None if weight else None,
        align[1] is not None if align else None,
        _PRE.search(style) is not None,
        struck,
        _is_sizeless(style),
        _is_faint(style),
    )
    return NO_STYLE if found == NO_STYLE else found
