"""Sites whose templates print lines of their own into the article's container: a third generator.

What recurs is worded so that no words give it away, and stands where paragraphs stand; what authors type leaves the
container now and then. A site has two templates, by column. Everything follows from the seed.
"""

# ruff: noqa: E501 - a line of markup is read best in one piece
from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from html import escape

from tests.sim.occasions import OccasionalAuthor
from tests.sim.unknown import UnknownPage, hash_of, written
from tests.sim.writing import PLACES, Written

_COLUMNS = ("政协要闻", "工作动态", "通知公告", "委员风采", "文史天地", "提案选登")
_MOTTOES = ("渠边灯下，字里人间", "一方水土，一纸春秋", "让每一条建议都有回音", "同舟者，共此河山")
_CLOSINGS = (
    "本页文字图片均由各科室上传，如与纸质文本不符，以纸质文本为准。",
    "读者如发现页面显示异常，可拨打值班电话反映，我们会尽快处理。",
    "以上内容仅供浏览者了解工作进程，不作为办理任何事项的依据。",
)
_OTHERS = (
    *("县政协召开主席会议", "政协委员开展义诊活动", "县政协举办迎新春书画展", "关于组织委员学习的通知"),
    *("李一山走访民营企业", "全县重点工程建设推进会召开", "界别协商议事室揭牌", "一件提案解民忧"),
)
_FILES = ("委员履职登记表", "提案办理情况统计表", "大会发言汇编", "委员名册")
_LISTS = ("也可以看看", "同一栏目里的", "编者荐", "顺手翻翻")
_BARS = ("点分享　点收藏　点在看", "转给朋友看看：", "把这一页带走：", "喜欢就点一下吧")


