"""How far a command is: a bar with what is left on a terminal, and nothing elsewhere, where its log lines tell."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int | None], None]
"""Told how much is done, and of how much; None where that is not known."""


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A bar on stderr while the block runs; log lines stand above it, the answer on stdout is as without it."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
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
