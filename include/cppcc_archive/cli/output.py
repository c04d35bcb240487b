"""What every command prints its answer with."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cppcc_archive.errors import InputError


def print_json(value: Any) -> None:
    """One value as JSON on stdout, Chinese as Chinese."""
    # Not json.dump, which writes word by word.
    print(json.dumps(value, ensure_ascii=False, indent=1))


def write_answer(data: bytes, file: Path | None) -> None:
    """Bytes as they are to ``file``, or to stdout. Raises InputError when the file cannot be written."""
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise InputError(f"cannot write {file}: {error.strerror}; name another file with --output") from None
