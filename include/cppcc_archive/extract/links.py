"""Files and pictures of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.document import Attachment
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.text import one_line
from cppcc_archive.markup.urls import absolute

_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|ofd|wps|et|dps|rtf|csv|ceb|txt)(?=$|[?#&;])")
_DOWNLOAD = re.compile(
    r"Download(?:Ztb)?Attach|/module/download/|downfile\.(?:jsp|php|aspx?)|/(?:file)?down(?:load)?(?:file)?\.(?:do|action|ashx|jsp)\b|/e/enews/\?enews=DownFile|DownSoft",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[\w）)》】”]\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|ofd|wps|et|rtf|csv|ceb)\s*(?:[（(\[][^（）()]{0,30}[）)\]])?$",
    re.IGNORECASE,
)
"""A link's text that is a file's name, its size behind it now and then."""
_LONGEST_TARGET = 2000
_VIEWED = re.compile(r"viewer\.html?\?(?:.*&)?file=([^&#]+)")
"""A PDF shown in the page by pdf.js."""
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
    if not 0 < len(target) <= _LONGEST_TARGET:
        return False
    lowered = target.lower()
    return _FILE.search(lowered) is not None or ("down" in lowered and _DOWNLOAD.search(target) is not None)


def is_file_name(text: str) -> bool:
    """Whether a line is a file's name, its size behind it now and then."""
    return len(text) < 120 and "." in text and _FILE_NAME.search(text) is not None


def attachments(nodes: Nodes, start: int, end: int, base: str) -> tuple[Attachment, ...]:
    """Documents linked or embedded in nodes ``start`` to ``end``, each address once."""
    found: dict[str, str] = {}
    places = sorted(place for tag in ("a", "iframe", "embed", "object") for place in nodes.within(tag, start, end))
    for index in places:
        attributes = nodes.attributes[index]
        target = attributes.get("href") or attributes.get("src") or attributes.get("data")
        if not target:
            continue
        if "file=" in target and len(target) <= _LONGEST_TARGET and (viewed := _VIEWED.search(target)):
            target = unquote(viewed[1])
        text = nodes.text(index)
        if not is_file(target) and not ("." in text and _FILE_NAME.search(one_line(text))):
            continue
        url = absolute(base, target)
        if url is None:
            continue
        name = one_line(text) or one_line(nodes.attribute(index, "title"))
        if not found.get(url):
            found[url] = name
    return tuple(Attachment(url, name or _file_name(url)) for url, name in found.items())


def images(placed: Iterable[Placed]) -> tuple[Attachment, ...]:
    """The pictures among a body's blocks, named by their alt text or title, each address once."""
    found: dict[str, str] = {}
    for one in placed:
        if one.block.src is not None:
            found.setdefault(one.block.src, one.name)
    return tuple(Attachment(url, name) for url, name in found.items())


def _file_name(url: str) -> str:
    return unquote(path_of(url).rsplit("/", 1)[-1])


def path_of(url: str) -> str:
    """The path of an address, ``""`` where it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
