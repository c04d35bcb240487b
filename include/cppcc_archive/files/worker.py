"""The process in which strangers' files are read: one after the other, each within its limits, nothing kept.

Started by :mod:`.process` with our end of two pipes as standard input and output. A request is a line of JSON, then the
file's bytes; an answer is a line with its length, then JSON. It may write no file, and dies with its parent.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import sys
from typing import BinaryIO

from cppcc_archive.files.answers import reading_to_json
from cppcc_archive.files.model import FileReading, Limits
from cppcc_archive.files.ocr import installed_ocr
from cppcc_archive.files.reading import read_file
from cppcc_archive.files.sniff import kind_of

_OCR_MEGABYTES = 6144
"""What the models and their runtime map beside a file's own megabytes."""


def main() -> None:
    """Read files until our input ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not fall among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.disable(logging.CRITICAL)
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    while line := requests.readline():
        asked = json.loads(line)
        body = requests.read(asked["bytes"])
        if len(body) < asked["bytes"]:
            return
        _answer(answers, _read(body, asked["url"], Limits(*asked["limits"]), bool(asked["ocr"])))


def _read(body: bytes, url: str, limits: Limits, wants_ocr: bool) -> FileReading:
    ocr = installed_ocr() if wants_ocr else None
    _bound(limits, with_ocr=ocr is not None)
    try:
        return read_file(body, url, limits, ocr)
    except MemoryError:
        return FileReading(kind_of(body), problem=f"it needs more than {limits.megabytes} MB of memory")
    except RecursionError:
        return FileReading(kind_of(body), problem="it is nested too deeply")
    except Exception as error:  # a library's bug costs this file
        return FileReading(kind_of(body), problem=f"reading it failed: {type(error).__name__}: {error}"[:300])


def _bound(limits: Limits, with_ocr: bool) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.seconds
    if with_ocr:
        seconds += limits.ocr_pages * limits.ocr_seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
    size = (limits.megabytes + (_OCR_MEGABYTES if with_ocr else 0)) << 20
    with contextlib.suppress(ValueError, OSError):  # macOS takes no such limit
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _answer(answers: BinaryIO, reading: FileReading) -> None:
    found = json.dumps(reading_to_json(reading), ensure_ascii=True).encode()
    answers.write(b"%d\n" % len(found) + found)
    answers.flush()


if __name__ == "__main__":
    main()
