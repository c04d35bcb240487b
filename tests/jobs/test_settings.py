"""Settings come from the environment; what does not parse is named with its remedy."""

from __future__ import annotations

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
        }
    )
    assert (found.store_uri, found.contact, str(found.sites)) == (
        "s3://archive/cppcc",
        "ops@example.org",
        "my-sites.yaml",
    )
    assert (found.hosts, found.shard_sites, found.night_minutes, found.min_answered) == (8, 10, 30.0, 0.8)


@pytest.mark.parametrize(
    ("name", "value"),
    [("CPPCC_HOSTS", "many"), ("CPPCC_HOSTS", "0"), ("CPPCC_NIGHT_MINUTES", "nan"), ("CPPCC_MIN_ANSWERED", "1.5")],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})


def test_a_store_that_is_not_set_is_an_error_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CPPCC_STORE", raising=False)
    with pytest.raises(SettingsError, match="CPPCC_STORE"):
        Settings.from_environment({}).open_store()
