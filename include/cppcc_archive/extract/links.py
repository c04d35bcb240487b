"""Links of an article: files, pictures, what leads elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.document import Attachment
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.unseen import shows_picture
from cppcc_archive.markup.text import one_line
from cppcc_archive.markup.urls import absolute, path_of

_ENDINGS = r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|ofd|od[tsp]|uo[fts]|wps|et|dps|rtf|csv|ceb)"
_FILE = re.compile(rf"(?:{_ENDINGS}|\.txt)(?=$|[?#&;])")
_DOWNLOAD = re.compile(
    r"Download(?:Ztb)?Attach|/module/download/|downfile\.(?:jsp|php|aspx?)|/(?:file)?down(?:load)?(?:file)?\.(?:do|action|ashx|jsp)\b|/e/enews/\?enews=DownFile|DownSoft",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(rf"[\w）)》】”]{_ENDINGS}\s*(?:[（(\[][^（）()]{{0,30}}[）)\]])?$", re.IGNORECASE)
"""A link's text that is a file's name, its size behind it now and then."""
_LABELLED = re.compile(
    r"^\W*附\s*件\s*(?:[0-9０-９一二三四五六七八九十]{0,3}\W|[0-9０-９一二三四五六七八九十]{0,3}$)|[（(\[【]\s*附\s*件[^（()）]{0,6}[)）\]】]\s*$|(?:点击|下载)附件"
)
"""A link's text that calls it an attachment: 附件1, 附件：提案表, 工作报告（附件）."""
_LABEL_BEFORE = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：.．、]\s*$")
_LABEL_FIRST = re.compile(r"^附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：.．、]\s*")
_PRESS = re.compile(
    r"[\W_]*(?:请|可|欢迎)?(?:在线|立即|直接|免费)?(?:点击|点此|点这里|按此|单击)?(?:此处|这里|链接)?(?:(?:在线|立即)?(?:下载|查看|预览|阅读|打开|浏览|详情))?"
    r"(?:附件|文件|全文|文档|原文|(?i:pdf|word|excel))?[\W_]*"
)
"""A link's text that says what pressing it does and not what is there."""
_NOTHING = re.compile(r"[\[【（(<]\s*[\]】）)>]")  # brackets whose link was taken out
_MARKS = " \xa0\u3000|｜:：,，;；、·•▪■→-"
_SERVES_FILES = re.compile(
    r"/(?:get|down|read|show|view|open|load)[-_]?(?:load)?[-_]?(?:file|attach\w*|doc)s?\b|/(?:attach(?:ment)?s?|file[-_]?serv\w*)/[^?#]*\?"
    r"|[?&](?:attach(?:ment)?|file)_?(?:id|guid|uuid|path|name)=|/(?:file)?down(?:load)?s?(?:\.\w{2,5})?\?",
    re.IGNORECASE,
)
"""Addresses of scripts that hand out files."""
_PAGE = re.compile(r"\.s?html?(?:$|[?#])|/$", re.IGNORECASE)
_PAGES = (".html", ".htm", ".shtml", "/")  # how most such addresses end
_GIVEN = re.compile(
    r"""(?:\b|_)(?P<call>\w*(?:down|file|attach|open|view|load)\w*)\s*\([^()"']{0,60}["'](?P<target>[^"'<>]{2,500})["']""",
    re.IGNORECASE,
)
"""A function that is handed a file's address: ``downFile('/f/1.docx')``."""
_LONGEST_TARGET = 2000
_REMEMBERED = 4096  # addresses of a site of which it is remembered whether they are files: menus have them on each page
_VIEWED = re.compile(r"viewer\.html?\?(?:.*&)?file=([^&#]+)")
"""A PDF shown in the page by pdf.js."""
_LONGEST_NAME = 200
_LINK_WITHIN = 5  # elements between a text and the link it stands in
_TARGETS = ("src", "data", "action")
_DATA_TARGETS = ("data-url", "data-href", "data-src", "data-file", "data-path")
_PRESSED = {"span": "onclick", "button": "onclick", "input": "onclick", "form": "action"}
"""What is pressed for a file where nothing is a link."""
_QUOTED_FILE = re.compile(rf"""["']([^"'<>]{{2,300}}{_ENDINGS})["']""", re.IGNORECASE)
_SCRIPTED = re.compile(r"""[(=:]\s*["']([^"'\s<>]{4,300}\.(?:pdf|ofd|docx?|xlsx?))["']""", re.IGNORECASE)
"""A document that a script shows in the page: showVsbpdfIframe("/u/1.pdf", …)."""
_LINK_PROSE = 300  # characters from which an element that says it is a link is one somebody forgot to close
_REGION_LEVELS, _REGION_BELOW = 3, 40


