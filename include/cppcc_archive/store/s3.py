"""The archive in a bucket: Amazon S3, or any server that speaks it and honours conditional writes."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from botocore.loaders import Loader
from botocore.session import get_session

from cppcc_archive.errors import ArchiveError, ObjectExistsError, SettingsError, StoreError, UnsafeStoreError
from cppcc_archive.store.base import PROOF, PROOF_KEY, Stamp, Store, Tagged, checked_key
from cppcc_archive.store.endpoint import ATTEMPTS, bypass_proxy, config_for, configured_endpoint, is_loopback

if TYPE_CHECKING:
    from botocore.credentials import ReadOnlyCredentials
    from mypy_boto3_s3 import S3Client

log = logging.getLogger(__name__)

_PIECE = 1 << 20
_CONFLICT_PAUSE_SECONDS = 0.2
_NO_CREDENTIALS = "no credentials for {}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
_CHANGED = frozenset({"412", "PreconditionFailed", "409", "ConditionalRequestConflict"})
_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
LOCK_VARIABLE = "CPPCC_LOCK_DAYS"
_LOCKED = ("warc/", "manifests/")
"""What cannot be made again: tables, indexes and leases can, or change."""

_LOADER = Loader(extra_search_paths=[Loader.CUSTOMER_DATA_PATH])
"""Reads what boto3 knows of S3, a megabyte of JSON, once a process and not for every store that is opened."""


@dataclass(frozen=True, slots=True)
class S3Settings:
    """Where S3 is and who asks; whatever is None comes the usual AWS ways (environment, profile, instance role)."""

    endpoint_url: str | None = None
    region: str | None = None
    access_key_id: str | None = None
    secret_access_key: str | None = None
    session_token: str | None = None


def _session_of(given: S3Settings) -> boto3.session.Session:
    core = get_session()
    core.register_component("data_loader", _LOADER)
    session = boto3.session.Session(
        aws_access_key_id=given.access_key_id,
        aws_secret_access_key=given.secret_access_key,
        aws_session_token=given.session_token,
        region_name=given.region,
        botocore_session=core,
    )
    # Every session adds boto3's own folder once more.
    _LOADER.search_paths[:] = dict.fromkeys(_LOADER.search_paths)
    return session


class S3Store(Store):
    """``s3://bucket/prefix``. boto3 resolves endpoint, region and credentials once for every reader and writer here."""

    def __init__(self, uri: str, settings: S3Settings | None = None) -> None:
        parts = urlsplit(uri)
        if not parts.netloc or parts.query or parts.fragment:
            raise SettingsError(f"store {uri!r} names no bucket: write it as s3://bucket/prefix")
        self.bucket = parts.netloc
        path = parts.path.strip("/")
        try:
            self._prefix = f"{checked_key(path)}/" if path else ""
        except StoreError as error:
            raise SettingsError(f"store {uri!r}: {error}") from error
        self.uri = f"s3://{self.bucket}/{path}".rstrip("/")
        self._proven = self._swaps = False
        self._lock_days = _lock_days_of(os.environ.get(LOCK_VARIABLE))
        self._proving = threading.RLock()
        given = settings or S3Settings()
        try:
            self._session = _session_of(given)
            self.region: str = self._session.region_name or "us-east-1"
            endpoint = given.endpoint_url or configured_endpoint()
            self._client: S3Client = self._session.client(
                "s3", region_name=self.region, endpoint_url=endpoint, config=config_for(endpoint)
            )
        except (BotoCoreError, ValueError) as error:
            raise SettingsError(f"S3 settings for {self.uri} cannot be used: {error}") from error
        # Only a server of one's own is named to other readers: they know Amazon's regional hosts themselves.
        found = str(self._client.meta.endpoint_url)
        self.endpoint_url: str | None = None if ".amazonaws.com" in found else found
        if self.endpoint_url and is_loopback(self.endpoint_url):
            bypass_proxy(self.endpoint_url)

    def put_new(self, key: str, data: bytes) -> None:
        """See :class:`Store`."""
        self.prove_conditional_put()
        retried = self._put(key, data)
        if retried and self.get(key) != data:
            raise ObjectExistsError(f"{self.uri}/{key} is already written")

    def put_new_file(self, key: str, file: IO[bytes]) -> None:
        """See :class:`Store`. One request up to S3's limit of 5 GB."""
        self.prove_conditional_put()
        if self._put(key, file):
            file.seek(0)
            if self.get(key) != file.read():
                raise ObjectExistsError(f"{self.uri}/{key} is already written")

    def copy_new(self, source: str, key: str) -> None:
        """See :class:`Store`. Up to S3's limit of 5 GB; not every server heeds conditions of copies."""
        if self.exists(key):
            raise ObjectExistsError(f"{self.uri}/{key} is already written")
        place = f"{self.bucket}/{self._key(source)}"
        try:
            self._client.copy_object(Bucket=self.bucket, Key=self._key(key), CopySource=place)
        except ClientError as error:
            if _code(error) in _MISSING:
                raise StoreError(f"no object {source} in {self.uri}") from error
            raise self._failed("copy", source, error) from error
        except BotoCoreError as error:
            raise self._failed("copy", source, error) from error

    def get(self, key: str, offset: int = 0, length: int | None = None) -> bytes:
        """See :class:`Store`."""
        if length == 0:
            return b""
        end = "" if length is None else offset + length - 1
        try:
            # The range of everything is refused for an empty object, so it is only sent when a part is wanted.
            if offset or length is not None:
                answer = self._client.get_object(Bucket=self.bucket, Key=self._key(key), Range=f"bytes={offset}-{end}")
            else:
                answer = self._client.get_object(Bucket=self.bucket, Key=self._key(key))
            data = answer["Body"].read()
        except ClientError as error:
            code = _code(error)
            if code in _MISSING:
                raise StoreError(f"no object {key} in {self.uri}") from error
            if code in ("416", "InvalidRange"):
                raise StoreError(f"{key} in {self.uri} ends before byte {offset}: the object was cut") from error
            raise self._failed("read", key, error) from error
        except BotoCoreError as error:
            raise self._failed("read", key, error) from error
        if length is not None and len(data) != length:
            raise StoreError(f"{key} in {self.uri} ends before byte {offset + length}: the object was cut")
        return data

    def read_tagged(self, key: str) -> Tagged | None:
        """See :class:`Store`."""
        try:
            answer = self._client.get_object(Bucket=self.bucket, Key=self._key(key))
            data = answer["Body"].read()
        except ClientError as error:
            if _code(error) in _MISSING:
                return None
            raise self._failed("read", key, error) from error
        except BotoCoreError as error:
            raise self._failed("read", key, error) from error
        now = parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
        return Tagged(data, answer["ETag"], max(0.0, (now - answer["LastModified"]).total_seconds()))

    def stamps(self, prefix: str, most: int) -> Mapping[str, Stamp] | None:
        """See :class:`Store`. A request for each thousand."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._prefix + prefix)
        found: dict[str, Stamp] = {}
        try:
            for page in pages:
                now = parsedate_to_datetime(page["ResponseMetadata"]["HTTPHeaders"]["date"])
                for item in page.get("Contents", []):
                    age = max(0.0, (now - item["LastModified"]).total_seconds())
                    found[item["Key"].removeprefix(self._prefix)] = Stamp(item["ETag"], age, item["Size"])
                if len(found) > most or (page.get("IsTruncated") and len(found) == most):
                    return None
        except (ClientError, BotoCoreError) as error:
            raise self._failed("list", prefix, error) from error
        return found

    def put_tagged(self, key: str, data: bytes, tag: str | None) -> str:
        """See :class:`Store`."""
        self._look_at_if_match()
        try:
            if tag is None:
                answer = self._client.put_object(Bucket=self.bucket, Key=self._key(key), Body=data, IfNoneMatch="*")
            else:
                answer = self._client.put_object(Bucket=self.bucket, Key=self._key(key), Body=data, IfMatch=tag)
        except ClientError as error:
            if _code(error) not in (*_CHANGED, *_MISSING):
                raise self._failed("write", key, error) from error
            # A repeated try may have been refused because of our own first one, whose answer was lost.
            found = self.read_tagged(key)
            if found is None or found.data != data:
                raise ObjectExistsError(f"{self.uri}/{key} was changed by somebody else") from error
            return found.tag
        except BotoCoreError as error:
            raise self._failed("write", key, error) from error
        return answer["ETag"]

    def _look_at_if_match(self) -> None:
        """Say once when the server ignores ``If-Match``: two runs are then not kept apart, though nothing is lost."""
        with self._proving:
            if self._swaps:
                return
            self.prove_conditional_put()
            self._swaps = True
        try:
            self._client.put_object(Bucket=self.bucket, Key=self._key(PROOF_KEY), Body=PROOF, IfMatch='"0"')
        except ClientError as error:
            if _code(error) not in (*_CHANGED, *_MISSING):
                raise self._failed("write", PROOF_KEY, error) from error
        except BotoCoreError as error:
            raise self._failed("write", PROOF_KEY, error) from error
        else:
            log.warning(
                "%s ignores 'If-Match': two crawls at once are not kept from one host; use a server that honours it",
                self.endpoint_url or "S3",
            )

    def exists(self, key: str) -> bool:
        """See :class:`Store`."""
        try:
            self._client.head_object(Bucket=self.bucket, Key=self._key(key))
        except ClientError as error:
            if _code(error) in _MISSING:
                return False
            raise self._failed("look at", key, error) from error
        except BotoCoreError as error:
            raise self._failed("look at", key, error) from error
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """See :class:`Store`."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._prefix + prefix)
        try:
            for page in pages:
                for item in page.get("Contents", []):
                    yield item["Key"].removeprefix(self._prefix)
        except (ClientError, BotoCoreError) as error:
            raise self._failed("list", prefix, error) from error

    def sizes(self, prefix: str) -> Mapping[str, int]:
        """See :class:`Store`. A request for each thousand."""
        return {key: stamp.size for key, stamp in (self.stamps(prefix, sys.maxsize) or {}).items()}

    def _delete(self, key: str) -> None:
        try:
            self._client.delete_object(Bucket=self.bucket, Key=self._key(key))
        except (ClientError, BotoCoreError) as error:
            raise self._failed("delete", key, error) from error

    def table_uri(self, name: str) -> str:
        """See :class:`Store`."""
        return f"{self.uri}/{checked_key(f'tables/{name}')}"

    def storage_options(self) -> Mapping[str, str]:
        """See :class:`Store`. Taken anew for every table opened, so that rotating credentials stay fresh."""
        held = self.credentials()
        options = {
            "AWS_ACCESS_KEY_ID": held.access_key or "",
            "AWS_SECRET_ACCESS_KEY": held.secret_key or "",
            "AWS_REGION": self.region,
            "aws_conditional_put": "etag",
        }
        if held.token:
            options["AWS_SESSION_TOKEN"] = held.token
        if self.endpoint_url:
            options["AWS_ENDPOINT_URL"] = self.endpoint_url
            options["AWS_VIRTUAL_HOSTED_STYLE_REQUEST"] = "false"
            options["AWS_ALLOW_HTTP"] = str(self.endpoint_url.startswith("http://")).lower()
        return options

    def credentials(self) -> ReadOnlyCredentials:
        """The access key in force now; raises SettingsError when there is none anywhere."""
        held = self._session.get_credentials()
        if held is None:
            raise SettingsError(_NO_CREDENTIALS.format(self.uri))
        return held.get_frozen_credentials()

    def prove_conditional_put(self) -> None:
        """See :class:`Store`. One request where the store was used before, two on the first day; never trusted from
        an earlier process, since the server behind an address can change."""
        with self._proving:  # many sites begin at once
            if self._proven:
                return
            for _ in range(2):
                try:
                    retried = self._put(PROOF_KEY, PROOF)
                except ObjectExistsError:
                    retried = True
                if retried:
                    self._proven = True
                    return
        raise UnsafeStoreError(
            f"{self.endpoint_url or 'S3'} wrote {self.uri}/{PROOF_KEY} twice: it ignores 'If-None-Match: *', so nights "
            "would overwrite each other; use a server that honours conditional writes (S3, SeaweedFS, MinIO)"
        )

    def _key(self, key: str) -> str:
        return self._prefix + checked_key(key)

    def _put(self, key: str, body: bytes | IO[bytes]) -> bool:
        """Write once. True when the key was taken but a repeated try may have been refused because of our own
        first one, whose answer was lost: then the content tells. Raises ObjectExistsError when nothing was repeated."""
        repeated = False
        for attempt in range(ATTEMPTS):
            if not isinstance(body, bytes):
                body.seek(0)
            try:
                held = self._retention(key, body)
                self._client.put_object(Bucket=self.bucket, Key=self._key(key), Body=body, IfNoneMatch="*", **held)
            except ClientError as error:
                repeated |= error.response["ResponseMetadata"].get("RetryAttempts", 0) > 0
                if _code(error) in ("412", "PreconditionFailed"):
                    if repeated:
                        return True
                    raise ObjectExistsError(f"{self.uri}/{key} is already written") from error
                # 409: another conditional write to the key is under way; who won shows when asked again.
                if _code(error) not in ("409", "ConditionalRequestConflict") or attempt == ATTEMPTS - 1:
                    raise self._failed("write", key, error) from error
                time.sleep(_CONFLICT_PAUSE_SECONDS * 2**attempt)
            except BotoCoreError as error:
                raise self._failed("write", key, error) from error
            else:
                return False
        raise AssertionError("every turn of the loop returns or raises")

    def _retention(self, key: str, body: bytes | IO[bytes]) -> dict[str, Any]:
        """How long nobody may delete or change the object, where the operator wants that."""
        if not self._lock_days or not key.startswith(_LOCKED):
            return {}
        made = hashlib.md5(usedforsecurity=False)
        if isinstance(body, bytes):
            made.update(body)
        else:
            while piece := body.read(_PIECE):
                made.update(piece)
            body.seek(0)
        return {
            # Operators with a right of their own can lift it; nobody else, and no mistake.
            "ObjectLockMode": "GOVERNANCE",
            "ObjectLockRetainUntilDate": datetime.now(UTC) + timedelta(days=self._lock_days),
            "ContentMD5": base64.b64encode(made.digest()).decode("ascii"),
        }

    def _failed(self, verb: str, key: str, error: Exception) -> ArchiveError:
        if isinstance(error, ClientError):
            code = _code(error)
            if code == "InvalidRequest" and self._lock_days and key.startswith(_LOCKED):
                return SettingsError(
                    f"{LOCK_VARIABLE} is set and bucket {self.bucket} keeps no object locks: make a bucket with object "
                    f"lock (it cannot always be switched on later) and copy the archive there, or unset {LOCK_VARIABLE}"
                )
            if code == "NoSuchBucket":
                return StoreError(f"there is no bucket {self.bucket}: create it, or correct CPPCC_STORE ({self.uri})")
            if code in ("403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"):
                return StoreError(f"not allowed to {verb} {self.uri}/{key} ({code}): check the AWS credentials")
        if isinstance(error, NoCredentialsError):
            return SettingsError(_NO_CREDENTIALS.format(self.uri))
        return StoreError(f"cannot {verb} {self.uri}/{key}: {error}")


def _lock_days_of(text: str | None) -> int:
    """A number of days from the environment, 0 where nothing is set; SettingsError for anything else."""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= 36500):
        raise SettingsError(f"{LOCK_VARIABLE}={text!r} is no number of days from 1 to 36500; unset it for no lock")
    return int(text)


def _code(error: ClientError) -> str:
    return error.response["Error"].get("Code", "")
