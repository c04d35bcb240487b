"""How the cost of a piece of work grows with its input, measured so that neither load nor garbage decides."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], tries: int = 5) -> float:
    """The least CPU time of several tries of ``work``, the collector off: what the work itself costs, in seconds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return min(_once(work) for _ in range(tries))
    finally:
        if was_on:
            gc.enable()


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
