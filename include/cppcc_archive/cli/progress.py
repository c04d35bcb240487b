"""How far a command is: a bar with what is left on a terminal, now and then a plain log line elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

LINE_SECONDS = 30.0
"""Seconds between two lines where there is no terminal: a command that is done before says nothing."""

Advance = Callable[[int, int | None], None]
"""Told how much is done, and of how much; None where that is not known."""


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A bar on stderr while the block runs; log lines stand above it, the answer on stdout is as without it."""
    if not sys.stderr.isatty():
        yield _lines(what)
        return
    # As long to import as a short command takes: only for people who watch.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True, redirect_stdout=False)
    with bar, _logs_above():
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _lines(what: str) -> Advance:
    began = said = time.monotonic()

    def advance(done: int, total: int | None) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said < LINE_SECONDS:
            return
        said = now
        left = (now - began) * (total - done) / done if total and done else None
        log.info(
            "%s: %d%s%s",
            what,
            done,
            f" of {total}" if total is not None else "",
            f", about {max(left, 0) / 60:.0f} min left" if left is not None else "",
        )

    return advance


@contextmanager
def _logs_above() -> Iterator[None]:
    """Log to the stream that stands for stderr while there is a bar."""
    handlers = [one for one in logging.getLogger().handlers if isinstance(one, logging.StreamHandler)]
    before = [(one, one.setStream(sys.stderr)) for one in handlers]
    try:
        yield
    finally:
        for one, stream in before:
            if stream is not None:
                one.setStream(stream)
