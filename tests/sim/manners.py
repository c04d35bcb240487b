"""Sites in the manner of county governments' content systems, parts and articles by chance: a second generator.

Where :mod:`tests.sim.unknown` varies one page's plan, this one has other plans: tables in tables, three columns, side
menus, editors' paste (Word, WeChat's sections, lines apart by ``<br>``), pictures with captions in tables, info lines in
cells of their own. Everything follows from the seed. Nothing is tuned on the seeds that the bench takes.
"""

# ruff: noqa: E501 - a line of markup or of prose is read best in one piece
from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from html import escape

from tests.sim.occasions import NAMES, OccasionalAuthor, in_words
from tests.sim.unknown import UnknownPage, written
from tests.sim.writing import PLACES, Written

_COLUMNS = ("工作动态", "政协要闻", "通知公告", "提案追踪", "委员风采", "调研视察", "文史天地", "学习园地")
_OTHERS = (
    *(
        "县政协召开主席会议",
        "政协委员开展义诊活动",
        "县政协举办迎新春书画展",
        "关于组织委员学习的通知",
        "李一山走访民营企业",
    ),
    *(
        "全县重点工程建设推进会召开",
        "县政协赴邻县考察学习",
        "委员读书班顺利结业",
        "关于报送社情民意信息的通知",
        "一件提案解民忧",
    ),
    *(
        "县政协机关开展志愿服务",
        "文史资料第十辑出版发行",
        "界别协商议事室揭牌",
        "县政协调研中药材产业",
        "关于召开常委会议的公告",
    ),
)


