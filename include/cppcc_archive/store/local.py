"""The archive in a folder: for a laptop, for tests and for network file systems that know hard links."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, BinaryIO

from cppcc_archive.errors import ObjectExistsError, SettingsError, StoreError, UnsafeStoreError
from cppcc_archive.store.base import PROOF, PROOF_KEY, Store, Tagged, checked_key

_SPOOL = ".cppcc/spool"
_LOCK = ".cppcc/lock"


class LocalStore(Store):
    """A folder. An object appears whole under its key or not at all: spooled, synced, then hard-linked to its name.

    A link fails when the name is taken, which is what makes a key write-once even between processes.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder.expanduser().absolute()
        if self._root.exists() and not self._root.is_dir():
            raise SettingsError(f"store {self._root} is a file: give the path of a folder")
        self.uri = str(self._root)
        self._proven = False

    def put_new(self, key: str, data: bytes) -> None:
        """See :class:`Store`."""
        self.prove_conditional_put()
        self._put(key, lambda spool: _ignore(spool.write(data)))

    def put_new_file(self, key: str, file: IO[bytes]) -> None:
        """See :class:`Store`."""
        self.prove_conditional_put()
        file.seek(0)
        self._put(key, lambda spool: shutil.copyfileobj(file, spool, 1 << 20))

    def copy_new(self, source: str, key: str) -> None:
        """See :class:`Store`."""
        try:
            with self._path(source).open("rb") as file:
                self.put_new_file(key, file)
        except FileNotFoundError as error:
            raise StoreError(f"no object {source} in {self.uri}") from error

    def get(self, key: str, offset: int = 0, length: int | None = None) -> bytes:
        """See :class:`Store`."""
        try:
            with self._path(key).open("rb") as file:
                file.seek(offset)
                data = file.read() if length is None else file.read(length)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise StoreError(f"no object {key} in {self.uri}") from error
        except OSError as error:
            raise StoreError(f"cannot read {key} in {self.uri}: {error}") from error
        if length is not None and len(data) != length:
            raise StoreError(f"{key} in {self.uri} ends before byte {offset + length}: the object was cut")
        return data

    def read_tagged(self, key: str) -> Tagged | None:
        """See :class:`Store`."""
        try:
            with self._path(key).open("rb") as file:
                data = file.read()
                written = os.fstat(file.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"cannot read {key} in {self.uri}: {error}") from error
        return Tagged(data, _tag(data), max(0.0, time.time() - written))

    def put_tagged(self, key: str, data: bytes, tag: str | None) -> str:
        """See :class:`Store`. Those who change objects of one folder take turns by a lock on a file in it."""
        path, spool = self._path(key), self._root / _SPOOL / secrets.token_hex(16)
        try:
            spool.parent.mkdir(parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            with (self._root / _LOCK).open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                found = self.read_tagged(key)
                if (found.tag if found else None) != tag:
                    raise ObjectExistsError(f"{key} in {self.uri} was changed by somebody else")
                spool.write_bytes(data)
                spool.replace(path)
        except OSError as error:
            raise StoreError(f"cannot write {key} in {self.uri}: {error}") from error
        return _tag(data)

    def reader(self, key: str, size: int) -> IO[bytes]:
        """See :class:`Store`."""
        try:
            return self._path(key).open("rb")
        except OSError as error:
            raise StoreError(f"cannot read {key} in {self.uri}: {error}") from error

    def exists(self, key: str) -> bool:
        """See :class:`Store`."""
        return self._path(key).is_file()

    def keys(self, prefix: str) -> Iterator[str]:
        """See :class:`Store`."""
        top = self._root / prefix.rpartition("/")[0]
        found = []
        for folder, _, names in os.walk(top):
            base = Path(folder).relative_to(self._root).as_posix()
            found += [name if base == "." else f"{base}/{name}" for name in names]
        yield from sorted(key for key in found if key.startswith(prefix) and not key.startswith(_SPOOL))

    def sizes(self, prefix: str) -> Mapping[str, int]:
        """See :class:`Store`."""
        return {key: self._path(key).stat().st_size for key in self.keys(prefix)}

    def _delete(self, key: str) -> None:
        """See :class:`Store`."""
        self._path(key).unlink(missing_ok=True)

    def table_uri(self, name: str) -> str:
        """See :class:`Store`."""
        return str(self._root / checked_key(f"tables/{name}"))

    def storage_options(self) -> Mapping[str, str]:
        """See :class:`Store`."""
        return {}

    def prove_conditional_put(self) -> None:
        """See :class:`Store`."""
        if self._proven:
            return
        for _ in range(2):
            try:
                self._put(PROOF_KEY, lambda spool: _ignore(spool.write(PROOF)))
            except ObjectExistsError:
                self._proven = True
                return
        raise UnsafeStoreError(f"folder {self.uri} lets one name be written twice: use another file system or S3")

    def _path(self, key: str) -> Path:
        return self._root / checked_key(key)

    def _put(self, key: str, write: Callable[[BinaryIO], None]) -> None:
        path = self._path(key)
        spool = self._root / _SPOOL / secrets.token_hex(16)
        try:
            spool.parent.mkdir(parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            with spool.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            os.link(spool, path)
            _sync_folder(path.parent)
        except FileExistsError as error:
            raise ObjectExistsError(f"{key} is already written in {self.uri}") from error
        except OSError as error:
            raise StoreError(f"cannot write {key} in {self.uri}: {error}{_remedy(error)}") from error
        finally:
            with contextlib.suppress(OSError):
                spool.unlink()


def _tag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut (not only the bytes it points to)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remedy(error: OSError) -> str:
    if error.errno in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
        return " (this file system knows no hard links: choose a folder on another one, or S3)"
    return ""


def _ignore(_: int) -> None:
    """Swallow the count that ``write`` answers with."""
