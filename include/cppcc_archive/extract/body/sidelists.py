"""Headings of lists beside an article (最新文章): what a page without its article is left with, and no body."""

from __future__ import annotations

import re

from cppcc_archive.extract.elements import HEADING_TAGS
from cppcc_archive.extract.nodes import Nodes

_LONGEST = 20
_LINKS = 3
_LINKED = 0.8
"""Share of what follows in the same box that is links."""
_HEADS = HEADING_TAGS | {"dt", "strong", "b"}
_NAMED = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?|head(?:er|ing)?|hd|bt)\d?(?:$|[\s_-])", re.IGNORECASE)
_SAID = re.compile(r"最[新近热]|热[门点文]|排行|推荐|相关|猜你|点击|阅读榜|延伸|更多|友情|图片新闻|专题")


def heads_links(nodes: Nodes, start: int, end: int) -> bool:
    """Whether nodes ``start`` to ``end`` are nothing but the heading of a list of links that follows them."""
    text = nodes.text(start, end).strip()
    if not text or len(text) > _LONGEST or "。" in text:
        return False
    named = _NAMED.search(nodes.attribute(start, "class")) or _SAID.search(text)
    if not (named or _HEADS.intersection(nodes.tags[start:end])):
        return False
    box = nodes.parents[start]
    if box < 0:
        return False
    links = nodes.within("a", end, nodes.ends[box])
    whole = len(nodes.text(end, nodes.ends[box]).strip())
    return len(links) >= _LINKS and sum(len(nodes.text(link)) for link in links) >= _LINKED * whole
