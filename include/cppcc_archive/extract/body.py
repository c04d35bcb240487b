"""Where on the page the article's body is: known containers first, then the element that holds the prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cppcc_archive.cms.selectors import ARTICLE_SELECTORS
from cppcc_archive.extract.blocks import DROPPED_TAGS, is_hidden
from cppcc_archive.extract.nodes import TEXT, Nodes

_PUNCTUATION = re.compile(r"[，。；：！？、]")
_FOOTER = re.compile(r"版权所有|ICP备|备案号|主办单位|承办单位|网站标识码|技术支持|Copyright", re.IGNORECASE)
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen body: node ranges in order, and how they were found."""

    ranges: tuple[tuple[int, int], ...]
    method: str


def find_body(nodes: Nodes) -> Body | None:
    """The body of the article, or None where the page has no text at all."""
    return by_selector(nodes) or by_scoring(nodes)


def by_selector(nodes: Nodes) -> Body | None:
    """The outermost container that a CMS is known to put its articles in and that holds text."""
    best: tuple[int, int, str] | None = None
    for index, attributes in enumerate(nodes.attributes):
        if best is not None and index < nodes.ends[best[1]]:
            continue
        selector = _known(nodes.tags[index], attributes)
        if selector is None:
            continue
        weight = len(nodes.text(index).strip())
        if weight and (best is None or weight > best[0]):
            best = (weight, index, selector)
    if best is None:
        return None
    return Body(((best[1], nodes.ends[best[1]]),), f"selector:{best[2]}")


_SELECTORS = {selector: family for family in ARTICLE_SELECTORS for selector in family.body}


def _known(tag: str, attributes: dict[str, str | None]) -> str | None:
    if tag in _SELECTORS:
        return tag
    if not attributes:
        return None
    identity = attributes.get("id")
    if identity:
        if f"#{identity}" in _SELECTORS:
            return f"#{identity}"
        if identity.startswith("TRS_AUTOADD"):
            return "[id^=TRS_AUTOADD]"
    classes = attributes.get("class")
    if classes:
        for name in classes.split():
            if f".{name}" in _SELECTORS:
                return f".{name}"
    return None


def by_scoring(nodes: Nodes) -> Body | None:
    """The smallest element that holds most of the page's prose (text with Chinese punctuation, outside links)."""
    count = len(nodes.tags)
    mass = [0.0] * count
    index = 0
    while index < count:
        tag = nodes.tags[index]
        if tag in DROPPED_TAGS or tag == "a" or (nodes.attributes[index] and is_hidden(nodes, index)):
            index = nodes.ends[index]
            continue
        if tag == TEXT:
            text = nodes.texts[index].strip()
            if text and not _FOOTER.search(text):
                mass[index] = len(text) * (0.1 + len(_PUNCTUATION.findall(text)))
        index += 1
    for index in range(count - 1, 0, -1):
        mass[nodes.parents[index]] += mass[index]
    if not count or not mass[0]:
        return None
    here = 0
    while True:
        child, end, heir = here + 1, nodes.ends[here], -1
        while child < end:
            if mass[child] >= _MOST * mass[here] and nodes.tags[child] not in (TEXT, "p"):
                heir = child
            child = nodes.ends[child]
        if heir < 0:
            return Body(((here, nodes.ends[here]),), "scoring")
        here = heir
