"""How the cost of a piece of work grows with its input, measured so that neither load nor garbage decides."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

MOST = 8
"""Times that four times the input may cost: as far from four, in proportion, as from sixteen."""

NOTICED = 0.05
"""Seconds of CPU below which clock and caches say more than the work."""

ROUNDS = 10
"""Times that a pair is measured before it counts against the work."""


def cpu_seconds(work: Callable[[], object], tries: int) -> float:
    """The least CPU time of several tries of ``work``, the collector off: what the work itself costs, in seconds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return min(_once(work) for _ in range(tries))
    finally:
        if was_on:
            gc.enable()


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work(size)`` costs in proportion to ``work(size / 4)``: four times as much, where a square is sixteen.

    What is over in an instant says nothing of how it grows.
    """
    least, most = by_turns(lambda: work(size // 4), lambda: work(size), MOST, ROUNDS)
    return most < max(MOST * least, NOTICED)


def by_turns(
    small: Callable[[], object], large: Callable[[], object], enough: float, rounds: int
) -> tuple[float, float]:
    """What two pieces of work cost, in seconds of CPU: measured by turns, each by its least, until one costs less than
    ``enough`` times the other. A busy machine only ever adds to one of them, so it can make this slower and not false.
    """
    least, most = float("inf"), float("inf")
    for _ in range(rounds):
        least = min(least, cpu_seconds(small, tries=1))
        most = min(most, cpu_seconds(large, tries=1))
        if most < enough * least:
            break
    return least, most


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
