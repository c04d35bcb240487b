# ruff: noqa: E501 - markup is read best in one piece
"""Pages as careless hands leave them: parts lost, doubled, moved, hidden or linked, in boxes and cells of other names,
lists and empty labels between them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html import escape

from cppcc_archive.extract.elements import COMMENT, TEXT
from cppcc_archive.extract.nodes import Nodes, flatten
from cppcc_archive.markup.page import Page

Change = Callable[[str], str]
"""What becomes of an element's markup."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_PLACED = (
    "<ul><li><a href='/yw/1.html'>区政协召开主席会议</a></li><li><a href='/yw/2.html'>委员进社区</a> 2024-03-01</li></ul>",
    "<div><h3>相关文章</h3><p><a href='/a/9.html'>政协委员视察水利工程</a></p></div>",
    "<p>上一篇：<a href='/p/1.html'>县政协举行座谈会</a></p><p>下一篇：没有了</p>",
    *(f"<p>{label}</p>" for label in ("来源：", "附件：", "责任编辑：", "相关链接：", "时间：", "END", "2024-05-06", "何远山")),
    "<div>【打印】【关闭】</div>",
    "<table><tr><td>索引号</td><td></td></tr><tr><td>发布机构</td><td>县政协办公室</td></tr></table>",
    "<p align=right>县政协办公室</p><p align=right>2024年5月6日</p>",
    "<p>扫一扫在手机打开当前页<img src=/q.png></p>",
)  # fmt: skip
_AROUND = (
    *(f"<div class={name}>{{}}</div>" for name in ("related", "summary", "TRS_Editor", "content", "foot", "title", "x7f")),
    "<table><tr><td>{}</td></tr></table>",
    "<table border=1><tr><td></td></tr><tr><td>类别</td><td>水利</td></tr><tr><td>内容</td><td>{}</td></tr></table>",
    "<div style='display:none'>{}</div>",
    "<a href=/l/7.html>{}</a>",
    "<aside>{}</aside>",
    "<del>{}</del>",
    "<h2>{}</h2>",
)  # fmt: skip


def careless(body: bytes, url: str, seed: str) -> bytes:
    """The page with one to four of its parts changed."""
    chance = random.Random(seed)
    nodes = flatten(Page(url, body).tree)
    parts = [index for index, tag in enumerate(nodes.tags) if tag not in (TEXT, COMMENT, "html", "head", "body")]
    changes = {index: _change(chance) for index in chance.sample(parts, min(len(parts), chance.randint(1, 4)))}
    if len(changes) > 1 and chance.random() < 0.5:
        moved, behind = list(changes)[:2]
        part = _markup(nodes, moved, {})
        changes |= {moved: lambda _: "", behind: lambda other: other + part}
    return ("<!doctype html>" + _markup(nodes, 0, changes)).encode("utf-8", "replace")


def _change(chance: random.Random) -> Change:
    placed, around = chance.choice(_PLACED), chance.choice(_AROUND)
    changes: tuple[Change, ...] = (
        lambda part: "",
        lambda part: part * 2,
        lambda part: placed + part,
        lambda part: part + placed,
        lambda part: re.sub(r"(?<=>)(?=[^<>]*</\w+>$)", placed, part, count=1),
        lambda part: around.replace("{}", part),
        lambda part: re.sub(r"<[^<>]+>", "", part),
        lambda part: re.sub(r"\s(?:id|class)=\"[^\"]*\"", "", part),
        lambda part: re.sub(r"。.*?(?=<|$)", "。", part, flags=re.DOTALL),
    )
    return chance.choice(changes)


def _markup(nodes: Nodes, index: int, changes: dict[int, Change]) -> str:
    tag = nodes.tags[index]
    if tag == TEXT:
        return escape(nodes.texts[index], quote=False)
    if tag == COMMENT:
        return f"<!--{nodes.comments[index]}-->"
    told = "".join(f' {name}="{escape(value or "")}"' for name, value in nodes.attributes[index].items())
    inside = nodes.scripts.get(index) or "".join(_markup(nodes, child, changes) for child in nodes.children(index))
    part = f"<{tag}{told}>" if tag in _VOID else f"<{tag}{told}>{inside}</{tag}>"
    return changes[index](part) if index in changes else part
