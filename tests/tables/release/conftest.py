"""The archive that tests of releases release."""

from __future__ import annotations

import pytest

from cppcc_archive.store.base import Store
from tests.archive_kit import Nights
from tests.tables.release.archives import crawled


@pytest.fixture
def nights(folder_store: Store) -> Nights:
    """An archive of two reports, of one publication year and two versions."""
    return crawled(folder_store)
