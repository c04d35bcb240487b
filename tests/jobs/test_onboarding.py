"""Adding a site and checking one, against real local servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.cli import main
from cppcc_archive.crawl.model import CrawlSettings, SiteResult
from cppcc_archive.errors import InputError, RegistryError, SettingsError
from cppcc_archive.jobs.onboarding import add_site, check_site
from cppcc_archive.sites.model import Column, Site, SiteStatus
from cppcc_archive.sites.registry import load
from demo_sites.server import DemoSites
from tests.crawl.kit import TIMER, crawl, site_at
from tests.sim import Reply, Simulator, build
from tests.sim.content import articles
from tests.sim.families import BUILDERS
from tests.sim.faults import redirect, status

SETTINGS = CrawlSettings(contact=None, timeout_seconds=8.0, retries=1, backoff_seconds=0.02)
TODAY = date(2025, 4, 1)


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


def _serve(sim: Simulator, family: str = "hanweb", **more: object) -> str:
    site = build(family, {"baogao": articles(12, 1), "tian": articles(7, 2)}, **more)  # type: ignore[arg-type]
    return sim.serve("127.7.1.1", site.routes)


class TestAdding:
    @pytest.mark.parametrize("family", sorted(BUILDERS))
    def test_a_site_of_every_family_is_found_out_and_written(self, sim: Simulator, tmp_path: Path, family: str) -> None:
        registry = tmp_path / "sites.yaml"
        base = _serve(sim, family)
        found = add_site(base, SETTINGS, sites_path=registry)
        assert (found.result, found.reason) == (SiteResult.OK, "")
        assert found.written_to == registry
        [site] = load(registry).sites
        assert site == found.site
        assert site.status is SiteStatus.ACTIVE
        assert {column.name for column in site.columns} == {"工作报告", "提案工作"}
        assert [article.readable for article in found.articles] == [True] * 3
        assert found.newest[0].listed_date == date(2025, 3, 1)

    def test_what_was_written_is_what_a_crawl_needs(self, sim: Simulator, tmp_path: Path) -> None:
        base = _serve(sim)
        site = add_site(base, SETTINGS, sites_path=tmp_path / "sites.yaml").site
        night = crawl(base, cms=site.cms, columns=[column.model_dump() for column in site.columns])
        assert night.outcome.result is SiteResult.OK
        assert night.outcome.articles_new == 19

    def test_the_family_is_written_with_its_reasons_told(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site(_serve(sim, "hanweb"), SETTINGS, sites_path=tmp_path / "sites.yaml")
        assert found.detected[0].family == found.cms == "hanweb"
        assert found.detected[0].reasons

    def test_name_division_and_file_come_from_the_sites_own_name(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site(_serve(sim, name="政协济南市市中区委员会"), SETTINGS, sites_path=tmp_path)
        assert (found.site.name, found.site.division_code) == ("济南市市中区政协", "370103")
        assert found.written_to == tmp_path / "shandong.yaml"
        assert found.written_to.read_text(encoding="utf-8").startswith("# 山东省")

    def test_an_unknown_place_keeps_its_name_and_says_so(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site(_serve(sim), SETTINGS, sites_path=tmp_path)
        assert (found.site.name, found.site.division_code) == ("云山区政协", None)
        assert "set division_code by hand" in found.warnings[0]
        assert found.written_to == tmp_path / "other.yaml"

    def test_the_operators_id_and_name_win(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site(_serve(sim), SETTINGS, sites_path=tmp_path, site_id="shizhong", name="济南市市中区政协")
        assert (found.site.id, found.site.name, found.site.division_code) == ("shizhong", "济南市市中区政协", "370103")

    def test_what_stands_in_the_file_stays(self, sim: Simulator, tmp_path: Path) -> None:
        before = "# mine\n- id: qinghe\n  name: 青河县政协\n  base_url: http://zx.qinghe.example  # by hand\n"
        registry = tmp_path / "sites.yaml"
        registry.write_text(before, encoding="utf-8")
        add_site(_serve(sim), SETTINGS, sites_path=registry)
        assert registry.read_text(encoding="utf-8").startswith(before)
        assert len(load(registry).sites) == 2

    def test_a_registered_address_is_not_visited_again(self, sim: Simulator, tmp_path: Path) -> None:
        base, registry = _serve(sim), tmp_path / "sites.yaml"
        add_site(base, SETTINGS, sites_path=registry)
        seen = len(sim.requests(base))
        with pytest.raises(RegistryError, match=r"is registered as .* already"):
            add_site(base + "index.html", SETTINGS, sites_path=registry)
        assert len(sim.requests(base)) == seen

    def test_an_id_that_cannot_be_one_is_refused_before_any_request(self, sim: Simulator, tmp_path: Path) -> None:
        base = _serve(sim)
        with pytest.raises(InputError, match="id: "):
            add_site(base, SETTINGS, sites_path=tmp_path, site_id="Not An Id")
        assert sim.requests(base) == []

    def test_a_site_beyond_this_machine_needs_a_contact(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="CPPCC_CONTACT"):
            add_site("http://zx.yunshan.example", SETTINGS, sites_path=tmp_path)

    def test_an_address_that_is_a_listing_is_the_column_meant(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("empirecms", {"baogao": articles(12, 1), "tian": articles(7, 2)})
        base = sim.serve("127.7.1.1", site.routes)
        found = add_site(base.rstrip("/") + site.column_paths["tian"], SETTINGS, sites_path=tmp_path / "sites.yaml")
        assert found.ok
        assert [column.path for column in found.site.columns] == [site.column_paths["tian"]]

    def test_a_home_page_that_only_sends_on_is_followed(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("trs", {"baogao": articles(6, 1)})
        site.routes["/zx/"] = site.routes["/"]
        site.routes["/"] = Reply(b"<html><head><meta http-equiv='refresh' content='0;url=/zx/'></head></html>")
        base = sim.serve("127.7.1.1", site.routes)
        found = add_site(base, SETTINGS, sites_path=tmp_path / "sites.yaml")
        assert found.ok
        assert found.home_url == f"{base}zx/"

    def test_a_governments_site_is_taken_with_a_warning(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site(_serve(sim, name="肥西县人民政府"), SETTINGS, sites_path=tmp_path)
        assert found.site.name == "肥西县政协"
        assert "the site calls itself 肥西县人民政府: name the committee's own columns" in found.warnings[0]

    def test_nothing_a_site_says_gets_out_of_its_field(self, sim: Simulator, tmp_path: Path) -> None:
        site = build("generic", {"baogao": articles(6, 1)})
        evil = "政协: {[\"'\n- id: evil\n  name: x # \x1b[31m\u202e&a *a %TAG !x | > @`"
        home = site.routes["/"]
        assert isinstance(home, Reply)
        changed = (
            home.body.decode().replace("云山区政协</title>", f"{evil}</title>").replace("content='云山区政协'", "")
        )
        site.routes["/"] = Reply(changed.replace(">工作报告<", f">报告{evil[:12]}<").encode())
        found = add_site(sim.serve("127.7.1.1", site.routes), SETTINGS, sites_path=tmp_path / "sites.yaml")
        assert found.ok
        assert load(tmp_path / "sites.yaml").sites == (found.site,)
        assert found.site.name.isprintable() and "id: evil" in found.site.name

    def test_demo_sites_are_added_as_they_are(self, tmp_path: Path) -> None:
        with DemoSites(tmp_path / "demo") as demo:
            for base in demo.urls.values():
                found = add_site(base, SETTINGS, sites_path=tmp_path / "new.yaml")
                assert (found.ok, found.reason) == (True, "")
            assert len(load(tmp_path / "new.yaml").sites) == len(demo.urls)


class TestManners:
    def test_robots_is_asked_first_and_every_page_once(self, sim: Simulator, tmp_path: Path) -> None:
        base = _serve(sim)
        found = add_site(base, SETTINGS, sites_path=tmp_path)
        asked = [line.path for line in sim.requests(base)]
        assert asked[:2] == ["/robots.txt", "/"]
        assert len(asked) == found.requests < 15
        assert [path for path in asked if asked.count(path) > 1 and "dataproxy" not in path] == []

    def test_the_delay_of_robots_is_kept(self, sim: Simulator) -> None:
        base = _serve(sim, "trs", robots="User-agent: *\nCrawl-delay: 0.1\n")
        check_site(site_at(base), SETTINGS)
        log = sim.requests(base)
        # From start to start: the log writes the end of an answer late where the machine is busy.
        pauses = [later.start - earlier.start for earlier, later in pairwise(log[1:])]
        assert min(pauses) >= 0.1 - TIMER

    def test_what_robots_forbids_is_a_result_not_a_request(self, sim: Simulator, tmp_path: Path) -> None:
        base = _serve(sim, robots="User-agent: *\nDisallow: /\n")
        found = add_site(base, SETTINGS, sites_path=tmp_path / "sites.yaml")
        assert found.result is SiteResult.REFUSED
        assert "robots.txt forbids" in found.reason
        assert found.robots["allows_home"] is False
        assert [line.path for line in sim.requests(base)] == ["/robots.txt"]
        assert not (tmp_path / "sites.yaml").exists()


class TestSitesThatCannotBeRead:
    def test_a_dead_host(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site("http://127.7.9.9:9/", SETTINGS, sites_path=tmp_path / "sites.yaml")
        assert found.result is SiteResult.ERROR
        assert found.reason and "Traceback" not in found.reason
        assert found.written_to is None and found.entry is not None
        assert not (tmp_path / "sites.yaml").exists()

    @pytest.mark.parametrize(
        ("home", "result", "said"),
        [
            (status(500), SiteResult.ERROR, "500"),
            (status(404), SiteResult.ERROR, "404"),
            (Reply(b"<script>var __jsl_clearance='1';</script>", status=521), SiteResult.BLOCKED, "521"),
            (Reply(b"<html><title>x</title><p>nothing here</p></html>"), SiteResult.SILENT, "no column found"),
            (Reply(b""), SiteResult.ERROR, "empty body"),
            (redirect("http://127.7.5.5:81/new/"), SiteResult.ERROR, "127.7.5.5:81"),
        ],
    )
    def test_each_says_why(self, sim: Simulator, home: Reply, result: SiteResult, said: str) -> None:
        base = sim.serve("127.7.1.1", {"/": home, "/robots.txt": status(404)})
        found = check_site(site_at(base), SETTINGS)
        assert found.result is result
        assert said in found.reason
        assert not found.ok

    def test_columns_without_articles_are_silence(self, sim: Simulator) -> None:
        base = sim.serve("127.7.1.1", build("generic", {"baogao": [], "tian": []}).routes)
        found = check_site(site_at(base), SETTINGS)
        assert found.result is SiteResult.SILENT
        assert "工作报告: lists nothing" in found.reason

    def test_articles_that_are_gone_are_an_error_with_the_columns_told(self, sim: Simulator) -> None:
        site = build("generic", {"baogao": articles(6, 1)})
        for path in site.article_paths.values():
            site.routes[path] = status(404)
        found = check_site(site_at(sim.serve("127.7.1.1", site.routes)), SETTINGS)
        assert found.result is SiteResult.ERROR
        assert {article.verdict for article in found.articles} == {"gone"}
        assert found.columns[0].links > 0


class TestChecking:
    def _entry(self, sim: Simulator, tmp_path: Path, family: str = "hanweb", **more: object) -> Site:
        return add_site(_serve(sim, family, **more), SETTINGS, sites_path=tmp_path / "sites.yaml").site

    def test_an_entry_just_written_fits(self, sim: Simulator, tmp_path: Path) -> None:
        found = check_site(self._entry(sim, tmp_path), SETTINGS, today=TODAY)
        assert found.ok and found.changes == []

    def test_another_family(self, sim: Simulator, tmp_path: Path) -> None:
        site = self._entry(sim, tmp_path, "hanweb").model_copy(update={"cms": "vsb"})
        changes = check_site(site, SETTINGS, today=TODAY).changes
        assert changes[0].startswith("cms: the entry says vsb, its pages look like hanweb (")

    def test_a_column_that_is_gone_and_one_the_entry_lacks(self, sim: Simulator, tmp_path: Path) -> None:
        site = self._entry(sim, tmp_path, "generic")
        kept = [column for column in site.columns if column.name == "提案工作"]
        site = site.model_copy(update={"columns": (*kept, Column(path="/old/", name="领导讲话"))})
        changes = check_site(site, SETTINGS, today=TODAY).changes
        assert changes[0].startswith("columns: 领导讲话: gone: ")
        assert changes[1].startswith("columns: the home page also links 工作报告 (")

    def test_a_home_page_that_is_gone_while_the_columns_stand(self, sim: Simulator) -> None:
        site = build("trs", {"baogao": articles(6, 1)})
        site.routes["/"] = status(404)
        base = sim.serve("127.7.1.1", site.routes)
        found = check_site(site_at(base, columns=[{"path": site.column_paths["baogao"]}]), SETTINGS, today=TODAY)
        assert found.ok and found.cms == "trs"
        assert found.warnings == ["home page: gone: status 404"]

    def test_silence(self, sim: Simulator, tmp_path: Path) -> None:
        found = check_site(self._entry(sim, tmp_path), SETTINGS, today=date(2027, 1, 1))
        assert found.changes == ["silent: the newest article is of 2025-03-01"]

    def test_another_committees_articles(self, sim: Simulator, tmp_path: Path) -> None:
        own = [
            replace(item, title=f"中国人民政治协商会议肥西县第十届委员会常务委员会工作报告（{item.number}）")
            for item in articles(6, 1)
        ]
        base = sim.serve("127.7.1.1", build("generic", {"baogao": own}, name="肥西县政协").routes)
        found = check_site(site_at(base, name="济南市市中区政协", division_code="370103"), SETTINGS, today=TODAY)
        assert any(
            change.startswith("division_code: the articles speak for 安徽省合肥市肥西县") for change in found.changes
        )

    def test_robots_that_forbids_now(self, sim: Simulator) -> None:
        base = _serve(sim, robots="User-agent: *\nDisallow: /\n")
        assert check_site(site_at(base), SETTINGS).changes == ["robots.txt forbids the home page"]


def test_the_result_is_json_with_a_stable_shape(sim: Simulator, tmp_path: Path) -> None:
    found = add_site(_serve(sim), SETTINGS, sites_path=tmp_path / "sites.yaml").to_json()
    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        *("id", "name", "base_url", "division_code", "division", "ok", "result", "reason", "changes", "checked_at"),
        *("requests", "home", "robots", "cms", "detected", "columns", "newest", "articles", "warnings", "entry"),
        *("written_to", "layouts", "marked"),
    ]
    assert list(found["columns"][0]) == [
        *("url", "name", "score", "reasons", "read", "links", "total", "newest", "problem"),
    ]
    assert list(found["articles"][0]) == [
        *("url", "listed_title", "verdict", "title", "published_at", "characters", "method", "doc_type"),
        *("organisation", "division_code", "indicators", "anomalies", "problem"),
    ]


class TestTheLayout:
    def test_it_is_told_and_an_article_marked_up_with_it(self, sim: Simulator, tmp_path: Path) -> None:
        found = add_site(_serve(sim), SETTINGS, sites_path=tmp_path / "sites.yaml")
        (layout,) = found.layouts
        assert (layout.pages, layout.certainty) == (6, 1.0)
        assert found.marked is not None
        parts = {line.part.value for line in found.marked.lines}
        assert parts == {"title", "date", "text", "furniture"}

    def test_the_copy_goes_to_the_file_that_is_named(
        self, sim: Simulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        registry, copy = ["--sites", str(tmp_path / "sites.yaml")], tmp_path / "page.html"
        assert main(["sites", "add", _serve(sim), "--html", str(copy), *registry]) == 0
        assert "background:#c9f2c7" in copy.read_text(encoding="utf-8")
        assert json.loads(capsys.readouterr().out)["marked"]["lines"]


class TestTheCommands:
    def test_add_then_show_list_validate_and_check(
        self, sim: Simulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        registry = ["--sites", str(tmp_path / "sites.yaml")]
        base = _serve(sim, name="政协济南市市中区委员会")

        def printed(*arguments: str) -> tuple[int, Any]:
            code = main(["sites", *arguments, *registry])
            return code, json.loads(capsys.readouterr().out)

        code, added = printed("add", base, "--id", "jinan-shizhong")
        assert (code, added["ok"], added["id"], added["division_code"]) == (0, True, "jinan-shizhong", "370103")
        code, shown = printed("show", "jinan-shizhong")
        assert (code, shown["base_url"], shown["status"]) == (0, base, "active")
        assert printed("list") == (0, [{key: shown[key] for key in printed("list")[1][0]}])
        assert printed("validate") == (0, {"valid": True, "sites": 1})
        code, checked = printed("check", "jinan-shizhong")
        assert (code, checked["ok"]) == (0, True)

    def test_a_site_that_cannot_be_read_ends_with_one(
        self, sim: Simulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        base = sim.serve("127.7.1.1", {"/": status(500)})
        assert main(["sites", "add", base, "--sites", str(tmp_path / "sites.yaml")]) == 1
        assert json.loads(capsys.readouterr().out)["written_to"] is None

    def test_a_mistake_in_the_registry_ends_with_two_and_its_place(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "sites.yaml"
        path.write_text("- id: a\n  nam: b\n", encoding="utf-8")
        assert main(["sites", "validate", "--sites", str(path)]) == 2
        assert f"{path}:2: a: nam: unknown field: did you mean name?" in capsys.readouterr().err