class Manner:
    """One site's choices."""

    def __init__(self, chance: random.Random) -> None:
        pick = chance.choice
        self.place = pick(PLACES)
        self._site = pick((f"{self.place}县政协", f"中国人民政治协商会议{self.place}县委员会", f"{self.place}县政协网"))
        self._plan = pick(("tables", "tables", "side", "side", "one", "three", "html5"))
        self._named = chance.random() < 0.75
        self._style = pick(range(10))
        self._title = pick(("h1", "h2", "h3", "h4", "div", "p", "td", "font", "b", "span", "center"))
        self._page_title = pick(
            ("site", "article site", "article", "article column site", "column site", "site article")
        )
        self._info = pick(range(18))
        self._info_at = pick(("below", "below", "below", "below", "above", "foot"))
        self._info_box = pick(("div", "p", "td", "spans", "cells", "ul", "h5"))
        self._edit = pick(("p", "p", "word", "wechat", "br", "brbr", "div", "pre", "cell", "indent", "mixed"))
        self._box = pick(("div", "td", "none", "styled", "deep", "span", "article"))
        self._has = {
            name: chance.random() < share
            for name, share in {
                "menu subs": 0.4, "marquee": 0.2, "weather": 0.15, "way": 0.85, "font size": 0.4, "share": 0.4, "print": 0.4,
                "hot": 0.45, "pictures": 0.2, "near": 0.55, "related": 0.35, "editor": 0.3, "hits below": 0.15, "code": 0.2,
                "statement": 0.1, "back": 0.2, "select": 0.3, "contact": 0.25, "lead": 0.1, "pager": 0.1, "column head": 0.4,
                "inside": 0.35, "float": 0.25, "welcome": 0.3, "leaders": 0.12, "attachment box": 0.4, "rule": 0.4,
            }.items()
        }  # fmt: skip
        self._near, self._way, self._editor, self._foot, self._share = (pick(range(9)) for _ in range(5))
        self._encoding = pick(("utf-8", "utf-8", "gb18030"))
        self._people = chance.sample(("王小路", "李一山", "赵建", "陈河", "办公室", "admin", "宣传股"), 2)
        self._figure = pick(("caption p", "table", "figure", "bare", "br"))

    def _a(self, role: str) -> str:
        if not self._named:
            return ""
        kind = "id" if (self._style + len(role)) % 4 == 0 else "class"
        return f' {kind}="{NAMES[role][self._style]}"'

    def render(self, number: int, article: Written, column: str, chance: random.Random) -> UnknownPage:
        """One page."""
        rows = chance.sample(_OTHERS, 8)
        article = self._with_table(article, chance)
        head, info = self._headline(article), self._info_line(article, chance)
        tools = "".join(
            part
            for name, part in (
                ("font size", "<span>【字体：<a href='javascript:doZoom(16)'>大</a> <a href='javascript:doZoom(14)'>中</a> <a href='javascript:doZoom(12)'>小</a>】</span>"),
                ("print", "<a href='javascript:window.print()'>[打印]</a>"),
                ("share", ("<span>分享到：</span><a title='微信'></a><a title='微博'></a>", "<div class='bdsharebuttonbox'><a href='#'>更多</a></div>", "<a>微信</a> <a>微博</a>")[self._share % 3]),
            )
            if self._has[name]
        )  # fmt: skip
        tools = f"<div>{tools}</div>" if tools else ""
        body = self._body(article)
        after = self._after(article, rows, chance)
        if self._has["lead"]:
            tools += f"<div><b>摘要：</b>{escape(article.lines[0][:26])}……</div>" if len(article.lines[0]) > 40 else ""
        parts = {
            "above": [info, head, tools],
            "below": [head, info, tools],
            "foot": [head, tools],
        }[self._info_at]
        if self._has["rule"]:
            parts.insert(2, "<hr>")
        inside = self._has["inside"]
        if self._info_at == "foot":
            after.insert(0, info)
        inner = f"{body}{''.join(after)}" if inside else body
        boxed = self._boxed(inner)
        tail = "" if inside else "".join(after)
        if self._plan == "tables":
            core = "".join(f"<tr><td align='center'>{part}</td></tr>" for part in parts if part)
            core = f"<table width='96%' border='0' cellspacing='0'{self._a('box')}>{core}<tr><td{self._a('body')} valign='top'>{inner}</td></tr><tr><td>{tail}</td></tr></table>"
        else:
            tag = "article" if self._plan == "html5" else "div"
            core = f"<{tag}{self._a('box')}>{''.join(parts)}{boxed}{tail}</{tag}>"
        page = self._page(core, article, column, rows, chance)
        shown = (
            article.title
            if len(article.title) < 18 or chance.random() < 0.5
            else f"{article.title[:16]}{chance.choice(('...', '…', ''))}"
        )
        may = frozenset({article.subtitle} if article.subtitle else ())
        return UnknownPage(
            f"http://www.manner.example/{_COLUMNS.index(column)}/{number}.{'html' if self._style % 2 else 'shtml'}",
            page.encode(self._encoding, "xmlcharrefreplace"),
            article.title, article.day, article.lines, may, shown, article.day, column, article.source,
        )  # fmt: skip

    def _with_table(self, article: Written, chance: random.Random) -> Written:
        """Some articles end in a table of figures."""
        if chance.random() > 0.06 or article.files:
            return article
        rows = [
            "单位\t提案数\t办结数",
            *(f"{name}\t{chance.randint(2, 30)}\t{chance.randint(1, 20)}" for name in ("教育局", "住建局", "交通局")),
        ]
        return replace(article, lines=(*article.lines, *rows), aligned=(*article.aligned, *(["row"] * len(rows))))

    def _headline(self, article: Written) -> str:
        text, tag = escape(article.title), self._title
        if len(article.title) > 22 and self._style % 3 == 0:
            text = escape(article.title[:14]) + "<br>" + escape(article.title[14:])
        name = self._a("title")
        return {
            "td": f"<table width='100%'><tr><td{name} height='50' align='center'>{text}</td></tr></table>",
            "font": f"<div align='center'><font size='5' color='#c00'><b>{text}</b></font></div>",
            "b": f"<p align='center'><b>{text}</b></p>",
            "span": f"<div{name}><span style='font-size:24px;font-weight:bold'>{text}</span></div>",
            "center": f"<center{name}>{text}</center>",
            "div": f"<div{name} style='text-align:center;font-size:22px;'>{text}</div>",
            "p": f"<p{name}>{text}</p>",
        }.get(tag, f"<{tag}{name}>{text}</{tag}>")

    def _info_line(self, article: Written, chance: random.Random) -> str:
        day, source, who = article.day, article.source, self._people[0]
        iso, hits, clock = (
            f"{day:%Y-%m-%d}",
            chance.randint(1, 5000),
            f"{chance.randint(8, 17):02}:{chance.randint(10, 59)}",
        )
        forms: tuple[tuple[str, ...], ...] = (
            (f"发布日期：{iso}", "浏览次数：<script>hits()</script>次", f"信息来源：{source}"),
            (f"时间：{day.year}/{day.month:02}/{day.day:02}", f"编辑：{who}"),
            (in_words(day),),
            (f"发布时间：{in_words(day)}", f"来源：{source}"),
            (f"{day.year}.{day.month}.{day.day}",),
            (f"日期：{day:%Y%m%d}", f"来源：{source}"),
            (f"{iso} {clock}:00", f"阅读次数：{hits}"),
            (f"作者：{who}", f"文章来源：{source}", f"点击数：{hits}", f"更新时间：{iso}"),
            (f"{source}", f"{iso}"),
            (f"[ {iso} ]", f"[ 来源：{source} ]"),
            (f"发布人：{who}", f"发布时间：{iso} {clock}", f"点击率：{hits}"),
            (f"【{day.year}年{day.month}月{day.day}日】",),
            (f"录入时间：{iso}", f"录入：{who}", f"审核：{self._people[1]}", f"阅：{hits}次"),
            (f"{day.year}年{day.month:02}月{day.day:02}日 {clock}", f"{source}", f"{hits}人浏览"),
            (f"稿源：{source}", f"{iso}"),
            (f"发布时间：{day:%y-%m-%d}", f"浏览：{hits}"),
            (f"信息提供：{source}", f"日期：{iso}", f"访问量：{hits}"),
            (f"{iso} 星期{'一二三四五六日'[day.weekday()]}", f"来源：{source}"),
        )
        parts, box, name = forms[self._info], self._info_box, self._a("info")
        if box == "spans":
            return f"<div{name}>" + "\n".join(f"<span>{part}</span>" for part in parts) + "</div>"
        if box == "cells":
            return f"<table{name}><tr>" + "".join(f"<td>{part}</td>" for part in parts) + "</tr></table>"
        if box == "ul":
            return f"<ul{name}>" + "".join(f"<li>{part}</li>" for part in parts) + "</ul>"
        if box == "td":
            return f"<table width='100%'><tr><td{name} align='center'>{'&nbsp;&nbsp;'.join(parts)}</td></tr></table>"
        return f"<{box}{name}>{('&nbsp;&nbsp;&nbsp;', ' | ', '　')[self._style % 3].join(parts)}</{box}>"

    def _body(self, article: Written) -> str:
        found: list[str] = []
        table: list[str] = []
        for at, (line, side) in enumerate(zip(article.lines, article.aligned, strict=True)):
            if side == "row":
                table.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")) + "</tr>")
                continue
            text = escape(line)
            for name in article.files:
                text = text.replace(name, f"<a href='/uploads/{at}.{name.rsplit('.')[-1]}'>{name}</a>")
            if at in article.pictures:
                found.append(self._picture(text))
                continue
            found.append(self._paragraph(text, side, at))
        if table:
            found.append(f"<table border='1' cellpadding='0'>{''.join(table)}</table>")
        whole = "".join(found)
        if self._edit == "cell":
            return f"<table width='100%'><tbody><tr><td>{whole}</td></tr></tbody></table>"
        return whole

    def _paragraph(self, text: str, side: str, at: int) -> str:
        edit, style = self._edit, f" style='text-align:{side}'" if side else " style='text-indent:2em;line-height:28px'"
        if edit == "word":
            half = len(text) // 2 if "&" not in text and "<" not in text else 0
            runs = f"<span style=\"font-family:仿宋_GB2312;mso-hansi-font-family:宋体\">{text[:half]}</span><span lang='EN-US'>{text[half:]}</span>"
            return f"<p class='MsoNormal' style='margin:0cm 0cm 0pt;text-indent:32pt'>{runs}<o:p></o:p></p>\n"
        if edit == "wechat":
            return f"<section style='margin:0 8px' data-role='paragraph'><section><p{style}><span style='font-size:16px;letter-spacing:1px'>{text}</span></p></section></section>"
        if edit in ("br", "brbr"):
            return f"　　{text}<br/>\r\n" + ("<br/>" if edit == "brbr" else "")
        if edit == "div":
            return f"<div{style}>{text}</div>"
        if edit == "pre":
            return f"<p style='white-space:pre-wrap'>{text}</p>\n"
        if edit == "indent":
            return f"<p>&emsp;&emsp;{text}</p><p>&nbsp;</p>"
        if edit == "mixed":
            return (
                f"<p{style}>{text}</p>",
                f"<div>　　{text}</div>",
                f"<p><strong>{text}</strong></p>" if len(text) < 30 else f"<p>{text}</p>",
            )[at % 3]
        return f"<p{style}>{text}</p>\n"

    def _picture(self, caption: str) -> str:
        image = "<img src='/uploads/1.jpg' border='0' />"
        return {
            "caption p": f"<p align='center'>{image}</p><p align='center'>{caption}</p>",
            "table": f"<table align='center'><tr><td>{image}</td></tr><tr><td align='center'>{caption}</td></tr></table>",
            "figure": f"<figure>{image}<figcaption>{caption}</figcaption></figure>",
            "bare": f"{image}<p style='text-align:center;color:#666'>{caption}</p>",
            "br": f"<p style='text-align:center'>{image}<br/>{caption}</p>",
        }[self._figure]

    def _boxed(self, inner: str) -> str:
        name = self._a("body")
        return {
            "div": f"<div{name}>{inner}</div>",
            "td": f"<table width='100%'><tr><td{name}>{inner}</td></tr></table>",
            "none": inner,
            "styled": f"<div style='padding:20px 30px;font-size:16px;min-height:300px'>{inner}</div>",
            "deep": f"<div><div{name}><div>{inner}</div></div></div>",
            "span": f"<div><span{name}>{inner}</span></div>",
            "article": f"<section{name}>{inner}</section>",
        }[self._box]

    def _after(self, article: Written, rows: list[str], chance: random.Random) -> list[str]:
        link = "<a href='/x/{0}.html'>{1}</a>".format
        one, two = rows[0], rows[1]
        near = (
            f"<div>上一篇：{link(1, one)}<br/>下一篇：{link(2, two)}</div>",
            f"<p>上一条：{link(1, one)}</p><p>下一条：{link(2, two)}</p>",
            f"<ul><li>上一篇：{link(1, one)}</li><li>下一篇：没有了</li></ul>",
            f"<table width='100%'><tr><td>上一篇：{link(1, one)}</td><td align='right'>下一篇：{link(2, two)}</td></tr></table>",
            f"<div><span>上一篇</span>{link(1, one)}</div><div><span>下一篇</span>{link(2, two)}</div>",
            f"<div>[上一篇] {link(1, one)}</div><div>[下一篇] {link(2, two)}</div>",
            f"<p>前一篇：{link(1, one)}　后一篇：{link(2, two)}</p>",
            f"<dl><dt>上一篇：</dt><dd>{link(1, one)}</dd><dt>下一篇：</dt><dd>{link(2, two)}</dd></dl>",
            f"<div>上篇文章：{link(1, one)}</div><div>下篇文章：{link(2, two)}</div>",
        )[self._near]
        who = self._people[1]
        editor = (
            f"责任编辑：{who}",
            f"【责任编辑：{who}】",
            f"编辑：{who}",
            f"（编辑：{who}）",
            f"初审：{who}　复审：赵建　终审：陈河",
            f"作者：{who} 编辑：赵建",
            f"[编辑：{who}]",
            f"责编：{who}",
            f"信息审核：{who}",
        )[self._editor]
        listed = "".join(
            f"<li>{link(10 + at, row)}<em>{article.day:%m-%d}</em></li>" for at, row in enumerate(rows[2:6])
        )
        name = article.files[0] if article.files else ""
        parts = (
            ("attachment box", f"<div><strong>附件列表：</strong><ul><li><a href='/uploads/9.doc'>{name}</a></li></ul></div>" if name else ""),
            ("pager", "<div align='center'>首页 上一页 <b>1</b> 下一页 尾页</div>"),
            ("editor", f"<div align='right'>{editor}</div>"),
            ("hits below", f"<div>浏览次数：{chance.randint(3, 999)}</div>"),
            ("code", "<div align='center'><img src='/ewm.png'/><p>扫一扫分享本页</p></div>"),
            ("statement", "<p>声明：本站转载文章版权归原作者所有，如有侵权请联系删除。</p>"),
            ("near", near),
            ("related", f"<div><h4>{('相关新闻', '相关信息', '延伸阅读')[self._share % 3]}</h4><ul>{listed}</ul></div>"),
            ("back", ("<p align='center'><a href='javascript:history.back()'>返回</a></p>", "<div>【<a href='#'>返回顶部</a>】【<a href='javascript:window.close()'>关闭窗口</a>】</div>", "<a href='../'>返回列表</a>")[self._style % 3]),
        )  # fmt: skip
        return [markup for what, markup in parts if self._has[what] and markup]

    def _page(self, core: str, article: Written, column: str, rows: list[str], chance: random.Random) -> str:
        site, title = self._site, escape(article.title)
        named = {
            "site": site,
            "article site": f"{title}-{site}",
            "article": title,
            "article column site": f"{title}_{column}_{site}",
            "column site": f"{column} - {site}",
            "site article": f"{site} - {title}",
        }[self._page_title]
        subs = (
            "<dl><dd><a href='/a/'>机构设置</a></dd><dd><a href='/b/'>领导介绍</a></dd></dl>"
            if self._has["menu subs"]
            else ""
        )
        nav = "".join(
            f"<li><a href='/{at}/'>{name}</a>{subs if at == 1 else ''}</li>"
            for at, name in enumerate(("网站首页", "政协概况", *_COLUMNS))
        )
        top = f"<div><a href='/'><img src='/logo.png' alt='{site}'></a></div>"
        if self._has["welcome"]:
            top = f"<div>您好，欢迎访问{site}！ <a>设为首页</a> | <a>加入收藏</a></div>" + top
        if self._has["weather"]:
            top += "<div><iframe src='http://tianqi.example/w.html'></iframe> 今天是 <script>document.write(new Date())</script></div>"
        if self._has["marquee"]:
            top += f"<marquee>热烈祝贺政协{self.place}县第十届委员会第三次会议胜利召开！</marquee>"
        top += f"<div><ul>{nav}</ul></div><form>站内搜索：<input type='text'><select><option>标题</option><option>内容</option></select><input type='button' value='搜索'></form>"
        home = "<a href='/'>首页</a>"
        ways = (
            f"当前位置：{home} &gt;&gt; <a href='./'>{column}</a>",
            f"您的位置：{home} → <a href='./'>{column}</a> → 正文",
            f"<img src='/h.gif'> {home} &gt; <a href='./'>{column}</a> &gt; 浏览文章",
            f"<span>{column}</span><span>您现在的位置：{home} / <a href='./'>{column}</a></span>",
            f"位置：{home}&nbsp;-&nbsp;<a href='./'>{column}</a>",
            f"{home}<i></i><a href='./'>{column}</a><i></i>",
            f"<b>您当前所在位置：</b>{home}»<a href='./'>{column}</a>»内容",
            f"<ol><li>{home}</li><li><a href='./'>{column}</a></li></ol>",
            f"{home} &gt; <a href='./'>{column}</a>",
        )
        way = f"<div>{ways[self._way]}</div>" if self._has["way"] else ""
        if self._has["column head"]:
            way = f"<div><h2>{column}</h2></div>" + way
        menu = "".join(f"<li><a href='/{at}/'>{name}</a></li>" for at, name in enumerate(_COLUMNS))
        side = f"<div><h3>{column}</h3><ul>{menu}</ul></div>"
        hot = "".join(f"<li><a href='/h/{at}.html'>{row}</a></li>" for at, row in enumerate(_OTHERS[4:10]))
        if self._has["hot"]:
            side += f"<div><h3>{('热点新闻', '点击排行', '最新更新')[self._style % 3]}</h3><ul>{hot}</ul></div>"
        if self._has["contact"]:
            side += f"<div><h3>联系我们</h3><p>地址：{self.place}县政府大院</p><p>电话：0000-8200000</p><p>投稿邮箱：zx@manner.example</p></div>"
        if self._has["leaders"]:
            side += "<div><p>县政协主席　何远山</p><p>副主席　李一山　梁慧</p></div>"
        if self._has["pictures"]:
            side += "".join(
                f"<div><a href='/p/{at}.html'><img src='/p/{at}.jpg'></a><p><a href='/p/{at}.html'>{row}</a></p></div>"
                for at, row in enumerate(rows[6:8])
            )
        side = f"<div{self._a('side')}>{side}</div>"
        middle = {
            "tables": f"<table width='1000' align='center'><tr><td width='230' valign='top'>{side}</td><td valign='top'>{way}{core}</td></tr></table>",
            "side": f"<div>{side}<div>{way}{core}</div></div>",
            "one": f"<div>{way}{core}</div>",
            "three": f"<div>{side}<div>{way}{core}</div><div><h3>图片新闻</h3><ul>{hot}</ul></div></div>",
            "html5": f"<main>{way}{core}</main><aside>{side}</aside>",
        }[self._plan]
        links = "<select><option>--县直部门--</option><option>教育局</option></select>" if self._has["select"] else ""
        foot = (
            f"版权所有：{site}　地址：{self.place}县城关镇　邮编：000000<br>备案号：青ICP备00000002号",
            f"<p>主办单位：{site}</p><p>技术支持：{self.place}信息中心</p>",
            f"<p>CopyRight 2010-2025 {site} 版权所有</p><p>电话：0000-8200000</p>",
            f"{site} 主办　{self.place}县电子政务办 承办<br>网站标识码：0000000009 青公网安备00000000000001号",
            f"<table><tr><td>{site}办公室 主办</td></tr><tr><td>建议分辨率1024*768以上</td></tr></table>",
        )[self._foot % 5]
        floating = "<div style='position:fixed'><a>返回顶部</a><p>微信公众号</p></div>" if self._has["float"] else ""
        charset = "gb2312" if self._encoding == "gb18030" else "utf-8"
        doctype = (
            "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN'>" if self._style % 2 else "<!doctype html>"
        )
        tag = "footer" if self._plan == "html5" else "div"
        return f"{doctype}<html><head><meta http-equiv='Content-Type' content='text/html; charset={charset}'><title>{named}</title><style>.a{{color:red}}</style></head><body>{top}{middle}{links}<{tag}{self._a('foot')}>{foot}</{tag}>{floating}</body></html>"


def site(seed: int, count: int) -> list[UnknownPage]:
    """``count`` pages of the site that ``seed`` makes."""
    chance = random.Random(f"manner {seed}")
    manner = Manner(chance)
    articles = written(OccasionalAuthor(chance, manner.place), count, date(2025, 11, 1), 25, _COLUMNS, chance)
    return [manner.render(number, *article, chance) for number, article in enumerate(articles)]
