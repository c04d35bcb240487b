"""``cppcc sites verify`` against real local servers: what becomes active, what is told, and that nothing is touched."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from cppcc_archive.cli import main
from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.errors import SettingsError
from cppcc_archive.jobs.verifying import Verified, changes_of, diff_of, unverified, verify_sites
from cppcc_archive.sites.registry import load
from tests.sim import Reply, Simulator, build
from tests.sim.content import articles
from tests.sim.faults import status

SETTINGS = CrawlSettings(contact=None, timeout_seconds=8.0, retries=0, backoff_seconds=0.02)
TODAY = date(2025, 4, 1)


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def entry(site_id: str, base: str, name: str = "云山区政协", more: str = "") -> str:
    return (
        f"- id: {site_id}\n  name: {name}\n  base_url: {base}\n  delay_seconds: 0\n  allow_private_address: true\n"
        f"  status: unverified\n{more}"
    )


def serve(
    sim: Simulator, address: str = "127.7.2.1", family: str = "hanweb", newest: date = date(2025, 3, 1), **more: object
) -> str:
    columns = {"baogao": articles(12, 1, newest), "tian": articles(7, 2, newest)}
    site = build(family, columns, **more)  # type: ignore[arg-type]
    return sim.serve(address, site.routes)


def verified(tmp_path: Path, *entries: str) -> tuple[list[Verified], str]:
    file = tmp_path / "sites.yaml"
    file.write_text("# mine\n\n" + "\n".join(entries), encoding="utf-8")
    registry = load(file)
    found = sorted(verify_sites(unverified(registry), SETTINGS, TODAY), key=lambda one: one.site.id)
    return found, diff_of(changes_of(registry, found))


def test_a_site_that_is_what_its_entry_says_becomes_active(sim: Simulator, tmp_path: Path) -> None:
    _, diff = verified(tmp_path, entry("yunshan", serve(sim)))
    assert "-  status: unverified\n+  status: active\n" in diff
    [comment] = [line for line in diff.splitlines() if line.startswith("+# ")]
    assert comment.startswith("+# verify 2025-04-01: answers; named in title and footer; family hanweb (")
    assert comment.endswith("2 of 2 columns list 10 articles on their first pages, newest 2025-03-01")


def test_the_diff_is_one_that_patch_takes_and_the_file_is_not_touched(sim: Simulator, tmp_path: Path) -> None:
    given = entry("yunshan", serve(sim))
    _, diff = verified(tmp_path, given)
    file = tmp_path / "sites.yaml"
    assert file.read_text(encoding="utf-8") == f"# mine\n\n{given}"
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff.encode(), check=True)
    assert [site.status for site in load(file).sites] == ["active"]


def test_a_dead_site_is_told_and_stays_unverified(sim: Simulator, tmp_path: Path) -> None:
    [found], diff = verified(tmp_path, entry("yunshan", "http://127.7.2.9:9/"))
    assert found.remark.status is None
    assert found.remark.text.startswith("2025-04-01: ")
    assert "127.7.2.9:9" in found.remark.text or "connect" in found.remark.text
    assert "status: active" not in diff


def test_a_site_of_another_committee_is_told_by_its_name(sim: Simulator, tmp_path: Path) -> None:
    [found], diff = verified(tmp_path, entry("qinghe", serve(sim), "青河县政协"))
    assert "the title names 云山区政协, not 青河县政协" in found.remark.text
    assert "status: active" not in diff


def test_a_site_that_names_no_committee_is_told(sim: Simulator, tmp_path: Path) -> None:
    [found], _ = verified(tmp_path, entry("yunshan", serve(sim, name="云山区大数据局")))
    assert "neither title nor footer names 云山区政协" in found.remark.text


def test_another_family_a_dead_column_and_years_of_silence_are_told(sim: Simulator, tmp_path: Path) -> None:
    more = "  cms: vsb\n  columns: [{path: /gone/, name: 旧闻}, {path: /, name: 首页}]\n"
    [found], _ = verified(tmp_path, entry("yunshan", serve(sim), more=more))
    assert "cms: the entry says vsb" in found.remark.text
    assert "columns: 旧闻: " in found.remark.text
    assert found.remark.status is None


def test_one_bad_site_costs_that_one_only(sim: Simulator, tmp_path: Path) -> None:
    evil = build("generic", {"baogao": articles(3, 1)})
    evil.routes["/"] = Reply("<title>云山\u2028- id: x\n</title>".encode() + b"<div>" * 30_000)
    refusing = sim.serve("127.7.2.5", {"*": status(403)})
    found, diff = verified(
        tmp_path,
        entry("a", sim.serve("127.7.2.4", evil.routes)),
        entry("b", refusing),
        entry("c", serve(sim)),
    )
    assert [one.remark.status for one in found] == [None, None, "active"]
    assert sum(line.startswith("+") and not line.startswith("+++") for line in diff.splitlines()) == 4


def test_sites_of_one_host_are_asked_one_after_the_other(sim: Simulator, tmp_path: Path) -> None:
    base = serve(sim)
    found, _ = verified(tmp_path, entry("a", base), entry("b", base, more="  columns: [{path: /}]\n"))
    assert len(found) == 2
    asked = sim.requests(base)
    assert all(one.end <= other.start for one, other in pairwise(asked))


def test_a_site_beyond_this_machine_needs_a_contact(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CPPCC_CONTACT"):
        verified(tmp_path, entry("yunshan", "http://zx.yunshan.example"))


def test_only_unverified_entries_are_visited(sim: Simulator, tmp_path: Path) -> None:
    base = serve(sim)
    found, diff = verified(tmp_path, entry("yunshan", base).replace("unverified", "paused"))
    assert (found, diff, sim.requests(base)) == ([], "", [])


class TestCommand:
    def test_prints_a_diff_and_writes_only_when_asked(
        self, sim: Simulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "sites.yaml"
        recent = date.today() - timedelta(days=30)
        text = entry("yunshan", serve(sim, newest=recent)) + entry("qinghe", "http://127.7.2.9:9/", "青河县政协")
        file.write_text(text, encoding="utf-8")
        assert main(["sites", "verify", "yunshan", "--sites", str(file)]) == 0
        diff = capsys.readouterr().out
        assert diff.startswith("--- a/sites.yaml\n+++ b/sites.yaml\n")
        assert file.read_text(encoding="utf-8") == text
        assert main(["sites", "verify", "--write", "--sites", str(file)]) == 0
        assert {site.id: site.status.value for site in load(file).sites} == {
            "yunshan": "active",
            "qinghe": "unverified",
        }
        assert file.read_text(encoding="utf-8").count("# verify ") == 2

    def test_an_unknown_id_is_bad_input(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "sites.yaml"
        file.write_text(entry("yunshan", "http://127.7.2.9:9/"), encoding="utf-8")
        assert main(["sites", "verify", "yunsham", "--sites", str(file)]) == 2
        assert "did you mean yunshan" in capsys.readouterr().err
