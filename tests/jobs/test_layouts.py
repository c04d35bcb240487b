"""A site's layouts in a build: learned from its archived pages, named by every row, and followed when they change."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.captures.model import Capture
from cppcc_archive.captures.read import stored_together
from cppcc_archive.captures.records import StoredResponse
from cppcc_archive.errors import OvertakenError, StoreError
from cppcc_archive.extract.nodes import Nodes, flatten
from cppcc_archive.jobs import layouts, reading
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.buildresult import BuildResult, Redesign
from cppcc_archive.jobs.chunk import ChunkBuilder
from cppcc_archive.jobs.dossiers import captures_of as of_sites
from cppcc_archive.jobs.layouts import SiteLayouts
from cppcc_archive.jobs.sitehealth import _redesigned
from cppcc_archive.sites.model import PinnedParts, Site
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.query import query
from cppcc_archive.tables.scan import data_files
from tests.archive_kit import BASE, SITE, Nights

SUBJECTS = ("体检", "换届", "视察", "征文", "座谈", "学习", "走访", "书画展", "年会", "考核", "调研", "联谊")
MOTTO = "团结求实奋进"


def page(number: int, box: str = "nr", frame: str = "main") -> tuple[str, bytes]:
    """An article of a template that only its siblings tell apart from its motto."""
    what = SUBJECTS[number]
    html = (
        f"<meta charset=utf-8><title>青河县政协</title><div class='{frame}'><div class=top><a href=/>首页</a></div>"
        f"<div class=bt>关于{what}的通知</div><div class=xx>2025-02-{number + 1:02}　青河县政协</div>"
        f"<div class={box}><p>现将{what}有关事项通知如下，请认真组织实施。</p><p>特此通知。</p>"
        f"<div class=ky>{MOTTO}</div></div></div>"
    )
    return f"/a/2025/2/{number + 1}/art_{number}.html", html.encode()


def pages(numbers: range, **how: str) -> dict[str, bytes]:
    return dict(page(number, **how) for number in numbers)


def build(store: Store, **entry: Any) -> BuildResult:
    site = Site(id=SITE, name="青河县政协", base_url=f"{BASE}/", **entry)
    return build_year(store, None, registry=Registry((site,)))


def ask(store: Store, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query(store, sql).to_pylist()
    return rows


def with_motto(store: Store) -> int:
    return sum(MOTTO in row["text"] for row in ask(store, "SELECT text FROM reports"))


def test_what_is_learned_of_a_site_is_a_row_and_every_report_names_it(store: Store) -> None:
    Nights(store).crawl(pages(range(6)))
    assert build(store).reports_new == 6
    assert _redesigned(store) == {}
    (layout,) = ask(store, "SELECT * FROM layouts")
    assert (layout["site_id"], layout["pages"], layout["version"], layout["certainty"]) == (SITE, 6, 1, 1.0)
    named = ask(store, "SELECT DISTINCT layout_id FROM reports")
    assert named == [{"layout_id": layout["layout_id"]}]
    assert ask(store, "SELECT DISTINCT layout_id, template FROM parses") == [
        {"layout_id": layout["layout_id"], "template": layout["template"]}
    ]
    assert with_motto(store) == 0


@pytest.mark.parametrize("room", [0, 1 << 20])
def test_a_page_that_was_learned_from_is_not_fetched_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    Nights(store).crawl(pages(range(6)))
    fetched: list[str] = []

    def together(store: Store, captures: Sequence[Capture]) -> dict[str, StoredResponse | StoreError]:
        fetched.extend(capture.capture_id for capture in captures)
        return stored_together(store, captures)

    monkeypatch.setattr(layouts, "KEPT_BYTES", room)
    monkeypatch.setattr(layouts, "stored_together", together)
    monkeypatch.setattr(reading, "stored_together", together)
    assert build(store).reports_new == 6
    assert len(fetched) == (6 if room else 12)


@pytest.mark.parametrize("room", [0, 100_000])
def test_a_page_that_was_taken_apart_to_learn_is_read_from_that(
    store: Store, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    Nights(store).crawl(pages(range(6)))
    flattened: list[str] = []

    def apart(tree: LexborHTMLParser) -> Nodes:
        flattened.append(tree.html or "")
        return flatten(tree)

    monkeypatch.setattr(layouts, "KEPT_NODES", room)
    monkeypatch.setattr("cppcc_archive.extract.article.flatten", apart)
    monkeypatch.setattr("cppcc_archive.extract.layouts.pages.flatten", apart)
    assert build(store).reports_new == 6
    assert with_motto(store) == 0
    assert len(flattened) == (6 if room else 12)


def test_of_two_builds_that_learn_of_the_same_pages_one_writes(store: Store) -> None:
    Nights(store).crawl(pages(range(6)))
    captures = captures_of(store)
    learning = [SiteLayouts(store, Tables(store)) for _ in range(3)]
    barrier = threading.Barrier(2)

    def prepare(one: SiteLayouts) -> bool:
        def read(_: str) -> list[Capture]:
            barrier.wait(60)  # both have looked by now, neither has written
            return captures

        try:
            one.prepare([SITE], {SITE: captures}, read)
        except OvertakenError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        first = list(pool.map(prepare, learning[:2]))
    assert sorted(first) == [False, True]
    assert len(ask(store, "FROM layouts")) == 1
    learning[first.index(True)].settle(())
    learning[2].prepare([SITE], {}, lambda _: captures)
    assert learning[2].changed == set()
    assert len(ask(store, "FROM layouts")) == 1


def test_what_another_build_wrote_of_a_site_meanwhile_is_noticed(store: Store) -> None:
    """What was learned of all sites is written at once: of none when another build was quicker with one of them."""
    Nights(store).crawl(pages(range(6)))
    captures = captures_of(store)

    def read(site_id: str) -> list[Capture]:
        if site_id == "other":
            SiteLayouts(store, Tables(store)).prepare([SITE], {}, lambda _: captures)
        return captures

    with pytest.raises(OvertakenError, match=f"another build of {SITE}"):
        SiteLayouts(store, Tables(store)).prepare(["other", SITE], {}, read)
    assert ask(store, "SELECT site_id FROM layouts") == [{"site_id": SITE}]
    SiteLayouts(store, Tables(store)).prepare(["other", SITE], {}, lambda _: captures)
    assert ask(store, "SELECT DISTINCT site_id FROM layouts ORDER BY site_id") == [
        {"site_id": one} for one in sorted(("other", SITE))
    ]


def captures_of(store: Store) -> list[Capture]:
    tables = Tables(store)
    return of_sites(tables, data_files(tables, CAPTURES), [SITE])[SITE]


def test_pages_read_before_there_was_a_layout_are_read_again_once_there_is(store: Store) -> None:
    nights = Nights(store)
    nights.crawl(pages(range(4)))
    build(store)
    assert (with_motto(store), ask(store, "FROM layouts")) == (4, [])
    nights.crawl(pages(range(6)))
    result = build(store)
    assert (result.captures_read, result.reports_new, result.reports_changed) == (6, 2, 4)
    assert with_motto(store) == 0


def test_a_build_killed_after_learning_leaves_what_the_layout_changes_to_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights = Nights(store)
    nights.crawl(pages(range(4)))
    build(store)
    nights.crawl(pages(range(6)))
    with monkeypatch.context() as patch:
        patch.setattr(ChunkBuilder, "run", _killed)
        with pytest.raises(KeyboardInterrupt):
            build(store)
    assert (len(ask(store, "FROM layouts")), with_motto(store)) == (1, 4)
    result = build(store)
    assert (result.captures_read, result.reports_new, result.reports_changed) == (6, 2, 4)
    assert with_motto(store) == 0
    nights.crawl(pages(range(7)))
    assert build(store).captures_read in (1, 7)  # nothing is left to be read again


def _killed(builder: ChunkBuilder) -> BuildResult:
    raise KeyboardInterrupt


def test_what_is_read_with_its_layout_already_is_left_alone(store: Store) -> None:
    nights = Nights(store)
    nights.crawl(pages(range(6)))
    build(store)
    nights.crawl(pages(range(7)))
    assert build(store).captures_read in (1, 7)  # 7 where the new capture's name has the site looked at again
    assert with_motto(store) == 0
    assert build(store).captures_read == 0


def test_a_redesigned_site_gets_another_layout_by_itself_and_old_captures_keep_theirs(store: Store) -> None:
    nights = Nights(store)
    nights.crawl(pages(range(6)))
    build(store)
    before = ask(store, "SELECT report_id, layout_id FROM reports ORDER BY ALL")
    nights.crawl({**pages(range(6)), **pages(range(6, 12), box="text2", frame="wrapper")})
    (told,) = build(store).redesigned
    assert told == Redesign(SITE, "2026-01-03", 6, True)
    assert len(ask(store, "SELECT DISTINCT template FROM layouts WHERE template <> ''")) == 2
    after = ask(store, "SELECT report_id, layout_id FROM reports ORDER BY ALL")
    assert [row for row in after if row in before] == before
    assert (len({row["layout_id"] for row in after}), with_motto(store)) == (2, 0)
    (audited,) = _redesigned(store).values()
    assert build(store).redesigned == []
    assert audited == "another template since 2026-01-03, on 6 pages; the new one was learned"


def test_a_site_of_one_page_a_night_is_told_of_once_and_learned_when_there_are_enough(store: Store) -> None:
    nights, told = Nights(store), []
    nights.crawl(pages(range(6)))
    build(store)
    for newest in range(6, 12):
        nights.crawl(pages(range(newest, newest + 1), box="text2", frame="wrapper"))
        told.append(build(store).redesigned)
    assert told == [[], [], [Redesign(SITE, "2026-01-03", 3, False)], [], [], []]
    assert len(ask(store, "SELECT DISTINCT template FROM layouts WHERE template <> ''")) == 2
    assert with_motto(store) == 0


def test_one_odd_page_that_is_edited_night_after_night_is_no_redesign(store: Store) -> None:
    nights = Nights(store)
    nights.crawl(pages(range(6)))
    build(store)
    path, html = page(6, box="text2", frame="wrapper")
    for night in range(4):
        nights.crawl({path: html.replace("特此通知".encode(), f"第{night}次更正".encode())})
        assert build(store).redesigned == []


def test_odd_pages_between_those_of_the_known_template_are_no_redesign(store: Store) -> None:
    nights, told = Nights(store), []
    nights.crawl(pages(range(4)))
    nights.crawl(pages(range(4, 6)))
    build(store)
    for newest in range(6, 12):
        how = {"box": "text2", "frame": "wrapper"} if newest % 3 else {}
        nights.crawl(pages(range(newest, newest + 1), **how))
        told += build(store).redesigned
    assert told == []


def test_a_redesign_is_told_though_the_build_that_learned_it_was_overtaken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights, read, overtaken = Nights(store), ChunkBuilder._batch, ["another build was quicker"]

    def batch(builder: ChunkBuilder, dossiers: Any) -> None:
        if overtaken:
            raise OvertakenError(overtaken.pop())
        read(builder, dossiers)

    nights.crawl(pages(range(6)))
    build(store)
    nights.crawl({**pages(range(6)), **pages(range(6, 12), box="text2", frame="wrapper")})
    monkeypatch.setattr("cppcc_archive.jobs.build.PATIENCE", 0)
    monkeypatch.setattr(ChunkBuilder, "_batch", batch)
    assert build(store).redesigned == [Redesign(SITE, "2026-01-03", 6, True)]
    assert not overtaken


def test_what_an_entry_pins_is_read_so(store: Store) -> None:
    Nights(store).crawl(pages(range(2)))
    build(store, layout=PinnedParts(furniture=(".ky",)))
    assert with_motto(store) == 0
    assert ask(store, "SELECT layout FROM sites") == [{"layout": '{"furniture": [".ky"]}'}]
