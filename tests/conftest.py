"""Stores for all tests: a folder, and a real S3 server that is started once."""

from __future__ import annotations

import gc
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cppcc_archive.store.base import Store
from cppcc_archive.store.embedded import EmbeddedS3, embedded_s3
from cppcc_archive.store.local import LocalStore

# No test depends on how fast the machine is. Where CI is set, Hypothesis takes the same examples each time.
settings.register_profile("suite", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """What stands once all tests are known stays to the end: the collector need not walk over it again and again."""
    gc.freeze()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[EmbeddedS3]:
    """The embedded S3 server; whoever writes to it takes a prefix of its own."""
    with embedded_s3() as server:
        yield server


@pytest.fixture
def s3_store(s3_server: EmbeddedS3) -> Store:
    """A new, empty store on S3."""
    return s3_server.open_store(uuid.uuid4().hex)


@pytest.fixture
def folder_store(tmp_path: Path) -> Store:
    """A new, empty store in a folder."""
    return LocalStore(tmp_path / "store")


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest) -> Store:
    """A new, empty store of each kind: what holds for one must hold for the other."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
