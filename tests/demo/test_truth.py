"""What the demo's built tables say of every figure and every person is what its pages say, to the character."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from cppcc_archive.jobs.build import build_year
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.local import LocalStore
from demo_sites.articles import Article
from demo_sites.facts import Committee, committees
from demo_sites.server import layout_of
from demo_sites.truth import Truth, truths
from tests.archive_kit import BASE, SITE, Nights
from tests.jobs.building import ask

Row = dict[str, Any]


def pages(committee: Committee, night: int) -> Iterator[tuple[Article, str, bytes]]:
    """The articles of a night with the pages that hold them."""
    layout = layout_of(committee, night)
    for article in layout.articles:
        if article.paragraphs and not article.deleted and not article.tombstone:
            path, page = next(
                (path, resource)
                for path, resource in layout.resources.items()
                if str(article.number) in path and resource.content_type.startswith("text/html")
            )
            yield article, path, page.body


def site_of(committee: Committee) -> Site:
    """The committee as a registry has it, at the address of the tests' site."""
    return Site(id=SITE, name=f"{committee.name}政协", base_url=f"{BASE}/", division_code=committee.division_code)


@dataclass(frozen=True)
class Built:
    """The pages of two nights in tables: each article with its report and the rows of its figures and people."""

    committee: Committee
    articles: list[tuple[Article, Row]]
    figures: dict[str, list[Row]]
    people: dict[str, list[Row]]
    anomalies: dict[str, list[Row]]


@pytest.fixture(scope="module", params=committees(), ids=lambda one: one.id)
def built(request, tmp_path_factory) -> Built:
    committee = request.param
    store = LocalStore(tmp_path_factory.mktemp("truth"))
    nights = Nights(store)
    for night in (1, 2):
        found = {path: body for _, path, body in pages(committee, night)}
        nights.crawl(found, columns={path: f"/{path.split('/')[1]}/" for path in found})
    assert build_year(store, 2025, registry=Registry((site_of(committee),))).failures == []
    reports = {row["url"]: row for row in ask(store, "SELECT * FROM reports")}
    figures, people, anomalies = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in ask(store, "SELECT * FROM indicators ORDER BY report_id, start_char"):
        figures[row["report_id"]].append(row)
    for row in ask(store, "SELECT * FROM mentions WHERE kind = 'person'"):
        people[row["report_id"]].append(row)
    for row in ask(store, "SELECT * FROM anomalies ORDER BY start_char"):
        anomalies[row["report_id"]].append(row)
    articles = [(article, reports[BASE + path]) for article, path, _ in pages(committee, 2)]
    return Built(committee, articles, figures, people, anomalies)


def test_every_coded_figure_is_what_the_page_says_in_all_dimensions(built: Built) -> None:
    seen = set()
    for _, report in built.articles:
        rows = built.figures[report["report_id"]]
        wholes = {row["indicator_id"]: row["code"] for row in rows}
        found = [
            Truth(
                row["end_char"],
                row["code"],
                row["value"],
                row["unit"],
                row["role"],
                row["period"],
                row["holder"],
                wholes.get(row["part_of"], ""),
                row["sector"] or "",
                row["source_kind"] or "",
                row["qualifier"],
            )
            for row in rows
            if row["code"] != "other"
        ]
        assert sorted(found) == truths(report["text"]), report["title"]
        seen |= {truth.code for truth in found}
    assert len(seen) > 45


def test_a_figure_has_a_warning_and_a_text_an_anomaly_where_somebody_slipped_and_nowhere_else(built: Built) -> None:
    for article, report in built.articles:
        slips = [slip for slip in built.committee.slips if slip.article == article.key]
        assert all(slip.printed in report["text"] and slip.meant not in report["text"] for slip in slips)
        warned = [row for row in built.figures[report["report_id"]] if row["warning_kind"]]
        assert sorted(row["warning_kind"] for row in warned) == [slip.warning for slip in slips if slip.warning]
        assert all(any(row["span"] in slip.printed for slip in slips) for row in warned)
        found = [(row["kind"], row["expected"]) for row in built.anomalies[report["report_id"]]]
        assert found == [(slip.anomaly, slip.expected) for slip in slips if slip.anomaly], report["title"]


def test_every_figure_speaks_of_the_year_that_the_page_says(built: Built) -> None:
    for article, report in built.articles:
        year = article.published.year
        is_report = article.key.startswith(("report", "proposals"))
        expected = {"reviewed": year - is_report, "prior_year": year - 2, "planned": year, "session": year}
        for row in built.figures[report["report_id"]]:
            counts = row["unit"] != "周年"  # an anniversary is of no year
            # What a firm plans to invest (计划总投资) is told of the year that is looked back on.
            told = "reviewed" if (row["code"], row["period"]) == ("investment", "planned") else row["period"]
            assert row["figure_year"] == (expected[told] if counts else None), row


def test_every_person_is_one_who_stands_on_the_page(built: Built) -> None:
    known = {*built.committee.chairs.values(), built.committee.words["vice"]}
    for _, report in built.articles:
        people = built.people[report["report_id"]]
        assert {row["text"] for row in people} <= known
        assert len(people) == sum(report["text"].count(name) for name in known)
        assert all(row["act"] for row in people)
