"""The demo sites' pages are as nasty as real ones, and the library reads them back without losing a character."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from cppcc_archive.extract import extract
from demo_sites.articles import Article, Column
from demo_sites.facts import committees
from demo_sites.layouts.base import Layout, Resource
from demo_sites.server import layout_of

HANWEB, TRS, TABLE = committees()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def page_of(layout: Layout, article: Article) -> tuple[str, Resource]:
    number = str(article.number)
    return next(
        (path, page)
        for path, page in layout.resources.items()
        if number in path and page.content_type.startswith("text/html")
    )


@pytest.mark.parametrize("committee", committees(), ids=lambda committee: committee.id)
@pytest.mark.parametrize("night", [1, 2])
def test_extraction_gives_back_every_character_title_and_time(committee, night) -> None:
    layout = layout_of(committee, night)
    for article in layout.articles:
        if article.tombstone or article.deleted:
            continue
        path, page = page_of(layout, article)
        document = extract(page.body, f"http://127.0.0.1{path}")
        assert document.title == article.title
        assert document.published_at == article.published
        file_line = "" if article.attachment is None else f"附件：{article.attachment}"
        body = squeezed(document.text)
        assert body.startswith(squeezed(article.text))
        assert body.removeprefix(squeezed(article.text)).startswith(file_line)
        assert len(document.attachments) == (article.attachment is not None)


def test_word_paste_splits_terms_and_figures() -> None:
    layout = layout_of(HANWEB, 1)
    page = page_of(layout, layout.of(Column.REPORTS)[0])[1].body.decode()
    assert "第<span>十</span>届" in page
    assert re.search(r'<span lang="EN-US">\d+</span>', page)


def test_wps_paste_splits_dates() -> None:
    layout = layout_of(TRS, 1)
    page = page_of(layout, layout.of(Column.REPORTS)[0])[1].body.decode()
    assert "2026<font>年</font>1<font>月</font>12日" in page


def test_the_old_site_is_true_gbk_under_a_gb2312_label() -> None:
    layout = layout_of(TABLE, 1)
    article = next(a for a in layout.of(Column.REPORTS) if a.published.year == 2020)
    body = page_of(layout, article)[1].body
    assert b"charset=gb2312" in body
    assert "方喆" in body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_hanweb_hides_its_rows_and_pages_through_the_data_proxy() -> None:
    layout = layout_of(HANWEB, 1)
    page = layout.resources[layout.columns[Column.REPORTS]].body.decode()
    assert page.count("<record>") == 6
    proxy = "/module/web/jpage/dataproxy.jsp"
    by_get = layout.answer(proxy, {"columnid": "1101", "page": "2"}, {})
    by_post = layout.answer(proxy, {"startrecord": "7", "endrecord": "12"}, {"columnid": "1101"})
    assert by_get == by_post
    assert by_get is not None
    assert by_get.body.decode().count("<record>") == 2


def test_trs_pages_by_script_and_stubs_parent_columns() -> None:
    layout = layout_of(TRS, 1)
    assert 'createPageHTML(2, 0, "index", "html")' in layout.resources["/zxgz/hybg/index.html"].body.decode()
    assert "/zxgz/hybg/index_1.html" in layout.resources
    assert "Refresh" in layout.resources["/zxgz/"].body.decode()
    assert page_of(layout, layout.articles[0])[1].body.decode().count("</html>") == 2


def test_a_vanished_page_answers_200_and_a_dead_column_404() -> None:
    layout = layout_of(HANWEB, 1)
    vanished = next(article for article in layout.articles if article.tombstone)
    page = page_of(layout, vanished)[1]
    assert page.status == 200
    assert "不存在" in page.body.decode()
    dead = [path for path, _ in layout.declared if path not in layout.resources]
    assert dead == ["/col/col1109/index.html"]
    assert layout.answer(dead[0], {}, {}) is None


def test_attachments_are_files_of_their_kind() -> None:
    files = {
        page.content_type: page.body
        for committee in committees()
        for page in layout_of(committee, 1).resources.values()
        if page.content_type.startswith("application/")
    }
    (pdf,) = [body for kind, body in files.items() if kind.endswith("pdf")]
    (docx,) = [body for kind, body in files.items() if "wordprocessing" in kind]
    assert pdf.startswith(b"%PDF-1.4")
    start = int(re.findall(rb"startxref\n(\d+)", pdf)[0])
    assert pdf[start:].startswith(b"xref")
    assert zipfile.ZipFile(io.BytesIO(docx)).testzip() is None
