"""Fixtures of the crawler's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sim import Simulator


@pytest.fixture
def sim() -> Iterator[Simulator]:
    """A running simulator without sites."""
    with Simulator() as simulator:
        yield simulator