class _Template:
    """One template: its markup and what it prints by itself."""

    def __init__(self, chance: random.Random, site: str) -> None:
        pick = chance.choice
        self._site = site
        self._plan = pick(("cells", "table", "box", "box", "article"))
        self._paragraph = pick(("p", "p", "div", "br", "section", "span"))
        self._parts: tuple[Callable[[str, str, random.Random], str], ...] = (
            self._bar, self._motto, self._closing, self._list, self._near, self._back, self._digest, self._code,
        )  # fmt: skip
        self._has = [part for part in self._parts if chance.random() < 0.4] or [pick(self._parts)]
        self._top = chance.random() < 0.35
        self._caption = pick(("", "", "详细介绍", "内　　容"))
        self._named = chance.random() < 0.6
        self._form, self._seed = chance.randrange(100), chance.random()
        self._words = {kind: pick(words) for kind, words in (("motto", _MOTTOES), ("closing", _CLOSINGS), ("list", _LISTS), ("bar", _BARS))}  # fmt: skip
        self._spill = pick((0.0, 0.0, 0.1))

    def _a(self, role: str) -> str:
        return f" class={role[0]}{hash_of(role, self._seed)}" if self._named else ""

    def _line(self, text: str) -> str:
        """A line of the template's own, as paragraphs are, or in a box."""
        form = self._form % 4
        return (f"<p>{text}</p>", f"<div{self._a('own')}>{text}</div>", f"<section><p>{text}</p></section>", f"<p align=center>{text}</p>")[form]  # fmt: skip

    def _bar(self, column: str, title: str, chance: random.Random) -> str:
        if self._form % 3:
            return self._line(self._words["bar"])
        return f"<div{self._a('bar')}><h3>{self._words['bar']}</h3><ul><li>微信</li><li>微博</li></ul></div>"

    def _motto(self, column: str, title: str, chance: random.Random) -> str:
        return self._line(self._words["motto"])

    def _closing(self, column: str, title: str, chance: random.Random) -> str:
        return self._line(self._words["closing"])

    def _list(self, column: str, title: str, chance: random.Random) -> str:
        rows = "".join(f"<li><a href=/l/{at}.html>{one}</a></li>" for at, one in enumerate(chance.sample(_OTHERS, 3)))
        return f"<div{self._a('list')}><h4>{self._words['list']}</h4><ul>{rows}</ul></div>"

    def _near(self, column: str, title: str, chance: random.Random) -> str:
        before, after = chance.sample(_OTHERS, 2)
        left = f"<a href=/n/1.html>{before}</a>" if chance.random() < 0.8 else "已经是第一条"
        right = f"<a href=/n/2.html>{after}</a>" if chance.random() < 0.8 else "已经是最后一条"
        return (
            f"<ul{self._a('near')}><li>{left}</li><li>{right}</li></ul>",
            f"<div{self._a('near')}><h4>← 翻到前面</h4><p><a href=/n/1.html>{before}</a></p><h4>翻到后面 →</h4><p><a href=/n/2.html>{after}</a></p></div>",
            f"<div{self._a('near')}><div>上一篇：{left}</div><div>下一篇：{right}</div></div>",
        )[self._form % 3]

    def _back(self, column: str, title: str, chance: random.Random) -> str:
        return f"<p align=right><a href=/{_COLUMNS.index(column)}/>返回{column}</a></p>"

    def _digest(self, column: str, title: str, chance: random.Random) -> str:
        return f"<h5>{self._words['list']}</h5>" + "".join(
            f"<div{self._a('digest')}><a href=/l/{at}.html>{one}</a></div>" for at, one in enumerate(chance.sample(_OTHERS, 3))
        )  # fmt: skip

    def _code(self, column: str, title: str, chance: random.Random) -> str:
        return f"<p align=center><img src=/qr.png></p><p align=center>识别图中的码，把{self._site}装进口袋</p>"

    def _text(self, article: Written) -> list[str]:
        """The article's own markup, line by line."""
        found = []
        for line, side in zip(article.lines, article.aligned, strict=True):
            text, style = escape(line), f" align={side}" if side else ""
            for name in article.files:
                text = text.replace(name, f"<a href=/u/{len(found)}>{name}</a>")
            found.append(
                {
                    "div": f"<div{style}>{text}</div>",
                    "br": f"　　{text}<br>\n",
                    "section": f"<section><p{style}><span>{text}</span></p></section>",
                    "span": f"<p{style}><span style='font-family:宋体'>{text}</span></p>",
                }.get(self._paragraph, f"<p{style}>{text}</p>")
            )
        return found

    def render(self, number: int, article: Written, column: str, chance: random.Random) -> UnknownPage:
        """One page."""
        title, site = escape(article.title), self._site
        lines = self._text(article)
        spilt = len(lines) > 3 and self._plan != "cells" and chance.random() < self._spill
        inner = "".join(lines[:2]) + "</div>" + "".join(lines[2:]) if spilt else "".join(lines)
        after = "".join(part(column, article.title, chance) for part in self._has)
        top = f"<h4>{column} {article.day}</h4>" if self._top else ""
        info = f"发布时间：{article.day}　浏览：{chance.randint(1, 900)}次"
        inner = f"{top}{inner}" if spilt else f"{top}{inner}{after}"
        caption = f"<div{self._a('caption')}><b>{self._caption}</b></div>" if self._caption else ""
        core = {
            "cells": f"<table border=0 width=90%><tr><td>栏目</td><td>{column}</td></tr><tr><td>发布人</td><td>{article.source}</td></tr>"
            f"<tr><td colspan=2 align=center><font size=5>{title}</font></td></tr><tr><td colspan=2 align=center>{info}</td></tr>"
            f"<tr><td colspan=2><div>【字体：<a href=#>小</a> <a href=#>大</a>】</div>{inner}</td></tr></table>",
            "table": f"<table width=100%><tr><td align=center height=50><b>{title}</b></td></tr><tr><td align=center>{info}</td></tr>"
            f"<tr><td id=z><div align=right>【字号：<a href=#>小</a> <a href=#>大</a>】</div><div>{inner}</div></td></tr>"
            f"<tr><td><li>上一篇文章： 没有了<br><li>下一篇文章： <a href=/1.html>{chance.choice(_OTHERS)}</a></td></tr></table>",
            "box": f"<div{self._a('title')}>{title}</div><div{self._a('info')}>{info}</div>{caption}<div{self._a('body')}>{inner}</div>",
            "article": f"<article><header><h1>{title}</h1><div{self._a('info')}>{info}</div></header><div>{inner}</div></article>",
        }[self._plan]  # fmt: skip
        menu = "".join(f"<li><a href=/{at}/>{name}</a></li>" for at, name in enumerate(_COLUMNS))
        side = "".join(
            f"<li><a href=/s/{at}.html>{one[:9]}…</a></li>" for at, one in enumerate((article.title, *_OTHERS[:4]))
        )
        page = (
            f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title} - {site}</title></head><body><ul>{menu}</ul>"
            f"<table width=980><tr><td width=200><h3>热点</h3><ul>{side}</ul></td><td>当前位置：<a href=/>首页</a> &gt; <a href=/{_COLUMNS.index(column)}/>{column}</a>"
            f"<div{self._a('box')}>{core}</div></td></tr></table><div{self._a('foot')}>{site}　电话：0000-8200000</div></body></html>"
        )  # fmt: skip
        cut = article.title if chance.random() < 0.5 or len(article.title) < 12 else article.title[:10] + chance.choice(("…", "...", "..", "……"))  # fmt: skip
        url = f"http://www.recurring.example/{_COLUMNS.index(column)}/{number}.html"
        return UnknownPage(url, page.encode(), article.title, article.day, article.lines, frozenset(), cut, article.day, column)  # fmt: skip


def _with_files(article: Written, chance: random.Random) -> Written:
    """An article that is a list of files as well."""
    names = tuple(f"{one}（{article.day.year}年）.{chance.choice(('doc', 'xlsx', 'wps', 'rar'))}" for one in _FILES)
    lines = (f"{article.day.year}年有关表格如下，请自行下载。", *names)
    return replace(article, lines=lines, aligned=("",) * len(lines), files=names, pictures=frozenset())


def site(seed: int, count: int) -> list[UnknownPage]:
    """``count`` pages of the site that ``seed`` makes."""
    chance = random.Random(f"recurring {seed}")
    place = chance.choice(PLACES)
    name = f"{place}县政协"
    templates: Sequence[_Template] = [_Template(chance, name) for _ in range(1 if count < 12 else 2)]
    found = []
    for number, (article, column) in enumerate(
        written(OccasionalAuthor(chance, place), count, date(2025, 6, 1), 20, _COLUMNS, chance)
    ):
        one = _with_files(article, chance) if chance.random() < 0.06 else replace(article, subtitle="")
        found.append(templates[number % len(templates)].render(number, one, column, chance))
    return found
