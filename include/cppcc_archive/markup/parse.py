"""Text to tree, with the shapes of markup taken out that make the parser's time or memory grow with a page's square.

Nesting some ten thousand deep, tens of thousands of options in one select, thousands of attributes in one tag, or
hundreds of unclosed formatting elements that every following paragraph opens anew, are found on no page made for
people; one made to stop a crawler needs only some kilobytes of them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

MOST_DEEP = 2000
MOST_OPTIONS = 5000
MOST_ATTRIBUTES = 256
MOST_REOPENED = 100_000
"""Elements that unclosed formatting may add to a page, besides one for each of its tags."""
_FEW_TAGS = 1000
_WITHOUT_EVENTS = int(LexborDocumentOptions.WO_EVENTS)
"""The parser's callbacks serve what changes a tree afterwards; here none does."""
_LOOK_BACK = 50

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,40})[^<>]*>", re.DOTALL)
_NEVER_NESTED = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "td", "th", "tr", "tbody", "option", "a"}
)
"""Void elements, and those whose next opening tag closes them."""

_PLAINLY_NOT_NESTED = (
    *("</", "<!--", "<br>", "<br ", "<br/", "<img ", "<p>", "<p ", "<a "),
    *("<li>", "<li ", "<td>", "<td ", "<tr>", "<tr "),
)

_FORMATTING = r"(?:big|b|code|em|font|i|nobr|small|strike|strong|s|tt|u)(?=[\s/>])"
"""HTML's formatting elements but ``a``, of which only one can be open."""
_OPENS_FORMATTING = re.compile(rf"<(?=[bcefinstuBCEFINSTU])(?i:{_FORMATTING})[^<>]*>?")
_NAMES_FORMATTING = re.compile(rf"(?<=<){_FORMATTING}|(?<=</){_FORMATTING}", re.IGNORECASE)
_PLAIN = r"""(?:[ \t\n\r\f]+[^\s"'<>=/]+(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=][^\s"'<>]*))?)*[ \t\n\r\f]*/?>"""
_INLINE = re.compile(
    rf"<(?:(?P<opens>{_FORMATTING}{_PLAIN})|/(?P<closes>{_FORMATTING})[ \t\n\r\f]*>|/?(?:span|a|br|img){_PLAIN}|)",
    re.IGNORECASE,
)
"""What may stand between a formatting element's tags so that its end tag surely closes it; empty for another ``<``."""

_BIG = 64 << 10
_RUN = 4096
_MOST_BROKEN = _BIG // _RUN // 2
_QUOTED_END = re.compile(r"""=\s*["'][^"'>]*>""")
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?"""
_WHOLE_TAG = rf"</?[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+(?P<surplus>(?:{_ATTRIBUTE})++)?"
_TAGS = re.compile(_WHOLE_TAG)
_TAGS_OR_CODE = re.compile(rf"<(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z)|{_WHOLE_TAG}", re.IGNORECASE | re.DOTALL)


def parse_html(text: str, encoded: bytes | None = None) -> LexborHTMLParser:
    """The HTML5 tree of ``text`` (selectolax/lexbor), in time and memory that grow with its length. ``encoded`` is the
    same in UTF-8, where that is at hand and need not be made again."""
    bounded = _within_bounds(text)
    source = encoded if encoded is not None and bounded is text else bounded
    return LexborHTMLParser(source, options=_WITHOUT_EVENTS)


def _within_bounds(text: str) -> str:
    """``text`` without what would make the parser's time or memory grow with its square; itself if there is nothing."""
    if _may_be_overloaded(text):
        text = _lightened(text)
    tags = text.count("<")
    if tags > _FEW_TAGS:
        if _reopened_at_most(text, tags) > MOST_REOPENED and _reopened(text) > MOST_REOPENED + tags:
            text = _NAMES_FORMATTING.sub("span", text)
        if _nested_at_most(text, tags) > MOST_DEEP or text.count("<opt") > MOST_OPTIONS:
            text = _bounded(text)
    return text


