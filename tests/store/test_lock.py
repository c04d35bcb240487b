"""Object lock: where the operator asks for it, nobody deletes what cannot be made again."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from cppcc_archive.errors import ObjectExistsError, SettingsError
from cppcc_archive.jobs.exporting import verify
from cppcc_archive.store.embedded import EmbeddedS3
from cppcc_archive.store.s3 import LOCK_VARIABLE, S3Store
from tests.archive_kit import Nights, report_page

KEY = "warc/a/2026/a.warc.gz"


@pytest.fixture
def locked(s3_server: EmbeddedS3, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    """A store in a bucket that keeps locks, its objects locked for thirty days."""
    monkeypatch.setenv(LOCK_VARIABLE, "30")
    bucket = f"locked-{uuid.uuid4().hex}"
    store = S3Store(f"s3://{bucket}/x", s3_server.settings)
    store._client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
    return store


@pytest.mark.parametrize("as_file", [False, True], ids=["bytes", "file"])
def test_a_warc_object_is_held_for_the_days_that_were_asked_for(locked: S3Store, as_file: bool) -> None:
    if as_file:
        locked.put_new_file(KEY, io.BytesIO(b"records"))
    else:
        locked.put_new(KEY, b"records")
    where = {"Bucket": locked.bucket, "Key": f"x/{KEY}"}
    held = locked._client.get_object_retention(**where)["Retention"]
    assert held["Mode"] == "GOVERNANCE"
    assert abs(held["RetainUntilDate"] - datetime.now(UTC) - timedelta(days=30)) < timedelta(hours=1)
    version = locked._client.head_object(**where)["VersionId"]
    with pytest.raises(ClientError, match="AccessDenied"):
        locked._client.delete_object(**where, VersionId=version)
    with pytest.raises(ObjectExistsError):
        locked.put_new(KEY, b"others")
    assert locked.get(KEY) == b"records"


def test_what_changes_or_can_be_made_again_is_not_held(locked: S3Store) -> None:
    locked.put_new("cdxj/a.cdxj", b"index")
    tag = locked.put_tagged(".cppcc/leases/a", b"1", None)
    locked.put_tagged(".cppcc/leases/a", b"2", tag)
    with pytest.raises(ClientError):
        locked._client.get_object_retention(Bucket=locked.bucket, Key="x/cdxj/a.cdxj")


class TestRemedies:
    """What docs/ops.md says to do about objects that were deleted or written over, and about a bucket without locks."""

    def test_what_was_deleted_or_written_over_is_named_and_its_former_version_comes_back(self, locked: S3Store) -> None:
        Nights(locked).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
        [key] = [one for one in locked.keys("warc/") if one.endswith(".warc.gz")]
        where = {"Bucket": locked.bucket, "Key": f"x/{key}"}
        client = locked._client
        marker = client.delete_object(**where)["VersionId"]
        assert [key in problem for problem in verify(locked).problems] == [True]
        client.delete_object(**where, VersionId=marker)
        assert verify(locked).problems == []
        other = client.put_object(**where, Body=b"others")["VersionId"]
        assert [key in problem for problem in verify(locked).problems] == [True]
        client.delete_object(**where, VersionId=other)
        assert verify(locked).problems == []

    def test_an_archive_moves_to_a_bucket_that_keeps_locks(
        self, s3_server: EmbeddedS3, locked: S3Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(LOCK_VARIABLE)
        before = s3_server.open_store(uuid.uuid4().hex)
        Nights(before).crawl({"/art/2025/1/7/art_1_1.html": report_page()})
        for key in [*before.keys("warc/"), *before.keys("manifests/")]:
            locked.put_new(key, before.get(key))
        assert (verify(locked).objects, verify(locked).problems) == (1, [])
        [key] = [one for one in locked.keys("warc/") if one.endswith(".warc.gz")]
        held = locked._client.get_object_retention(Bucket=locked.bucket, Key=f"x/{key}")["Retention"]
        assert held["Mode"] == "GOVERNANCE"


def test_a_bucket_without_locks_is_named_with_a_remedy(s3_server: EmbeddedS3, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOCK_VARIABLE, "30")
    store = s3_server.open_store(uuid.uuid4().hex)
    with pytest.raises(SettingsError, match=f"unset {LOCK_VARIABLE}"):
        store.put_new(KEY, b"records")


@pytest.mark.parametrize("text", ["0", "-1", "ten", "1.5", "99999999999"])
def test_a_number_of_days_that_is_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOCK_VARIABLE, text)
    with pytest.raises(SettingsError, match="no number of days"):
        S3Store("s3://bucket/x")
