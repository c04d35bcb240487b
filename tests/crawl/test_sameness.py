"""A page that says what it said, but for counters, tokens, clocks and lists beside it, is no change."""

from __future__ import annotations

import pytest

from cppcc_archive.crawl.sameness import same_but_for
from cppcc_archive.markup.page import Page

PROSE = "".join(f"<p>一年来，县政协围绕第{n}项课题开展调研，访问企业{n}2家，形成报告{n}篇。</p>" for n in range(1, 4))
PAGE = (
    "<html><head><title>工作报告</title></head><body><h1>县政协工作报告</h1>"
    "<div class=info>发布日期：2025-01-07 浏览次数：{count}</div>"
    "<div class=content>{prose}</div><div class=side>{side}</div>"
    "<form><input type=hidden name=__VIEWSTATE value={state}></form><!-- made in {count} ms --></body></html>"
)
SIDE = "<ul><li><a href='/1.html'>县政协召开会议</a></li></ul><p>今天是2025年1月7日</p>"


def page(count: int = 1, prose: str = PROSE, side: str = SIDE, state: str = "a1", form: str = PAGE) -> Page:
    text = form.format(count=count, prose=prose, side=side, state=state)
    return Page("http://zx.yunshan.example/a/1.html", text.encode(), "utf-8")


@pytest.mark.parametrize("form", [PAGE, PAGE.replace("{count}</div>", "<span id=hits>{count}</span></div>")])
def test_counters_view_states_and_comments_are_no_change(form: str) -> None:
    assert same_but_for(page(form=form), page(count=9, state="b2", form=form)) is not None


def test_nor_is_what_stands_beside_the_article() -> None:
    side = SIDE.replace("召开会议", "开展视察").replace("1月7日", "1月8日")
    assert same_but_for(page(), page(side=side)) == "what stands beside the article"


@pytest.mark.parametrize(
    "changed",
    [
        page(prose=PROSE.replace("32家", "33家")),
        page(prose=PROSE + "<p>完。</p>"),
        page(prose=PROSE + "<p><a href='/f/1.doc'>附件</a></p>"),
        page(form=PAGE.replace("2025-01-07", "2025-01-08")),
        page(form=PAGE.replace("<h1>县政协", "<h1>区政协")),
        page(
            form=PAGE.replace("class=side", "class=new-side")
            .replace("class=info", "class=meta")
            .replace("form", "section")
        ),
    ],
)
def test_what_is_read_and_how_it_is_built_are(changed: Page) -> None:
    assert same_but_for(page(), changed) is None


def test_a_page_without_a_body_is_compared_as_it_stands() -> None:
    bare = "<title>x</title><img src={state}.png><div>阅读量：{count}</div>{prose}{side}"
    assert same_but_for(page(1, "", "", form=bare), page(2, "", "", form=bare)) == "counters and tokens"
    assert same_but_for(page(1, "", "", form=bare), page(1, "", "", "c3", form=bare)) is None