def region_around(nodes: Nodes, start: int, end: int) -> tuple[int, int]:
    """The nodes around a body in which its attachments are listed: some levels up, at most thrice its size."""
    size = max(end - start, 60)
    region = (start, end)
    for level, above in enumerate(nodes.ancestors(start)):
        if level >= _REGION_LEVELS or nodes.tags[above] in ("body", "html") or nodes.ends[above] - above > 3 * size:
            return region[0], max(region[1], min(nodes.ends[above], region[1] + _REGION_BELOW))
        region = (above, max(end, nodes.ends[above]))
    return region


def is_file(target: str) -> bool:
    """Whether a link's target is a document or goes through a CMS's download script."""
    return 0 < len(target) <= _LONGEST_TARGET and _is_file(target)


@lru_cache(_REMEMBERED)
def _is_file(target: str) -> bool:
    lowered = target.lower()
    return _FILE.search(lowered) is not None or ("down" in lowered and _DOWNLOAD.search(target) is not None)


def shows_file(script: str) -> bool:
    """Whether a script shows a document in the page."""
    return _SCRIPTED.search(script) is not None


def is_file_name(text: str) -> bool:
    """Whether a line is a file's name, its size behind it now and then."""
    return len(text) < 120 and "." in text and _FILE_NAME.search(text) is not None


def leads_elsewhere(nodes: Nodes, at: int) -> bool:
    """Whether a line that begins at a text is a link to another page. What a link in the next line or block leads to
    says nothing of it."""
    above = nodes.around(at, ("a",), _LINK_WITHIN)
    if above >= 0:
        return _leads_away(nodes, above)
    block = nodes.block_around(at)
    reach = range(at, min(at + _LINK_WITHIN, nodes.ends[block]))
    link = next((index for index in reach if nodes.tags[index] in ("a", "br")), -1)
    is_in_line = link >= 0 and nodes.tags[link] == "a" and nodes.block_around(link) == block
    return is_in_line and _leads_away(nodes, link)


def _leads_away(nodes: Nodes, link: int) -> bool:
    target = nodes.attribute(link, "href")
    return target == "" or not (is_file(target) or shows_picture(nodes, link, target))


def linked_texts(nodes: Nodes) -> frozenset[int]:
    """The texts in links that lead somewhere, and do not hold half an article because their end is missing."""
    broken = {
        index
        for index in nodes.leading
        if nodes.ends[index] - index > 3
        and len(nodes.text(index)) * (2 if nodes.tags[index : nodes.ends[index]].count("p") > 2 else 1) >= _LINK_PROSE
    }
    return nodes.texts_of(index for index in nodes.leading if index not in broken) if broken else nodes.linked


def attachments(nodes: Nodes, start: int, end: int, base: str) -> tuple[Attachment, ...]:
    """Documents linked or embedded in nodes ``start`` to ``end``, each address once."""
    found: dict[str, str] = {}
    places = sorted(place for tag in ("a", "iframe", "embed", "object") for place in nodes.within(tag, start, end))
    places = places or [at for at in range(start, end) if nodes.attributes[at].get(_PRESSED.get(nodes.tags[at], ""))]
    for index in places:
        target = _target(nodes, index)
        if not target or len(target) > _LONGEST_TARGET:
            continue
        if "file=" in target and (viewed := _VIEWED.search(target)):
            target = unquote(viewed[1])
        text = nodes.text(index)
        if is_file(target) or _is_shown_as_file(nodes, index, target, text):
            url = absolute(base, target)
            if url is not None and not found.get(url):
                found[url] = _shown_name(nodes, index, one_line(text))
    for index, script in nodes.scripts.items():
        if start <= index < end:
            for target in _SCRIPTED.findall(script):
                if url := absolute(base, target):
                    found.setdefault(url, "")
    return tuple(Attachment(url, name or _file_name(url)) for url, name in found.items())


