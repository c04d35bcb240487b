"""Which articles are read for what belongs to them: the quick look must never miss what the reading would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.crawl.parts import may_have_parts, parts_of
from cppcc_archive.extract import extract
from cppcc_archive.markup.page import Page

URL = "http://zx.yunshan.example/baogao/202501/t20250107_4711.html"
BODY = (
    "<html><title>云山区政协提案工作情况的报告</title><body><div id=zoom><p>" + "全年立案提案128件，办复率100%。" * 20
)

PARTS = (
    "<a href='P020250107.pdf'>附件</a>",
    "<a href='/files/表.DOCX?v=1'>附件1</a>",
    "<a href='/e/enews/?enews=DownFile&id=3'>下载</a>",
    "<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&id=9'>附件</a>",
    "<embed src='/upload/a.ofd'>",
    "<a href='/upload/a.odt'>附件</a>",
    "<a href='/upload/a.uof'>附件</a>",
    "<a href='t20250107_4711_1.html'>2</a>",
    "<a href='t20250107_4711_2.html'>下一页</a>",
    "<a href='?id=4711&amp;page=2'>下一页</a>",
    "<script>createPageHTML(3, 0, 't20250107_4711', 'html');</script>",
    '<script>\n  createPageHTML(2, 0, "t20250107_4711", "html")\n</script>',
)


@given(st.lists(st.sampled_from(PARTS), max_size=3), st.sampled_from(PARTS))
def test_nothing_that_reading_finds_is_missed(more: list[str], one: str) -> None:
    page = Page(URL, (BODY + one + "".join(more)).encode())
    found = extract(page.body, page.url)
    assert may_have_parts(page) or not (found.attachments or found.next_pages)
    assert parts_of(page).attachments == found.attachments


@pytest.mark.parametrize("part", PARTS)
def test_each_sign_is_seen(part: str) -> None:
    assert may_have_parts(Page(URL, (BODY + part).encode()))


def test_from_a_further_page_the_others_are_seen() -> None:
    more = Page(URL.replace("4711", "4711_1"), (BODY + "<a href='t20250107_4711_2.html'>3</a>").encode())
    alone = Page(URL.replace("4711", "4711_1"), (BODY + "<a href='t20250107_4711_1.html'>打印</a>").encode())
    assert (may_have_parts(more), may_have_parts(alone)) == (True, False)


def test_an_article_without_any_is_not_read() -> None:
    page = Page(URL, (BODY + "</p></div><a href='t20250103_4709.html'>上一篇</a>").encode())
    assert not may_have_parts(page)
    assert parts_of(page).attachments == ()
