"""Text that is in the page's bytes and that a script puts in its place: a page as it stands once that has happened.

Nothing is run. Where the prose of a page lies in a container that shows none of it (a textarea, a template, ``srcdoc``,
a hidden field, the texts of a script), it is put where a browser would show it, and the page is read from there. A page
whose prose is to be seen is left as it is.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from cppcc_archive.cms.listing.literals import strings
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.page import Page

LEAST_SENTENCES = 2  # sentences from which concealed text is an article's

_MOST_CONTAINERS = 40  # containers of one kind that are looked into

_ESCAPED_STOPS = {
    "3002": ("\\u3002", "%u3002", "&#x3002;"),
    "80%82": ("%E3%80%82", "%e3%80%82"),
    "12290": ("&#12290;",),
}
"""A full stop as it is written inside other things, by what is looked for first (up to five characters are found at a
quarter of the price of six)."""


def _element(tag: str, with_: str = "") -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How an element begins and ends in markup."""
    return re.compile(rf"<{tag}\b{with_}[^<>]*>", re.IGNORECASE), re.compile(rf"</{tag}\s*>", re.IGNORECASE)


_ELEMENTS = {
    "a textarea": _element("textarea"),
    "a script's template": _element("script", r"[^<>]*\btype\s*=\s*[\"']?text/(?!javascript|ecmascript)"),
    "a template": _element("template"),
    "an object": _element("object"),
    "noscript": _element("noscript"),
}
_ATTRIBUTES = (
    ("a frame's srcdoc", re.compile(r"<iframe\b[^<>]{0,400}?\ssrcdoc\s*=\s*(?P<q>[\"'])", re.IGNORECASE)),
    ("a hidden field", re.compile(r"<input\b[^<>]{0,400}?\svalue\s*=\s*(?P<q>[\"'])", re.IGNORECASE)),
    ("an attribute", re.compile(r"<\w+\b[^<>]{0,400}?\sdata-[\w-]{1,30}\s*=\s*(?P<q>[\"'])", re.IGNORECASE)),
)
_SCRIPT = _element("script", r"(?![^<>]*\bsrc\s*=)")
_BLOCKS = re.compile(r"<(?:p|br|div|h\d|table|li|span)\b", re.IGNORECASE)
_PERCENT = re.compile(r"%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})")
_WIDE_PERCENT = re.compile(r"%u([0-9a-fA-F]{4})")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{200,}={0,2}\s*")
_WRITES = re.compile(r"(?:\s|;|<!--|//-->|-->)*document\.write(?:ln)?\s*\(\s*")
_JOINED = re.compile(r"\s*(?:\+|,)\s*|\s*\)\s*;?\s*(?:document\.write(?:ln)?\s*\(\s*)?")
_WRITTEN_END = re.compile(r"\s*\)\s*;?(?:\s|//-->|-->)*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_POINT = re.compile(r"[，。；：！？、]")
_NAME = 12  # letters of the name of a section


class _Concealed(NamedTuple):
    """Text that is not shown: where its container begins and ends, what it says as markup, and what holds it."""

    start: int
    end: int
    markup: str
    place: str


def revealed(page: Page, nodes: Nodes) -> tuple[Page, str] | None:
    """The page with its concealed prose in place, and what held it; None where what is shown is what there is."""
    titles = sum(nodes.text(title).count("。") for title in nodes.tagged["title"])
    shown = "".join(nodes.texts).count("。") - titles
    written = _written(page.html) if any(map(_writes_text, nodes.scripts.values())) else None
    source = written if written is not None else page.html
    # Bytes are counted in half the time.
    is_bytes = written is None and page.decoded.is_verbatim
    plain = page.markup.count("。".encode()) if is_bytes else source.count("。")
    containers = _containers(source) if _may_conceal(source, plain, shown) else ()
    best = max(containers, key=lambda one: one.markup.count("。"), default=None)
    if best is None or best.markup.count("。") < max(LEAST_SENTENCES, 2 * shown):
        return (Page(page.url, written.encode("utf-8", "replace"), "utf-8"), "") if written is not None else None
    markup = f"{source[: best.start]}<div>{best.markup}</div>{source[best.end :]}"
    return Page(page.url, markup.encode("utf-8", "replace"), "utf-8"), best.place


def _may_conceal(source: str, plain: int, shown: int) -> bool:
    """Whether more full stops are in the markup (``plain`` of them as such) than are shown, or a packed text."""
    there = plain + sum(
        source.count(stop) for sign, stops in _ESCAPED_STOPS.items() if sign in source for stop in stops
    )
    return there >= max(LEAST_SENTENCES, 2 * shown) + shown or (not shown and "atob" in source)


def _containers(source: str) -> Iterator[_Concealed]:
    for place, tags in _ELEMENTS.items():
        for start, inner, close, end in _spans(source, *tags):
            content = source[inner:close]
            text = html.unescape(content) if place == "a textarea" else content
            yield _Concealed(start, end, _as_markup(text), place)
    for place, opening in _ATTRIBUTES:
        for count, match in enumerate(opening.finditer(source)):
            close = source.find(match["q"], match.end())
            if count >= _MOST_CONTAINERS or close < 0:
                break
            # The element stays behind its text: a field has nothing to show, another one may hold more than that.
            at = match.start()
            yield _Concealed(at, at, _as_markup(html.unescape(source[match.end() : close])), place)
    for _, inner, close, end in _spans(source, *_SCRIPT):
        texts = [plain for _, _, text in strings(source[inner:close]) if "。" in (plain := _unpacked(text))]
        if texts:
            yield _Concealed(end, end, "".join(f"<div>{_as_markup(text)}</div>" for text in texts), "a script")


def _spans(source: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[tuple[int, int, int, int]]:
    """Elements in order: where each and its content begin, and where these end. One never closed ends the search."""
    at = 0
    for _ in range(_MOST_CONTAINERS * 5):
        begin = opening.search(source, at)
        end = closing.search(source, begin.end()) if begin else None
        if begin is None or end is None:
            return
        yield begin.start(), begin.end(), end.start(), end.end()
        at = end.end()


def _as_markup(text: str) -> str:
    """Text as markup: as it is where it has tags, else with its lines kept."""
    if "&lt;" in text and not _BLOCKS.search(text):
        text = html.unescape(text)
    return text if _BLOCKS.search(text) else "<br>".join(html.escape(line) for line in text.split("\n"))


def _unpacked(text: str) -> str:
    """A script's text with percent escapes or base64 undone, where it is nothing else."""
    if "。" in text or not text:
        return text
    if _PERCENT.search(text):
        wide = _WIDE_PERCENT.sub(lambda code: chr(int(code[1], 16)), text)
        return unquote(wide.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if _BASE64.fullmatch(text):
        try:
            return base64.b64decode(text, validate=False).decode("utf-8")
        except (binascii.Error, ValueError):
            return text
    return text


def _writes_text(code: str) -> bool:
    """A quick look: whether a script may do nothing but write Chinese text."""
    return _WRITES.match(code) is not None and ("\\" in code or _CHINESE.search(code) is not None)


def _written(source: str) -> str | None:
    """``source`` with scripts that only write plain Chinese text in its place; None where there is no such script."""
    kept: list[str] = []
    at = 0
    for start, inner, close, end in _spans(source, *_SCRIPT):
        if (text := _text_written(source[inner:close])) and _CHINESE.search(text):
            kept += source[at:start], text
            at = end
    return "".join([*kept, source[at:]]) if kept else None


def _text_written(code: str) -> str | None:
    """What a script writes that does nothing but write literals; None for any other."""
    begin = _WRITES.match(code)
    if begin is None:
        return None
    at, texts = begin.end(), []
    for start, stop, text in strings(code):
        if start != at and not _JOINED.fullmatch(code, at, start):
            return None
        texts.append(text)
        at = stop
    return "".join(texts) if texts and _WRITTEN_END.fullmatch(code, at) else None


def every_line(nodes: Nodes) -> list[Line]:
    """The page's lines; where all but nothing is shown, those that a script would show as well."""
    lines = nodes.all_lines
    if nodes.unseen:
        shown = sum(len(line.text) for line in lines if len(line.text) > _NAME)
        there = nodes.lines_there()
        if sum(len(line.text) for line in there if _POINT.search(line.text)) > 2 * shown:
            return there
    return lines