def _shown_name(nodes: Nodes, index: int, text: str) -> str:
    """What a file is called: by its link or, where that only says what pressing does (点击下载), by an attribute, the
    rest of the line, or the rest of a row that has no other link."""
    told = (text, *(one_line(nodes.attribute(index, name)) for name in ("title", "download")))
    if name := next((name for name in told if name and not _says_press(name)), ""):
        return name
    place, _ = nodes.printed_within(index, len(nodes.tags))
    if not text or place == len(nodes.printed):
        return text
    here = bisect_left(nodes.lines, nodes.lines[place]), bisect_right(nodes.lines, nodes.lines[place])
    rows = [above for above in islice(nodes.ancestors(index), _LINK_WITHIN) if nodes.tags[above] in ("tr", "li", "dl")]
    alone = [row for row in rows[:1] if len(nodes.within("a", row, nodes.ends[row])) == 1]
    for first, last in (here, *(nodes.printed_within(row, nodes.ends[row]) for row in alone)):
        others = (nodes.texts[at] for at in nodes.printed[first:last] if at not in nodes.unseen)
        rest = one_line(" ".join(one for one in others if not _says_press(one)))
        rest = _LABEL_FIRST.sub("", _NOTHING.sub("", rest).strip(_MARKS))
        if rest and "。" not in rest and len(rest) <= _LONGEST_NAME:
            return rest
    return text


def _says_press(text: str) -> bool:
    return _PRESS.fullmatch(text) is not None and any(map(str.isalnum, text))


def _target(nodes: Nodes, index: int) -> str:
    """Where a link or an embedded object leads; the address that a link's function is handed, where it has no other."""
    attributes = nodes.attributes[index]
    target = attributes.get("href") or next((value for name in _TARGETS if (value := attributes.get(name))), "")
    if target.strip() and not target.lstrip().lower().startswith(("javascript:", "#")):
        return target
    for name in _DATA_TARGETS:
        if held := attributes.get(name):
            return held
    calls = f"{attributes.get('onclick') or ''};{target}"
    given = _GIVEN.search(calls[:_LONGEST_TARGET]) if "(" in calls else None
    if given and (is_file(given["target"]) or "/" in given["target"]):
        return given["target"]
    named = _QUOTED_FILE.search(calls[:_LONGEST_TARGET]) if "." in calls else None
    return named[1] if named else ""


def _is_shown_as_file(nodes: Nodes, index: int, target: str, text: str) -> bool:
    """Whether a link that does not look like a file's is shown as one: by its text, the words before it, its script."""
    if nodes.tags[index] != "a":
        return False
    attributes = nodes.attributes[index]
    if "download" in attributes or _names_file(text) or _names_file(attributes.get("title") or ""):
        return True
    if target.endswith(_PAGES) or len(text) > _LONGEST_NAME or _PAGE.search(target):
        return False
    return bool(_SERVES_FILES.search(target) or _LABEL_BEFORE.search(_before(nodes, index)))


def _names_file(text: str) -> bool:
    """Whether a link's text is a file's name, or calls it an attachment."""
    if "." not in text and "附" not in text:
        return False
    text = one_line(text)
    return len(text) <= _LONGEST_NAME and (is_file_name(text) or _LABELLED.search(text) is not None)


def _before(nodes: Nodes, index: int) -> str:
    """The words on the same line right before a link."""
    place, _ = nodes.printed_within(index, index + 1)
    if place == 0:
        return ""
    last = nodes.printed[place - 1]
    own, _ = nodes.printed_within(index, nodes.ends[index])
    same = own < len(nodes.lines) and nodes.lines[own] == nodes.lines[place - 1]
    return nodes.texts[last][-20:] if same else ""


def images(placed: Iterable[Placed]) -> tuple[Attachment, ...]:
    """The pictures among a body's blocks, named by their alt text or title, each address once."""
    found: dict[str, str] = {}
    for one in placed:
        if one.block.src is not None:
            found.setdefault(one.block.src, one.name)
    return tuple(Attachment(url, name) for url, name in found.items())


def _file_name(url: str) -> str:
    return unquote(path_of(url).rsplit("/", 1)[-1])
