"""Settings come from the environment; what does not parse is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from cppcc_archive.errors import SettingsError
from cppcc_archive.jobs.settings import Settings


def test_an_empty_environment_gives_the_documented_defaults() -> None:
    assert Settings.from_environment({}) == Settings()


def test_every_variable_is_read() -> None:
    found = Settings.from_environment(
        {
            "CPPCC_STORE": "s3://archive/cppcc",
            "CPPCC_CONTACT": "ops@example.org",
            "CPPCC_SITES": "my-sites.yaml",
            "CPPCC_HOSTS": "8",
            "CPPCC_SHARD_SITES": "10",
            "CPPCC_NIGHT_MINUTES": "30",
            "CPPCC_MIN_ANSWERED": "0.8",
            "CPPCC_CITE_AT": "https://doi.org/10.5281/zenodo.1",
        }
    )
    assert found.cite_at == "https://doi.org/10.5281/zenodo.1"
    assert (found.store_uri, found.contact, str(found.sites)) == (
        "s3://archive/cppcc",
        "ops@example.org",
        "my-sites.yaml",
    )
    assert (found.hosts, found.shard_sites, found.night_minutes, found.min_answered) == (8, 10, 30.0, 0.8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CPPCC_HOSTS", "many"),
        ("CPPCC_HOSTS", "0"),
        ("CPPCC_HOSTS", "2.5"),
        ("CPPCC_SHARD_SITES", "1e400"),
        ("CPPCC_NIGHT_MINUTES", "nan"),
        ("CPPCC_MIN_ANSWERED", "1.5"),
        ("CPPCC_CITE_AT", "doi:10.5281/zenodo.1"),
        ("CPPCC_CONTACT", "me"),
        ("CPPCC_CONTACT", "me@example.org\r\nX-Evil: 1"),
        ("CPPCC_CONTACT", "联系@example.org"),
        ("CPPCC_CONTACT", "https://[::1/x"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})


@pytest.mark.parametrize(
    "value",
    [
        "a@b",
        "ops@localhost",
        "ops@server.local",
        "ops@127.0.0.1",
        "http://127.0.0.1/x",
        "http://[::1]/x",
        "http://10.1.2.3/about",
        "http://archive:8080/",
        "https://wiki.internal/archive",
        "https:///x",
    ],
)
def test_a_contact_that_reaches_nobody_is_refused_with_the_remedy(value: str) -> None:
    with pytest.raises(SettingsError, match="CPPCC_CONTACT"):
        Settings.from_environment({"CPPCC_CONTACT": value})


@pytest.mark.parametrize(
    "value",
    [
        "ops@example.org",
        "https://example.org/archive?about",
        "https://xn--fiqs8s.xn--fiqs8s/",
        "http://EXAMPLE.org:8080",
        "http://8.8.8.8/x",
    ],
)
def test_a_contact_is_a_mail_or_web_address(value: str) -> None:
    assert Settings.from_environment({"CPPCC_CONTACT": value}).contact == value


def test_a_registry_that_is_not_there_is_a_setting_s_mistake(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CPPCC_SITES"):
        Settings.from_environment({"CPPCC_SITES": str(tmp_path / "none.yaml")}).registry()


@pytest.mark.parametrize("url", ["http://proxy:99999", "ftp://proxy", "http://:80"])
def test_a_proxy_that_is_none_is_refused_before_the_first_request(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", url)
    monkeypatch.delenv("http_proxy", raising=False)
    with pytest.raises(SettingsError, match="HTTP_PROXY"):
        Settings().crawl()


def test_a_slip_in_a_name_is_told(caplog: pytest.LogCaptureFixture) -> None:
    Settings.from_environment({"CPPCC_HOST": "4", "CPPCC_DEMO_FOLDER": "x", "CPPCC_STORE": "y"})
    assert [record.getMessage() for record in caplog.records] == ["CPPCC_HOST is no setting: did you mean CPPCC_HOSTS?"]


def test_a_store_that_is_not_set_is_an_error_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CPPCC_STORE", raising=False)
    with pytest.raises(SettingsError, match="CPPCC_STORE"):
        Settings.from_environment({}).open_store()
