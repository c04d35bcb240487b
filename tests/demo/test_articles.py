"""The demo's content: enough of it, in the genre, the same every time, and different where it should differ."""

from __future__ import annotations

import re

import pytest

from demo_sites.articles import ADDED, DELETED, EDITED, YEARS, Article, Column, articles, correction
from demo_sites.facts import Committee, committees, fill

COMMITTEES = pytest.mark.parametrize("committee", committees(), ids=lambda committee: committee.id)


def reports(committee: Committee, night: int = 1) -> list[Article]:
    return [article for article in articles(committee, night) if article.column is Column.REPORTS]


def test_more_than_forty_articles_of_every_kind() -> None:
    found = [article for committee in committees() for article in articles(committee)]
    assert len(found) >= 40
    assert {article.column for article in found} == set(Column)
    assert sum(article.attachment is not None for article in found) >= 3
    assert sum(article.tombstone for article in found) == 1


@COMMITTEES
def test_a_work_report_every_year_with_outline_and_3000_characters(committee: Committee) -> None:
    found = reports(committee)
    assert [article.published.year for article in found] == list(reversed(YEARS))
    for article in found:
        assert len(article.text) > 3000
        assert len(re.findall(r"^（[一二三四五]）", article.text, re.MULTILINE)) == 5
        assert len(re.findall(r"^[12345]\.", article.text, re.MULTILINE)) == 5
        assert "一、" in article.text
        assert "二、" in article.text


@COMMITTEES
def test_a_report_prints_the_figures_of_the_year_it_reviews(committee: Committee) -> None:
    for article in reports(committee):
        figures = committee.figures[article.published.year - 1]
        assert re.search(rf"提案{figures.received}件", article.text)
        assert re.search(rf"立案{figures.filed}件", article.text)
        assert str(figures.submitted) in article.text


@COMMITTEES
def test_no_two_reports_share_most_of_their_paragraphs(committee: Committee) -> None:
    found = [article for other in committees() for article in reports(other)]
    for article in reports(committee):
        for other in found:
            if other is not article and other.text != article.text:
                shared = {p.text for p in article.paragraphs} & {p.text for p in other.paragraphs}
                assert len(shared) < len(article.paragraphs) / 3


@COMMITTEES
def test_nothing_is_left_unfilled(committee: Committee) -> None:
    for article in articles(committee, night=2):
        assert not re.search(r"[{}*]", article.title + article.text)


@COMMITTEES
def test_numbers_and_keys_are_unique_within_a_site(committee: Committee) -> None:
    found = articles(committee, night=2)
    assert len({article.number for article in found}) == len({article.key for article in found}) == len(found)


def test_the_first_session_of_a_term_hears_the_outgoing_committee() -> None:
    yunshan = committees()[0]
    report = next(article for article in reports(yunshan) if article.published.year == 2022)
    assert "第九届" in report.title
    assert "第十届澜江市云山区委员会第一次会议上" in report.text


def test_the_second_night_edits_one_deletes_one_adds_one() -> None:
    before = {(c.id, a.key): a for c in committees() for a in articles(c, 1)}
    after = {(c.id, a.key): a for c in committees() for a in articles(c, 2)}
    assert after.keys() - before.keys() == {ADDED}
    assert {key for key in before if before[key] != after[key]} == {EDITED, DELETED}
    assert {key for key in after if after[key].deleted} == {DELETED}
    assert after[EDITED].modified > before[EDITED].modified
    figures = correction(committees()[0].figures[2025])
    assert f"提案{figures.received}件" in after[EDITED].text


def test_a_drawn_number_depends_on_seed_and_place_alone() -> None:
    assert fill("召开会议{3-9}次、{3-9}次", {}, "seed") == fill("召开会议{3-9}次、{3-9}次", {}, "seed")
    drawn = {fill("{1-99}", {}, str(seed)) for seed in range(50)}
    assert len(drawn) > 20
    assert all(1 <= int(text) <= 99 for text in drawn)