def _nested_at_most(text: str, tags: int) -> int:
    """How deep the tags can nest if none is ever closed: end tags, comments and the plainest tags that never nest left
    out. On all but one page in hundreds that is enough to know."""
    return tags - sum(text.count(one) for one in _PLAINLY_NOT_NESTED) if tags > MOST_DEEP else tags


def _may_be_overloaded(text: str) -> bool:
    """Whether a tag may be so long that its attributes count: thousands of characters without the ``>`` that ends it,
    or, on a big page, ``>`` inside quoted values that may break up such a run."""
    runs = [at for at in range(0, len(text) - _RUN + 1, _RUN) if text.find(">", at, at + _RUN) < 0]
    is_big = len(text) > _BIG
    if not runs and not is_big:
        return False
    # Prose and scripts have such runs too, but there the last "<" before them was closed.
    if any(text.rfind("<", 0, at + 1) > text.rfind(">", 0, at) for at in runs):
        return True
    broken = sum(1 for _ in islice(_QUOTED_END.finditer(text), _MOST_BROKEN + 1))
    return (is_big and broken > _MOST_BROKEN) or (bool(runs) and broken > 0)


def _lightened(text: str) -> str:
    """``text`` without the attributes of a tag after its :data:`MOST_ATTRIBUTES` first."""
    # Inside SVG and MathML a script's content is markup as any other.
    foreign = re.search("<(?:svg|math)", text, re.IGNORECASE)
    kept: list[str] = []
    position = 0
    for match in (_TAGS if foreign else _TAGS_OR_CODE).finditer(text):
        if match["surplus"]:
            kept.append(text[position : match.start("surplus")])
            position = match.end("surplus")
    return "".join([*kept, text[position:]]) if kept else text


def _reopened_at_most(text: str, tags: int) -> int:
    """How many elements unclosed formatting can add if none is ever closed; of like ones HTML keeps three."""
    return 3 * len(set(_OPENS_FORMATTING.findall(text))) * tags


def _reopened(text: str) -> int:
    """How many elements unclosed formatting can add: for each tag, the formatting elements that may be open there.

    An end tag is believed only where nothing but inline tags stands between it and its element: a comment, a cell or a
    block there may keep the element open.
    """
    sure: list[tuple[str, str]] = []
    unsure: Counter[str] = Counter()
    held = total = 0
    for index, match in enumerate(_INLINE.finditer(text)):
        if match["opens"]:
            sure.append((_name(match["opens"]), match["opens"]))
        elif match["closes"]:
            _close(sure, match["closes"].lower())
        elif match.end() == match.start() + 1:
            opened = _OPENS_FORMATTING.match(text, match.start())
            for _, key in sure if not opened else [*sure, ("", str(index))]:
                held += unsure[key] < 3
                unsure[key] += 1
            sure.clear()
        total += held + len(sure)
    return total


def _name(tag: str) -> str:
    return re.split(r"[\s/>]", tag, maxsplit=1)[0].lower()


def _close(opened: list[tuple[str, str]], name: str) -> None:
    """Take the last element of this name out."""
    for index in range(len(opened) - 1, max(-1, len(opened) - _LOOK_BACK), -1):
        if opened[index][0] == name:
            del opened[index]
            return


def _bounded(text: str) -> str:
    """``text`` without opening tags deeper than :data:`MOST_DEEP` (their content stays) and surplus options."""
    kept: list[str] = []
    opened: Counter[str] = Counter()
    position = depth = surplus = options = 0
    for match in _TAG.finditer(text):
        name = (match["name"] or "").lower()
        drop = False
        if name == "option":
            options += not match["end"]
            drop = options > MOST_OPTIONS
        elif not name or name in _NEVER_NESTED:
            continue
        elif match["end"]:
            drop = surplus > 0
            surplus -= drop
            # An end tag of nothing that is open closes nothing.
            closes = not drop and opened[name] > 0
            opened[name] -= closes
            depth -= closes
        elif depth >= MOST_DEEP:
            drop = True
            surplus += 1
        else:
            opened[name] += 1
            depth += 1
        if drop:
            kept.append(text[position : match.start()])
            position = match.end()
    return "".join([*kept, text[position:]]) if kept else text
