"""What HTML elements mean to a reader: which break a line, which show nothing, which are hidden, by themselves or by a
style sheet.

Of style sheets only rules about one class, one id or one tag are read, and none inside ``@media``: what hangs together
in other ways is shown and hidden by scripts, and is better read once too often. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCK_TAGS: Final = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form founder-content h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav
    ol optgroup option p plaintext pre section summary table tbody td tfoot th thead tr ucapcontent ucaptitle ul
    view xmp
    """.split()  # noqa: SIM905
)
"""Elements that begin and end a line; every other element, known or not (``o:p``, ``st1:chsdate``), is inline."""

HEADING_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

SILENT_TAGS: Final = frozenset(
    """
    audio base button canvas datalist embed head iframe input link math meta meter noembed noframes noscript object
    progress rp rt rtc script select style svg template textarea title video xml
    """.split()  # noqa: SIM905
)
"""Elements whose text no reader sees as part of the page's text (``xml``: Office's data islands; ``rt``: the
gloss above a word)."""

TEXT: Final = "-text"
COMMENT: Final = "-comment"  # the parser's names for nodes that are no elements

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

INDEXED: Final = tuple(
    """
    h1 h2 h3 h4 h5 h6 meta title base a img iframe embed object aside nav footer ucapcontent ucaptitle founder-content
    sup sub del s strike summary time dialog pre
    """.split()  # noqa: SIM905
)
"""Elements that are looked up by tag."""

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])(?:left|top)\s*:\s*-\d{3,}|position\s*:\s*fixed"
)
"""What keeps an element from readers, or lets it float above the page: a box of service, a bar of buttons."""
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
_LINE_END = re.compile(r"(?:[ \t\r]*\n)+")
_MOST_TYPED = 5000  # lines of a text that is shown as typed
_REMEMBERED, _LONGEST_REMEMBERED = 4096, 300
"""Word's pages repeat a few styles endlessly; a long one (never two alike) must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Style:
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


NO_STYLE: Final = Style()


def style_of(attributes: dict[str, str | None]) -> Style:
    """What the element's ``style`` says, and its ``hidden``; :data:`NO_STYLE` itself where that is nothing."""
    style = attributes.get("style") or ""
    found = _remembered(style) if len(style) <= _LONGEST_REMEMBERED else _read(style)
    return replace(found, hidden=True) if "hidden" in attributes else found


def break_lines(tree: LexborHTMLParser, typed: LexborNode) -> None:
    """Break the lines of what is shown as typed where its source does."""
    for node in list(typed.traverse(include_text=True)):
        if not node.is_text_node or "\n" not in (text := node.text_content or ""):
            continue
        first, *others = _LINE_END.split(text, _MOST_TYPED)
        for line in reversed(others):
            node.insert_after(line)
            node.insert_after(tree.create_node("br"))
        node.replace_with(first)


def hides(declarations: str) -> bool | None:
    """Whether what a style sheet says of an element keeps it from readers whatever is inside; False where it is only
    drawn small or faint, None where it is seen."""
    lowered = declarations.lower()
    if not any(word in lowered for word in _UNSEEN_WORDS):
        return None
    said = style_of({"style": declarations})
    is_hidden = said.hidden and not said.struck
    return is_hidden if is_hidden or said.sizeless or said.faint else None


def _read(style: str) -> Style:
    style = style.lower()
    struck = _STRUCK.search(style) is not None
    display, weight, align = _DISPLAY.search(style), _WEIGHT.search(style), _ALIGN.search(style)
    is_dot = "hidden" in style and _OVERFLOW.search(style) is not None and _TINY.search(style) is not None
    found = Style(
        struck or _HIDDEN_STYLE.search(style) is not None,
        display[1] != "inline" if display else None,
        weight[1] is not None if weight else None,
        align[1] is not None if align else None,
        _PRE.search(style) is not None,
        struck,
        "font" in style and _SIZELESS.search(style) is not None,
        is_dot or (_FAINT.search(style) is not None and not _PAINTED.search(style)),
    )
    return NO_STYLE if found == NO_STYLE else found


_remembered = lru_cache(_REMEMBERED)(_read)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_MOST = 200_000  # characters of style sheets that are read
_SHOWING = re.compile(r"(?<![-\w])(?:display|visibility|font-size|opacity|color)\s*:")
"""What a later rule about the same name says anew, where it hides nothing."""
_FOR_READERS = re.compile(r"\s*(?:(?:all|screen)\s*(?:,|$)|$)", re.IGNORECASE)

ALWAYS = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
"""Classes that mean this in the frameworks everybody uses, whose style sheets lie elsewhere."""


Named = dict[tuple[str | None, str | None], list[int]]  # by id and class the elements that have one of them, in order


class Unseen(NamedTuple):
    """What sheets keep from readers, by ``names`` (``.class``, ``#id``, ``tag``); ``faint``: those of them that are
    only drawn small or without colour, so that what is inside may have its own; ``shown``: what a later rule shows."""

    names: frozenset[str]
    faint: frozenset[str]
    shown: frozenset[str]


def unseen_names(sheets: Iterable[str]) -> Unseen:
    """The names that these style sheets hide; of rules about one name the last holds."""
    last: dict[str, bool | None] = {}
    for sheet in sheets:
        last |= _said_of(sheet[:_MOST])
    return Unseen(
        frozenset({f".{name}" for name in ALWAYS} | {name for name, how in last.items() if how is not None}),
        frozenset(name for name, how in last.items() if how is False),
        frozenset(name for name, how in last.items() if how is None),
    )


@lru_cache(64)
def _said_of(sheet: str) -> dict[str, bool | None]:
    """By name (``.class``, ``#id``, ``tag``) whether a style sheet hides it (False: draws it faint only; None: shows
    it); the pages of a site often share one."""
    said: dict[str, bool | None] = {}
    for selectors, declarations in _rules(sheet):
        how = hides(declarations)
        if how is None and not _SHOWING.search(declarations):
            continue
        for selector in selectors.split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if simple is None or not simple[0]:
                continue
            tag, kind, name = (part or "" for part in simple.groups())
            if kind and tag.lower() in BLOCK_TAGS:
                continue  # says nothing of phrases
            said[kind + name if kind else tag.lower()] = how
    return said


def is_for_readers(style: LexborNode | None) -> bool:
    """Whether a ``style`` element holds on a screen of any size: not in print only, nor without scripts."""
    if style is None or (style.parent is not None and style.parent.tag == "noscript"):
        return False
    return _FOR_READERS.match(style.attributes.get("media") or "") is not None


def _rules(sheet: str) -> Iterable[tuple[str, str]]:
    """Selectors and declarations of the rules that always hold."""
    depth = 0
    for piece in _COMMENT.sub("", sheet).split("}"):
        opened = piece.count("{")
        if depth == 0 and opened == 1:
            before, _, declarations = piece.partition("{")
            before = before.rpartition(";")[2].lstrip()
            if not before.startswith("@"):
                yield before, declarations
        depth = max(depth + opened - 1, 0)
