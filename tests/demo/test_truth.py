"""What the demo's tables say of every figure and every person is what its pages say, to the character."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.reports import SiteHint, parse
from cppcc_archive.reports.model import Report
from demo_sites.articles import Article, articles
from demo_sites.facts import Committee, committees
from demo_sites.truth import Truth, truths

COMMITTEES = committees()


def read(committee: Committee, article: Article) -> Report:
    document = Document(
        url=f"http://127.0.0.1/{committee.id}/{article.key}.html",
        encoding="utf-8",
        title=article.title,
        published_at=article.published,
        blocks=tuple(Block(BlockKind.PARAGRAPH, paragraph.text) for paragraph in article.paragraphs),
        breadcrumb=(article.column.value,),
        source=article.source,
    )
    return parse(document, site=SiteHint(committee.id, f"{committee.name}政协", committee.division_code))


def pages() -> Iterator[tuple[Committee, Article]]:
    for committee in COMMITTEES:
        for night in (1, 2):
            yield from ((committee, article) for article in articles(committee, night) if article.paragraphs)


PAGES = [pytest.param(*page, id=f"{page[0].id}-{page[1].key}-{number}") for number, page in enumerate(pages())]


@pytest.mark.parametrize(("committee", "article"), PAGES)
def test_every_coded_figure_is_what_the_page_says(committee: Committee, article: Article) -> None:
    report = read(committee, article)
    found = [
        Truth(item.end, item.code, item.value, item.unit, str(item.role), str(item.period), str(item.holder))
        for item in report.indicators
        if item.code != "other"
    ]
    assert sorted(found) == truths(report.text)
    assert [item.warning for item in report.indicators if item.warning] == []


@pytest.mark.parametrize(("committee", "article"), PAGES)
def test_every_figure_speaks_of_the_year_that_the_page_says(committee: Committee, article: Article) -> None:
    year = article.published.year
    is_report = article.key.startswith(("report", "proposals"))
    expected = {
        "reviewed": year - is_report,
        "prior_year": year - 2,
        "planned": year,
        "session": year,
    }
    for item in read(committee, article).indicators:
        assert item.figure_year == expected[str(item.period)], item


@pytest.mark.parametrize(("committee", "article"), PAGES)
def test_every_person_is_one_who_stands_on_the_page(committee: Committee, article: Article) -> None:
    known = {*committee.chairs.values(), committee.words["vice"]}
    report = read(committee, article)
    people = [item for item in report.mentions if item.kind == "person"]
    printed = sum(report.text.count(name) for name in known)
    assert {item.text for item in people} <= known
    assert len(people) == printed
    assert all(item.act for item in people)


def test_labelled_pages_hold_most_codes() -> None:
    seen = {truth.code for committee, article in pages() for truth in truths(read(committee, article).text)}
    assert len(seen) > 50
