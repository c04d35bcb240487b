"""Sites that no CMS's names give away: templates by chance, of the habits that committees' sites really have.

A :class:`Template` is one site's choice of markup, info line, pager, lists, side columns; ``pages`` fills it with
articles of :mod:`tests.sim.writing`. Everything follows from the seed.
"""

# ruff: noqa: E501 - a line of markup or of prose is read best in one piece
from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from tests.sim.unknown_table import COLUMNS, MENU, OTHERS, QR_CODES, ROLES, STATEMENT, TOOLS
from tests.sim.writing import PLACES, Author, Written


@dataclass(frozen=True, slots=True)
class UnknownPage:
    """A page and what a reader would copy out of it. ``may`` are lines that may stand in the text or be left to the
    head (a second line of the title); ``row_title`` and ``row_date`` are what the listing says."""

    url: str
    html: bytes
    title: str
    day: date | None
    lines: tuple[str, ...]
    may: frozenset[str]
    row_title: str
    row_date: date
    column: str
    source: str | None = None


class Template:
    """The markup of one site, chosen by ``chance``."""

    def __init__(self, chance: random.Random) -> None:
        self.place = chance.choice(PLACES)
        self._site = chance.choice((f"{self.place}县政协", f"政协{self.place}县委员会", f"{self.place}政协网"))
        self._tables = chance.random() < 0.3
        self._named = chance.random()
        self._names = {role: chance.choice(names) for role, names in ROLES.items()}
        self._by_id = {role: chance.random() < 0.2 for role in ROLES}
        self._title_form = chance.choice(
            ("bare", "site", "both", "both", "column", "only site", "only site", "column site")
        )
        self._mark = chance.choice(("-", "_", "--", " - ", "｜", "|", " _ "))
        self._title_tag = chance.choice(("h1", "h2", "h3", "div", "div", "p", "font", "strong", "span"))
        self._info_form = chance.randrange(12)
        self._info_place = chance.choice(("below", "below", "below", "below", "below body", "above"))
        self._info_tag = chance.choice(("div", "p", "div", "ul", "dl", "spans"))
        self._way_form = chance.randrange(7)
        self._paragraphs = chance.choice(("p", "p", "p", "div", "br", "section", "span", "word", "open p", "deep"))
        self._indent = chance.choice(("　　", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;", "", "    "))
        self._body_depth = chance.choice((0, 0, 0, 1, 2))
        self._inside = {
            name for name in ("near", "tools", "editor", "code", "list", "files", "statement") if chance.random() < 0.25
        }
        self._has = {
            name: chance.random() < share
            for name, share in {
                "near": 0.6, "tools": 0.45, "editor": 0.3, "code": 0.2, "list": 0.35, "files": 0.5, "statement": 0.12,
                "side": 0.5, "left side": 0.25, "carousel": 0.1, "today": 0.3, "search": 0.3, "read aloud": 0.12,
                "abstract": 0.08, "form": 0.08, "comments": 0.08, "side prose": 0.12, "keywords": 0.12, "links": 0.3,
                "title again": 0.06, "share": 0.25, "hidden": 0.1, "meta": 0.1, "site head": 0.3,
            }.items()
        }  # fmt: skip
        self._near_form = chance.randrange(8)
        self._editor_form = chance.randrange(5)
        self._code_form = chance.randrange(4)
        self._tool_form = chance.randrange(5)
        self._foot_form = chance.randrange(4)
        self._list_form = chance.randrange(4)
        self._files_form = chance.randrange(3)
        self._editors = chance.sample(("王小路", "李一山", "赵建", "陈河"), 2)
        self._encoding = chance.choice(("utf-8", "utf-8", "utf-8", "gb18030"))
        self._seed = chance.random()

    def _a(self, role: str) -> str:
        """The attribute an element of this role has."""
        if self._named < 0.2:
            return ""
        name = self._names[role] if self._named < 0.85 else f"c{hash_of(role, self._seed)}"
        return f' id="{name}"' if self._by_id[role] else f' class="{name}"'

    def render(self, number: int, article: Written, column: str, chance: random.Random) -> UnknownPage:
        """One page. ``chance`` decides what differs from page to page of one template."""
        others = chance.sample(OTHERS, 6)
        head = self._head(article, column)
        title = self._title(article)
        info, shown = self._info(article, chance)
        lines, may = list(article.lines), set()
        typed_title = self._has["title again"] and chance.random() < 0.7
        body = self._body(article, typed_title)
        if typed_title:
            may.add(article.title)
        if article.subtitle:
            may.add(article.subtitle)
        after, inner = self._after(article, others, chance)
        box_inner = body + "".join(inner)
        for _ in range(self._body_depth):
            box_inner = f"<div>{box_inner}</div>"
        above = info if self._info_place == "above" else ""
        below = "" if above or self._info_place == "below body" else info
        extra = ""
        if self._has["read aloud"]:
            extra += "<div><span>语音朗读</span> <a href='javascript:;'>听全文</a></div>"
        if self._has["abstract"]:
            extra += f"<div>{'简介：' if self._seed < 0.5 else '摘要：'}{escape(article.lines[0][:24])}...</div>"
        if self._has["form"]:
            form = (
                ("索引号", f"0004{number}/2024-{number}"),
                ("发布机构", article.source),
                ("发布日期", f"{article.day:%Y-%m-%d}"),
                ("文号", ""),
            )
            extra = "<table>" + "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in form) + "</table>" + extra
        behind = info if self._info_place == "below body" else ""
        tail = "".join(after)
        if self._tables:
            rows = [above, title, below, extra]
            core = "".join(
                f'<tr><td align="center"{self._a("info") if at else ""}>{row}</td></tr>'
                for at, row in enumerate(rows)
                if row
            )
            core += f'<tr><td{self._a("body")} height="200" valign="top">{box_inner}</td></tr>'
            core += f"<tr><td>{behind}{tail}</td></tr>" if behind or tail else ""
            core = f'<table width="100%" border="0"{self._a("box")}>{core}</table>'
        else:
            core = f"{above}{title}{below}{extra}<div{self._a('body')}>{box_inner}</div>{behind}{tail}"
            core = f"<div{self._a('box')}>{core}</div>"
        page = head + self._around(core, column, others, chance)
        return UnknownPage(
            f"http://www.unknown.example/{'abcdefg'[COLUMNS.index(column)]}/{number}.html",
            page.encode(self._encoding, "xmlcharrefreplace"),
            article.title,
            article.day if shown else None,
            tuple(lines),
            frozenset(may),
            article.title
            if len(article.title) < 16 or chance.random() < 0.5
            else article.title[:15] + chance.choice(("…", "...", "")),
            article.day,
            column,
        )

    def _head(self, article: Written, column: str) -> str:
        title, mark, site = escape(article.title), self._mark, self._site
        named = {
            "bare": title, "site": f"{title}{mark}{site}", "both": f"{title}{mark}{column}{mark}{site}", "only site": site,
            "column": f"{column}{mark}{site}", "column site": f"{column}{mark}{title}{mark}{site}",
        }[self._title_form]  # fmt: skip
        metas = f'<meta charset="{"gbk" if self._encoding == "gb18030" else "utf-8"}"><title>{named}</title>'
        metas += f'<meta name="keywords" content="{site}">'
        if self._has["meta"]:
            metas += f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{article.day:%Y-%m-%d} 10:22">'
        return f"<html><head>{metas}<script>var a = '今天是2026年3月1日';</script></head><body>"

    def _title(self, article: Written) -> str:
        text, tag = escape(article.title), self._title_tag
        if tag in ("h1", "h2", "h3"):
            found = f"<{tag}{self._a('title')}>{text}</{tag}>"
        elif tag in ("div", "p"):
            found = f'<{tag}{self._a("title")} align="center">{text}</{tag}>'
        else:
            inner = {
                "font": f'<font size="5" color="red">{text}</font>',
                "strong": f"<strong>{text}</strong>",
                "span": f"<span style='font-size:22px'>{text}</span>",
            }[tag]
            found = f"<div{self._a('title')}>{inner}</div>"
        return found

    def _info(self, article: Written, chance: random.Random) -> tuple[str, bool]:
        day, source = article.day, article.source
        plain, zero, hits = f"{day.year}-{day.month}-{day.day}", f"{day:%Y-%m-%d}", chance.randint(3, 4000)
        clock = f"{chance.randint(8, 18):02}:{chance.randint(0, 59):02}"
        who = chance.choice(self._editors)
        forms: tuple[tuple[str, ...], ...] = (
            (f"发布时间：{zero}", f"来源：{source}", f"浏览次数：{hits}"),
            (f"{zero} {clock}", source),
            (f"时间：{plain}", f"作者：{who}", f"点击：{hits}"),
            (f"〔{zero}〕", f"供稿单位 {source}"),
            (
                f"来源：{source}",
                f"发布日期：{day.year}年{day.month:02}月{day.day:02}日",
                "【字号：<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】",
            ),
            (f"日期：{zero}", "【字体：大 中 小】 【<a href='javascript:window.print()'>打印</a>】"),
            (f"作者：{who}", "来源：本站", f"更新时间：{zero} {clock}:00", "阅读：<span id='hits'></span>次"),
            (f"[{zero}]",),
            (f"{day.year}年{day.month}月{day.day}日 {clock}", f"来源 | {source}", f"阅读 {hits}"),
            (
                f"发稿日期:{day.year}年{day.month:02}月{day.day:02}日",
                f"撰稿:{who}",
                f"审核:{self._editors[0]}",
                f"点击量:{hits}",
            ),
            (f"发表于 {zero}", f"{source}"),
            (f"信息来源：{source}", f"发布时间：{zero}", "字体大小：<a>大</a><a>中</a><a>小</a>"),
        )
        parts = forms[self._info_form]
        tag, named = self._info_tag, self._a("info") if not self._tables else ""
        if tag == "ul":
            return f"<ul{named}>" + "".join(f"<li>{part}</li>" for part in parts) + "</ul>", True
        if tag == "dl":
            return f"<dl{named}>" + "".join(f"<dd>{part}</dd>" for part in parts) + "</dl>", True
        if tag == "spans":
            return f"<div{named}>" + "".join(f"<span>{part}</span>" for part in parts) + "</div>", True
        return f"<{tag}{named}>" + "　".join(parts) + f"</{tag}>", True

    def _body(self, article: Written, typed_title: bool) -> str:
        form, found = self._paragraphs, []
        lines, aligned = list(article.lines), list(article.aligned)
        if typed_title:
            lines.insert(0, article.title)
            aligned.insert(0, "center")
        shift = 1 if typed_title else 0
        for at, (line, side) in enumerate(zip(lines, aligned, strict=True)):
            text = escape(line)
            if at - shift in article.pictures:
                found.append("<p align=center><img src='/u/1.jpg'></p>" if form != "br" else "<img src='/u/1.jpg'><br>")
            if any(name in line for name in article.files):
                for name in article.files:
                    text = text.replace(name, f"<a href='/f/{at}.{name.rsplit('.')[-1]}'>{name}</a>")
            indent = self._indent if not side else ""
            style = f" align={side}" if side else ""
            if form == "br":
                found.append(f"{indent or '　　'}{text}<br>\n" + ("<br>" if self._seed < 0.5 else ""))
            elif form == "div":
                found.append(f"<div{style}>{indent}{text}</div>")
            elif form == "section":
                found.append(f"<section><section><p{style}><span>{indent}{text}</span></p></section></section>")
            elif form == "deep":
                one = f'<p{style} style="text-indent:2em">{text}</p>'
                found.append(f"<div>{one}</div>" if at % 2 else f"<div><div>{one}</div></div>")
            elif form == "span":
                found.append(f'<p{style}><span style="font-family:宋体">{indent}{text}</span></p>')
            elif form == "word":
                cut = len(line) // 2
                runs = f"<span lang=EN-US>{escape(line[:cut])}</span><span>{escape(line[cut:])}</span>"
                found.append(f'<p class="MsoNormal"{style}>{runs if article.files == () else text}<o:p></o:p></p>')
            elif form == "open p":
                found.append(f"<P{style}>{indent}{text}")
            else:
                found.append(f"<p{style}>{indent}{text}</p>" + ("\n" if self._seed < 0.5 else ""))
        return "".join(found)

    def _after(self, article: Written, others: Sequence[str], chance: random.Random) -> tuple[list[str], list[str]]:
        """What stands below the article: outside the body's container, and inside it."""
        before, after = others[0], others[1]
        link = "<a href='/{0}.html'>{1}</a>".format
        near = (
            f"<p>上一篇：{link(11, before)}</p><p>下一篇：{link(12, after)}</p>",
            f"·上一篇：{link(11, before)}<br>·下一篇：{link(12, after)}",
            f"<span>上一条：{link(11, before)}</span> <span>下一条：没有了</span>",
            f"<ul><li>上一篇：没有了</li><li>下一篇：{link(12, after)}</li></ul>",
            f"<div>« 前一篇：{link(11, before)}</div><div>» 后一篇：{link(12, after)}</div>",
            f"<div><b>上一篇：</b>{link(11, before)}</div><div><b>下一篇：</b>{link(12, after)}</div>",
            f"<a href='/11.html'>上一篇：{before}</a> <a href='/12.html'>下一篇：{after}</a>",
            "<a href='/11.html'>上一篇</a> | <a href='/12.html'>下一篇</a>",
        )[self._near_form]
        who = self._editors[0]
        editor = (
            f"责任编辑：{who}",
            f"（责编：{who}）",
            f"编辑：{who} 审核：{self._editors[1]}",
            f"(编辑 {who})",
            f"[责任编辑：{who}]",
        )
        heading = ("相关文章", "相关新闻：", "为您推荐", "您可能感兴趣的")[self._list_form]
        rows = "".join(
            f"<li>{link(20 + at, one)}{'<span>2025-04-28</span>' if self._seed < 0.5 else ''}</li>"
            for at, one in enumerate(others[2:5])
        )
        related = (
            f"<h3>{heading}</h3><ul>{rows}</ul>"
            if self._seed < 0.7
            else f"<b>{heading}</b><br>" + "".join(f"·{link(20 + at, one)}<br>" for at, one in enumerate(others[2:5]))
        )
        name = article.files[0] if article.files else "相关材料.pdf"
        files = (
            f"<b>附件下载</b><ul><li><a href='/f/1.pdf'>{name}</a></li></ul>",
            f"<p>相关附件：</p><p><a href='/f/9.doc'>{name}</a></p>",
            f"附件：<a href='/f/9.doc'>{name}</a>",
        )[self._files_form]
        parts = [
            ("editor", "info", editor[self._editor_form]),
            ("files", "files", files if article.files and chance.random() < 0.7 else "<b></b>"),
            ("code", "tools", f"<img src='/qr.png'><p>{QR_CODES[self._code_form]}</p>"),
            ("keywords", "tools", "标签：<a href='/t/1'>政协</a> <a href='/t/2'>提案</a>"),
            ("share", "tools", "分享到：<a href='#'>微信</a> <a href='#'>微博</a> <a href='#'>QQ空间</a>"),
            ("tools", "tools", TOOLS[self._tool_form]),
            ("near", "near", near),
            ("statement", "tools", STATEMENT),
            ("list", "list", related),
            (
                "comments",
                "list",
                "<h3>网友评论</h3><form><textarea></textarea><input type=submit value=提交></form><p>文明上网，理性发言</p>",
            ),
        ]
        outside, inside = [], []
        for name, role, markup in parts:
            if self._has.get(name):
                wrapped = (
                    f"<div{self._a(role)}>{markup}</div>"
                    if not (self._tables and name == "near")
                    else f"<p>{markup}</p>"
                )
                (inside if name in self._inside else outside).append(wrapped)
        return outside, inside

    def _around(self, core: str, column: str, others: Sequence[str], chance: random.Random) -> str:
        menu = "".join(f"<li><a href='/{at}/'>{name}</a></li>" for at, name in enumerate(MENU))
        top = f"<ul>{menu}</ul>"
        if self._has["site head"]:
            top = f"<h1>{self._site}</h1>" + top
        if self._has["today"]:
            top = "<div>今天是2026年3月1日 星期日</div>" + top
        if self._has["search"]:
            top += "<form>请输入关键词<input name=q><input type=submit value=搜索></form>"
        if self._has["hidden"]:
            top += "<div style='display:none'>首页轮播图片占位文字，加载中请稍候，页面即将呈现完整内容。</div>"
        site = "<a href='/'>首页</a>"
        way = (
            f"当前位置：{site} &gt; <a href='/c'>{column}</a> &gt; 正文",
            f"您现在的位置：{site}&gt;&gt;<a href='/c'>{column}</a>",
            f"{site} - <a href='/c'>{column}</a> - 查看",
            f"{site} » <a href='/c'>{column}</a>",
            "",
            f"您当前的位置是: {site} / <a href='/c'>{column}</a>",
            f"<h2>{column}</h2><span>当前位置：{site} &gt; <a href='/c'>{column}</a></span>",
        )[self._way_form]
        way = f"<div{self._a('way')}>{way}</div>" if way else ""
        rows = "".join(f"<li><a href='/s/{at}.html'>{one}</a></li>" for at, one in enumerate(OTHERS[:6]))
        side = f"<h3>{'最新动态' if self._seed < 0.5 else '热点排行'}</h3><ul>{rows}</ul>"
        if self._has["side prose"]:
            side += "<div><h3>政协简介</h3><p>人民政协是中国人民爱国统一战线的组织，是中国共产党领导的多党合作和政治协商的重要机构，是社会主义协商民主的重要渠道。</p><a>[详细]</a></div>"
        side = f"<div{self._a('side')}>{side}</div>"
        carousel = ""
        if self._has["carousel"]:
            carousel = "".join(
                f"<div><h3><a href='/k/{at}.html'>{one}</a></h3><p>{one}，这是另一篇稿件的导语，用于首页轮播展示，点击标题可以查看全文。</p></div>"
                for at, one in enumerate(others[:3])
            )
            carousel = f"<div>{carousel}</div>"
        main = way + core
        if self._tables:
            cells = [f'<td width="760" valign="top">{main}</td>']
            if self._has["left side"]:
                cells.insert(0, f'<td width="200">{side}</td>')
            elif self._has["side"]:
                cells.append(f'<td width="200">{side}</td>')
            middle = f'<table width="980" align="center"><tr>{"".join(cells)}</tr></table>'
        else:
            left = side if self._has["left side"] else ""
            right = side if self._has["side"] and not left else ""
            middle = f"<div{self._a('outer')}>{left}{main}{right}</div>"
        foot = (
            f"主办：{self._site}　地址：{self.place}县经四路88号　电话：0000-82078888<br>{self.place[0]}ICP备00000001号",
            f"<p>版权所有：{self._site}</p><p>技术支持：{self.place}网络 网站标识码：0000000006</p>",
            f"Copyright © 2012-2026 {self._site} All Rights Reserved.<br>地址：{self.place}县人民路1号 邮编：000000",
            f"<p>{self._site}办公室主办　{self.place}县大数据中心承办</p><p>建议使用1024*768分辨率浏览本站</p>",
        )[self._foot_form]
        links = (
            "<div>友情链接：<a href='http://a.example'>省政协</a> <a href='http://b.example'>市政协</a></div>"
            if self._has["links"]
            else ""
        )
        return (
            f"<div{self._a('top')}>{top}</div>{carousel}{middle}{links}<div{self._a('foot')}>{foot}</div></body></html>"
        )


def hash_of(role: str, seed: float) -> str:
    """A name as build tools make them."""
    return f"{random.Random(f'{role}{seed}').randrange(16**5):05x}"


def site(seed: int, count: int) -> list[UnknownPage]:
    """``count`` pages of the site that ``seed`` makes."""
    chance = random.Random(f"unknown {seed}")
    template = Template(chance)
    articles = written(Author(chance, template.place), count, date(2025, 6, 1), 20, COLUMNS, chance)
    return [template.render(number, *article, chance) for number, article in enumerate(articles)]


def written(
    author: Author, count: int, newest: date, apart: int, columns: Sequence[str], chance: random.Random
) -> Iterator[tuple[Written, str]]:
    """``count`` articles, newest first and up to ``apart`` days apart, each with its column, written when asked for."""
    for _ in range(count):
        newest -= timedelta(days=chance.randint(1, apart))
        yield author.write(newest), chance.choice(columns)
