"""The other end of :mod:`.worker`: a process that reads files, started when the first comes, anew when one kills it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import IO

from cppcc_archive.files.answers import reading_from_json
from cppcc_archive.files.model import FileReading, Limits
from cppcc_archive.files.sniff import kind_of

_WALL = 5
"""Times the seconds of processor time that a file may take by the clock: the machine may be busy."""
_MOST_ANSWER = 256 << 20
_LIMITS = Limits()
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "HOME", "SYSTEMROOT")
"""What the worker inherits of our environment: no credentials."""


@dataclass(slots=True)
class FileReader:
    """Reads files in a process of its own. Close it (it is a context manager) to let the process go.

    ``ocr`` lets scans be read where the extra ``ocr`` is installed. Not for several threads at once.
    """

    limits: Limits = _LIMITS
    ocr: bool = True
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> FileReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.kill()
        self._process.wait()
        self._process = None

    def read(self, body: bytes, url: str) -> FileReading:
        """Read one file, which was served from ``url``. Never raises for anything a file can do: what killed the
        process is the reading's ``problem``."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        asked = {"bytes": len(body), "url": url, "limits": list(self.limits), "ocr": self.ocr}
        try:
            process.stdin.write(json.dumps(asked).encode() + b"\n" + body)
            process.stdin.flush()
            answer = _Answer(process.stdout, time.monotonic() + self._longest).whole()
            return reading_from_json(json.loads(answer))
        except TimeoutError:
            problem = f"it takes more than {self._longest} seconds"
        except (OSError, EOFError, ValueError, TypeError, KeyError, IndexError):
            problem = self._death(process)
        self.close()
        return FileReading(kind_of(body), problem=problem)

    @property
    def _longest(self) -> int:
        """Seconds by the clock."""
        return _WALL * (self.limits.seconds + self.ocr * self.limits.ocr_pages * self.limits.ocr_seconds)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment = kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "cppcc_archive.files.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        return self._process

    def _death(self, process: subprocess.Popen[bytes]) -> str:
        """What a process died of that gave no answer."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        if process.returncode is None:
            return "its reader gave no answer that can be read"
        if process.returncode == -signal.SIGXCPU:
            return f"it takes more than {self.limits.seconds} seconds of processor time"
        if process.returncode < 0:
            return f"it brought its reader down ({signal.Signals(-process.returncode).name})"
        return f"it ended its reader (exit {process.returncode})"


@dataclass(slots=True)
class _Answer:
    """Reads one answer, until a moment of the monotonic clock."""

    pipe: IO[bytes]
    until: float

    def whole(self) -> bytes:
        header = b""
        while not header.endswith(b"\n"):
            header += self._some(1)
        length = int(header)
        if length > _MOST_ANSWER:
            raise ValueError("an answer beyond all limits")
        parts: list[bytes] = []
        while length:
            part = self._some(min(length, 1 << 16))
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _some(self, most: int) -> bytes:
        ready, _, _ = select.select([self.pipe], [], [], max(0.0, self.until - time.monotonic()))
        if not ready:
            raise TimeoutError
        found = os.read(self.pipe.fileno(), most)
        if not found:
            raise EOFError
        return found
