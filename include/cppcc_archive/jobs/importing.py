"""Files and folders of other people's captures into the archive: ``cppcc captures import`` and ``import_captures``."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cppcc_archive.captures.foreign import Found, is_archive, read_archive
from cppcc_archive.captures.saved import read_folder
from cppcc_archive.errors import InputError
from cppcc_archive.jobs.intake import Intake, Taken
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store

log = logging.getLogger(__name__)

PREFIX = "imports/"
"""Where in the store the files lie that the DAG ``import_captures`` takes in, unless it is told another place."""

_PIECE = 1 << 20


def import_path(
    store: Store, registry: Registry, path: Path, *, origin: str = "import", operator: str | None = None
) -> Taken:
    """Take in a WARC, ARC or WACZ file, or a folder: of such files, or of pages saved by hand.

    ``operator`` says who hands it in, for the record. What belongs to no site of the registry is counted and named.
    Raises InputError for what is none of these.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    taken = Taken()
    if path.is_dir():
        archives = [one for one in sorted(path.rglob("*")) if one.is_file() and is_archive(one)]
        for file in archives:
            if not file.name.endswith((".zip", ".docx", ".xlsx", ".ofd")):
                _import(store, registry, read_archive(file), _digest(file), file.name, origin, operator, taken)
        _import(store, registry, read_folder(path), _name_digest(path), path.name, origin, operator, taken)
    else:
        _import(store, registry, read_archive(path), _digest(path), path.name, origin, operator, taken)
    return taken


def import_stream(
    store: Store, registry: Registry, stream: IO[bytes], name: str, *, operator: str | None = None
) -> Taken:
    """The same from a stream (standard input, an object)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name.rpartition("/")[2] or "stream")
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file, _PIECE)
        return import_path(store, registry, path, operator=operator)


def import_prefix(store: Store, registry: Registry, prefix: str = PREFIX, *, operator: str | None = None) -> Taken:
    """Every file below ``prefix`` of the store itself. Raises InputError when there is none."""
    keys = [key for key in store.keys(prefix) if not key.endswith("/")]
    if not keys:
        raise InputError(f"nothing lies under {store.uri}/{prefix}: put WARC, ARC or WACZ files there")
    whole = Taken()
    for key in keys:
        with _local_copy(store, key) as path:
            if not is_archive(path):
                log.warning("%s is no WARC, ARC or WACZ file: left alone", key)
                whole.problems.append(f"{key}: is no WARC, ARC or WACZ file")
                continue
            _import(store, registry, read_archive(path, key), _digest(path), key, "import", operator, whole)
    return whole


@contextmanager
def _local_copy(store: Store, key: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / key.rpartition("/")[2]
        path.write_bytes(store.get(key))
        yield path


def _import(
    store: Store,
    registry: Registry,
    records: Iterable[Found],
    digest: str,
    name: str,
    origin: str,
    operator: str | None,
    taken: Taken,
) -> None:
    intake = Intake(store, registry.sites, f"import-{digest[:16]}", operator, taken)
    source = f"{name} ({operator})" if operator else name
    for record in records:
        intake.take(record, origin, source)
    intake.commit()
    log.info("%s: %d records, %d captures taken in so far", name, taken.records, taken.captures)


def _digest(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_PIECE):
            made.update(chunk)
    return made.hexdigest()


def _name_digest(folder: Path) -> str:
    """A name for a folder's run: by what lies in it, so that a folder that grew is another run."""
    names = sorted(f"{path.relative_to(folder)} {path.stat().st_size}" for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()
