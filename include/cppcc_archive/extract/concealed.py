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
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

from cppcc_archive.cms.listing.literals import from_json, strings, values_in
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.text import one_line

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
_PACKED = re.compile(r"\s*(?:\w{1,3}:)?(?=[{\[])")
_TITLE = re.compile(r"(?:(?:article|news|doc|info|main|content|detail|post)_?)?(?:title|headline|subject|biaoti)", re.I)
_FIELDS = {
    "ArticleTitle": (_TITLE,),
    "PubDate": (
        re.compile(
            r"date_?published|publi(?:sh|c)\w*|(?:pub|release|issue|post|show)_?(?:time|date)|fb(?:sj|rq)", re.I
        ),
        re.compile(r"(?:(?:create|add|input|doc\w*)d?_?)?(?:date|time|at)", re.I),
    ),
    "ContentSource": (
        re.compile(r"(?:(?:content|article|news|info|doc)_?)?(?:source|origin)(?:_?name)?|laiyuan", re.I),
    ),
    "Author": (re.compile(r"(?:article_?)?author(?:_?name)?|writer", re.I),),
}
"""What a record's fields are called that tell of its text, by the meta that says the same; the surest names first."""
_ABSTRACTS = re.compile(r"\w*(?:summary|abstract|description|digest|intro|keyword|excerpt|seo|share|meta)\w*", re.I)
_FIRST_SECOND, _LAST_SECOND = 6e8, 1e10  # of a publication, since 1970
_ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_RECORDS_AROUND, _LONGEST_FIELD, _MOST_VALUES = 3, 300, 20_000
"""Records around a text in which its title may stand; characters of a field; values of a script that are looked at."""


class _Concealed(NamedTuple):
    """Text that is not shown: where its container begins and ends, what it says as markup and what holds it, and the
    code in which that may be a record's."""

    start: int
    end: int
    markup: str
    place: str
    code: str


class _Record(NamedTuple):
    """A record among a script's values: its ``texts``, and itself and those ``around`` it, the innermost first."""

    texts: list[str]
    around: tuple[dict[str, Any], ...]

    @property
    def sentences(self) -> int:
        """How many it holds."""
        return sum(text.count("。") for text in self.texts)


def revealed(page: Page, nodes: Nodes) -> tuple[Page, str] | None:
    """The page with its concealed prose in place, and what held it; None where what is shown is what there is."""
    shown = "".join([nodes.texts[at] for at in nodes.printed]).count("。")
    written = _written(page.html) if any(map(_writes_text, nodes.scripts.values())) else None
    source = written if written is not None else page.html
    # Bytes are counted in half the time.
    is_bytes = written is None and page.decoded.is_verbatim
    plain = page.markup.count("。".encode()) if is_bytes else source.count("。")
    containers = _containers(source) if _may_conceal(source, plain, shown) else ()
    best = max(containers, key=lambda one: one.markup.count("。"), default=None)
    if best is None or best.markup.count("。") < max(LEAST_SENTENCES, 2 * shown):
        return (Page(page.url, written.encode("utf-8", "replace"), "utf-8"), "") if written is not None else None
    told = _told(best.code, best.markup)
    markup = f"{source[: best.start]}{told}{source[best.end :]}"
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
            yield _Concealed(start, end, _as_markup(text), place, text)
    for place, opening in _ATTRIBUTES:
        for count, match in enumerate(opening.finditer(source)):
            close = source.find(match["q"], match.end())
            if count >= _MOST_CONTAINERS or close < 0:
                break
            # The element stays behind its text: a field has nothing to show, another one may hold more than that.
            at, text = match.start(), html.unescape(source[match.end() : close])
            yield _Concealed(at, at, _as_markup(text), place, text)
    for _, inner, close, end in _spans(source, *_SCRIPT):
        texts = [plain for _, _, text in strings(source[inner:close]) if "。" in (plain := _unpacked(text))]
        if texts:
            yield _Concealed(end, end, "".join(map(_as_markup, texts)), "a script", source[inner:close])


def _told(code: str, markup: str) -> str:
    """The text of the record in ``code`` that says most, and as metas what the record is called, when it was published
    and by whom; ``markup`` where no record says so, or others say as much."""
    records = list(_records(code))
    best = max(records, key=lambda one: one.sentences, default=_Record([], ()))
    metas = [
        f'<meta name="{meta}" content="{html.escape(said)}">'
        for meta, patterns in _FIELDS.items()
        for pattern in patterns
        for record in best.around[:_RECORDS_AROUND]
        for name, value in record.items()
        if pattern.fullmatch(name) and (said := _said(value))
    ]
    if not metas or 2 * best.sentences < sum(one.sentences for one in records):
        return markup
    return "".join([*metas, *map(_as_markup, best.texts)])


def _records(code: str) -> Iterator[_Record]:
    """The records among a script's values, and in texts that are packed values themselves."""
    values: list[tuple[Any, tuple[dict[str, Any], ...]]] = [(value, ()) for value in values_in(code)]
    for value, around in values:
        if isinstance(value, str) and (packed := _PACKED.match(value)):
            value = from_json(value[packed.end() :])
        inside: Iterable[Any] = [_looked_up(one, value) for one in value] if isinstance(value, list) else ()
        if isinstance(value, dict):
            inside, around = value.values(), (value, *around)
            yield _Record(_texts_of(value), around)
        if len(values) < _MOST_VALUES:
            values += [(one, around) for one in inside if isinstance(one, dict | list | str)]


def _looked_up(record: Any, values: list[Any]) -> Any:
    """A record whose fields are numbers of ``values`` beside it, as some systems pack theirs, with these in place."""
    numbers = list(record.values()) if isinstance(record, dict) else []
    if not numbers or not all(type(at) is int and 0 <= at < len(values) for at in numbers):
        return record
    return {name: values[at] for name, at in record.items()}


def _texts_of(record: dict[str, Any]) -> list[str]:
    """What a record says in sentences, part by part where that is a list of them, without its abstracts."""
    found: list[str] = []
    for name, value in record.items():
        parts = [
            max((text for text in one.values() if isinstance(text, str)), key=len, default="")
            if isinstance(one, dict) and not any(map(_TITLE.fullmatch, one))
            else one
            for one in (value if isinstance(value, list) else [value])
        ]
        if not _ABSTRACTS.fullmatch(name):
            found += (_unpacked(part) for part in parts if isinstance(part, str) and not _PACKED.match(part))
    return [text for text in found if "。" in text]


def _said(value: Any) -> str:
    """A field's value as a meta says it: (milli)seconds since 1970, and times of other zones, as Shanghai's."""
    if isinstance(value, dict):
        value = value.get("name")
    try:
        if isinstance(value, int | float) and _FIRST_SECOND < value < 1000 * _LAST_SECOND:
            return datetime.fromtimestamp(value / (1000 if value > _LAST_SECOND else 1), SHANGHAI).isoformat(" ")
        if isinstance(value, str) and _ZONED.fullmatch(value):
            return datetime.fromisoformat(value).astimezone(SHANGHAI).isoformat(" ")
    except (ValueError, OverflowError):
        return ""  # no such day
    return one_line(value) if isinstance(value, str) and len(value) <= _LONGEST_FIELD else ""


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
    """Text as markup of a box: as it is where it has tags, else with its lines kept."""
    if "&lt;" in text and not _BLOCKS.search(text):
        text = html.unescape(text)
    text = text if _BLOCKS.search(text) else "<br>".join(html.escape(line) for line in text.split("\n"))
    return f"<div>{text}</div>"


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
