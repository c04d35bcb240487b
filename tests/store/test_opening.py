"""From an address to a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from cppcc_archive.errors import SettingsError
from cppcc_archive.store import open_store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.store.s3 import S3Settings, S3Store


def test_the_environment_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPPCC_STORE", str(tmp_path))
    assert open_store().uri == str(tmp_path)
    assert open_store("elsewhere").uri == str(Path("elsewhere").absolute())


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_address_is_an_error_with_its_remedy(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CPPCC_STORE", raising=False)
    with pytest.raises(SettingsError, match="--store or in CPPCC_STORE"):
        open_store(value)


@pytest.mark.parametrize("address", ["gs://bucket/x", "http://host/x", "file://other/x", "s3://", "s3://b/../c"])
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="store"):
        open_store(address)


def test_a_file_url_is_a_folder(tmp_path: Path) -> None:
    assert isinstance(open_store(f"file://{tmp_path}"), LocalStore)


def test_an_s3_address_has_a_bucket_and_a_prefix() -> None:
    store = open_store("s3://bucket/some/prefix/", S3Settings("http://127.0.0.1:1", "cn-north-1", "key", "secret"))
    assert isinstance(store, S3Store)
    assert store.uri == "s3://bucket/some/prefix"
    assert store.table_uri("reports") == "s3://bucket/some/prefix/tables/reports"
    assert dict(store.storage_options()) == {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "cn-north-1",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ALLOW_HTTP": "true",
        "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "false",
        "aws_conditional_put": "etag",
    }


def test_amazon_itself_needs_no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)
    store = S3Store("s3://bucket", S3Settings(region="cn-north-1", access_key_id="key", secret_access_key="secret"))
    assert "AWS_ENDPOINT_URL" not in store.storage_options()


def test_the_usual_aws_variables_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "from-environment")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    options = S3Store("s3://bucket").storage_options()
    assert options["AWS_ACCESS_KEY_ID"] == "from-environment"
    assert options["AWS_SESSION_TOKEN"] == "token"
    assert options["AWS_ENDPOINT_URL"] == "http://127.0.0.1:9"
