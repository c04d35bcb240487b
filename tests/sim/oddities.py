"""Sites with one oddity each: a badge in the title's line, a sender without a label, galleries with captions in their
links, a whole article in one ``<pre>``, cards between paragraphs, the newest headlines above, paid lines.

An oddity is a table of forms; a site has one of them, in one of some plain frames. Everything follows from the seed.
"""

# ruff: noqa: E501 - a line of markup or of prose is read best in one piece
from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from tests.sim.unknown import UnknownPage, written
from tests.sim.unknown_table import COLUMNS, OTHERS
from tests.sim.writing import PLACES, Author, Written

FRAMES = (
    "<div class=c9><h1>{title}</h1><div class=c8>{info}</div><div class=c7>{text}</div>{below}</div>",
    "<table width=960 align=center><tr><td align=center><font size=4>{title}</font></td></tr><tr><td align=center>{info}</td></tr><tr><td>{text}</td></tr><tr><td>{below}</td></tr></table>",
    "<div id=main><p class=bt align=center><b>{title}</b></p><p align=center>{info}</p>{text}{below}</div>",
    "<article><header><h2>{title}</h2>{info}</header><section>{text}</section></article>{below}",
    "<div class=zw><div class=wzbt>{title}</div><div class=ly>{info}</div><div class=TRS_Editor>{text}</div></div>{below}",
)
NEIGHBOURS = (
    "<div class=pn><p>上一篇：<a href=/a/7.html>{0}</a></p><p>下一篇：<a href=/a/9.html>{1}</a></p></div>",
    "<div>【<a href='javascript:print()'>打印</a>】【<a href='javascript:close()'>关闭</a>】</div>",
    "<h4>相关文章</h4><ul><li><a href=/a/7.html>{0}</a></li><li><a href=/a/9.html>{1}</a></li></ul>",
    "",
)
BADGES = (
    "<span class=tag>公开</span>{0}",
    "<em>原创</em> {0}",
    "<a href=/gk/ class=btn>主动公开</a>{0}",
    "<b>[置顶]</b><strong>{0}</strong>",
    "{0}<i class=new>热</i>",
    "<label class=lx>图文</label><span>{0}</span>",
    "<button type=button>收藏</button><span>{0}</span><small>政协要闻</small>",
)
INFOS = (
    "<address>{source} <time datetime={day}>{day}</time></address>",
    "投稿：{source}　　日期：{day}",
    "<span>来稿：{source}</span><span>{day}</span><span>浏览 31</span>",
    "<span>{day}</span><span>{source}</span><span>阅读 31</span>",
    "{source} 供稿　　{day}",
    "<address>{source}</address><div>{day}</div>",
    "<ul><li>{day}</li><li>{source}</li><li>字号：<a href='#'>大</a> <a href='#'>小</a></li></ul>",
    "<span>{source}</span> · <span>{day}</span>",
    "<div>发文：{source}</div><div>时间：{day}</div>",
)
GALLERIES = (
    "<div><a href=/u/{n}.jpg><img src=/u/s{n}.jpg><span>{caption}</span></a></div>",
    "<figure><img src=/u/{n}.jpg><figcaption>{at}/{of} {caption}</figcaption></figure>",
    "<li><img src=/u/{n}.jpg><p>{caption}</p></li>",
    "<div class=sl><img src=/u/{n}.jpg><div class=cap>{caption}</div></div>",
    "<div><a href='javascript:show({n})'><img src=/u/{n}.jpg>{caption}</a></div>",
    "<div><a href='#p{n}'><img src=/u/{n}.jpg><em>{caption}</em></a></div>",
    "<dl><dt><img src=/u/{n}.jpg></dt><dd>{caption}</dd></dl>",
)
TURNS = ("<a href='javascript:;'>上一张</a> <a href='javascript:;'>下一张</a>", "")
CAPTIONS = ("委员们在田间地头察看墒情", "小组讨论", "提案办理现场会", "主席会议成员走进车间", "委员发言")
CARDS = (
    "<div class=card><h4><a href=/a/{n}.html>{title}</a></h4><p>{teaser}</p><a href=/a/{n}.html>查看详情</a></div>",
    "<a class=lk href=/a/{n}.html><div>{title}</div><div>{teaser}</div></a>",
    "<section class=rk><img src=/u/{n}.jpg><a href=/a/{n}.html>{title}</a><span>2024-03-01 青沙日报</span></section>",
    "<blockquote class=ct><p><strong>背景</strong></p><p>{teaser}</p><p><a href=/a/{n}.html>{title}</a></p></blockquote>",
    "<table width=400 border=0><tr><td><img src=/u/{n}.jpg></td><td><a href=/a/{n}.html>{title}</a><br>{teaser}</td></tr></table>",
    "<div class=w3><div>{title}</div><div>{teaser}</div><div><a href=/a/{n}.html>了解更多 ›</a></div></div>",
)
NEWEST = (
    "<div class=nl><h3>最新</h3><ul>{rows}</ul></div>",
    "<ul>{rows}</ul>",
    "<table>{cells}</table>",
    "<div class=tj><div class=hd>本栏目</div>{bare}</div>",
    "<div class=hot>{heads}</div>",
    "<dl><dt>近期</dt>{terms}</dl>",
)
PAID = (
    "<div class=gg>{0}</div>",
    "<p class=tg>{0}</p>",
    "<div><span style='color:#999'>{0}</span></div>",
    "<div class=gg><a href=http://shop.example/ target=_blank>{0}</a></div>",
)
LINES_PAID = (
    "山里红果园新鲜苹果现摘现发，满五十元包邮",
    "城南驾校秋季班招生中，电话0000-123456",
    "金色阳光养老公寓，让父母安享晚年",
    "县电影院本周上映新片，凭学生证半价",
    "惠民家电以旧换新，最高补贴两千元",
)
ODDITIES = {
    "badge": BADGES,
    "sender": INFOS,
    "gallery": GALLERIES,
    "pre": ("<pre>{0}</pre>", "<div style='white-space:pre-wrap'>{0}</div>", "<table><tr><td><pre>{0}</pre></td></tr></table>", "<div><pre><font face=宋体>{0}</font></pre></div>"),
    "card": CARDS,
    "newest": NEWEST,
    "paid": PAID,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Site:
    """One site: its oddity, the form of it, its frame, and what of its look is chance."""

    oddity: str
    form: str
    frame: str
    below: str
    turn: str
    paragraph: str
    names: bool
    place: str

    def render(self, number: int, article: Written, column: str, chance: random.Random) -> UnknownPage:
        """One page."""
        lines = list(article.lines)
        paragraphs = [self.paragraph.format(escape(line)) for line in lines]
        title, info = escape(article.title), f"来源：{article.source}　日期：{article.day}"
        source, above = article.source, ""
        if self.oddity == "badge":
            title = self.form.format(title)
        elif self.oddity == "sender":
            info = self.form.format(source=source, day=article.day)
        elif self.oddity == "gallery":
            paragraphs, lines = self._gallery(number, paragraphs, lines, chance)
        elif self.oddity == "card" and len(lines) > 1:
            paragraphs.insert(chance.randint(1, len(lines) - 1), self._card(number, chance))
        elif self.oddity == "paid" and len(lines) > 1:
            for at in sorted({chance.randint(1, len(lines) - 1) for _ in range(2)}, reverse=True):
                paragraphs.insert(at, self.form.format(chance.choice(LINES_PAID)))
        elif self.oddity == "newest":
            above = self._newest(number, article, chance)
        below = self.below.format(*map(escape, chance.sample(OTHERS, 2)))
        core = self.frame.format(title=title, info=info, text="".join(paragraphs), below=below)
        if self.oddity == "pre":
            core = self._typed(article) + below
        named = f"{title if self.oddity == 'newest' else escape(article.title)}-" if self.names else ""
        head = f"<!doctype html><meta charset=utf-8><title>{named}{self.place}县政协</title><body><div class=nav><a href=/>首页</a><a href=/yw/>{column}</a><a href=/tz/>通知公告</a></div>"
        page = f"{head}<p>当前位置：<a href=/>首页</a> &gt; <a href=/yw/>{column}</a></p>{above}{core}<div class=foot>{self.place}县政协办公室主办　备案号：备00000001号</div>"
        return UnknownPage(
            f"http://www.odd.example/yw/{number}.html",
            page.encode(),
            article.title,
            article.day,
            tuple(lines),
            frozenset(),
            article.title,
            article.day,
            column,
            source,
        )

    def _gallery(
        self, number: int, paragraphs: list[str], lines: list[str], chance: random.Random
    ) -> tuple[list[str], list[str]]:
        captions = chance.sample(CAPTIONS, chance.randint(2, 4))
        told = [f"{at}/{len(captions)} {one}" if "{of}" in self.form else one for at, one in enumerate(captions, 1)]
        pictures = "".join(
            self.form.format(n=f"{number}-{at}", at=at, of=len(captions), caption=one)
            for at, one in enumerate(captions, 1)
        )
        box = f"<ul>{pictures}</ul>" if self.form.startswith("<li") else f"<div class=pics>{pictures}{self.turn}</div>"
        return ([*paragraphs[:1], box, *paragraphs[1:]], [*lines[:1], *told, *lines[1:]])

    def _card(self, number: int, chance: random.Random) -> str:
        title = chance.choice(OTHERS)
        teaser = chance.choice(
            (f"{title}，有关负责人参加活动并讲话。", f"{title}，与会人员围绕主题深入交流，提出意见建议二十余条…")
        )
        return self.form.format(n=number + 40, title=title, teaser=teaser)

    def _newest(self, number: int, article: Written, chance: random.Random) -> str:
        others = [*chance.sample(OTHERS, 5), article.title]
        chance.shuffle(others)
        days = [f"2025-0{at + 1}-1{at}" for at in range(6)]
        links = [f"<a href=/yw/{number + at}.html>{escape(one)}</a>" for at, one in enumerate(others)]
        pairs = list(zip(links, days, strict=True))
        return self.form.format(
            rows="".join(f"<li>{link}<span>{day}</span></li>" for link, day in pairs),
            cells="".join(f"<tr><td>{link}</td><td>{day}</td></tr>" for link, day in pairs),
            heads="".join(
                f"<h2>{link}</h2><p>与会人员围绕主题深入交流，提出意见建议二十余条…</p>" for link in links[:3]
            ),
            terms="".join(f"<dd>[{day[5:]}] {link}</dd>" for link, day in pairs),
            bare="".join(f"<p>{link}</p>" for link in links),
        )

    def _typed(self, article: Written) -> str:
        gap = "\n\n" if self.turn else "\n"
        text = gap.join(f"　　{line}" for line in article.lines)
        typed = f"\n          {article.title}\n\n      {article.day}  来源：{article.source}\n\n{text}\n"
        return self.form.format(escape(typed))


def site(seed: int, count: int, oddity: str = "") -> list[UnknownPage]:
    """``count`` pages of the site that ``seed`` makes, with one ``oddity`` (else by chance)."""
    chance = random.Random(f"odd {seed} {oddity}")
    oddity = oddity or chance.choice(tuple(ODDITIES))
    place = chance.choice(PLACES)
    one = _Site(
        oddity,
        chance.choice(ODDITIES[oddity]),
        chance.choice(FRAMES),
        chance.choice(NEIGHBOURS),
        chance.choice(TURNS),
        chance.choice(("<p>　　{0}</p>", "<div>{0}</div>", "<p class=MsoNormal><span>{0}</span></p>", "　　{0}<br>")),
        chance.random() < 0.5,
        place,
    )
    articles = written(Author(chance, place), count, date(2025, 6, 1), 20, COLUMNS, chance)
    return [
        one.render(number, replace(article, subtitle="", aligned=("",) * len(article.lines)), column, chance)
        for number, (article, column) in enumerate(articles)
    ]
