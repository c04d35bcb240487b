"""The store's interface. Keys are relative, ``/``-separated, ASCII, never start with ``/`` and never hold ``..``."""

from __future__ import annotations

import io
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, cast

from cppcc_archive.errors import StoreError

PROOF_KEY = ".cppcc/proof"
PROOF = b"Written once to prove that this store refuses a second write to the same key (If-None-Match: *).\n"

NOTES = ".cppcc/"
"""What the pipeline notes for itself: it can do without every object below, none is part of the archive."""

TRIES = f"{NOTES}tries/"
"""Where crawls note that a shard of a run was begun."""

_WHOLE = 1 << 20
"""Size up to which one request for all is cheaper than several for parts."""

_KEY = re.compile(r"[!-.0-~]+(/[!-.0-~]+)*")


def checked_key(key: str) -> str:
    """``key`` as it is when it has the form of a key, StoreError otherwise."""
    if not _KEY.fullmatch(key) or ".." in key.split("/") or "\\" in key:
        raise StoreError(f"{key!r} is no store key: relative, '/'-separated printable ASCII without '..' or spaces")
    return key


@dataclass(frozen=True, slots=True)
class Tagged:
    """The state of an object that may change: its bytes, the tag of this very state, and its age in seconds by the
    store's own clock."""

    data: bytes
    tag: str
    age: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a listing tells of an object that may change: the tag of its state, its age in seconds by the store's own
    clock."""

    tag: str
    age: float
    size: int


class Store(ABC):
    """A folder or an S3 prefix. Objects are written once and never changed; tables are Delta's business. Only leases
    change, by :meth:`put_tagged`."""

    uri: str

    @abstractmethod
    def put_new(self, key: str, data: bytes) -> None:
        """Write ``data`` under a key that must be free (``If-None-Match: *``); raises ObjectExistsError otherwise."""

    def put_new_file(self, key: str, file: IO[bytes]) -> None:
        """:meth:`put_new` with the whole content of an open file, so that a large object need not be held in memory."""
        file.seek(0)
        self.put_new(key, file.read())

    @abstractmethod
    def copy_new(self, source: str, key: str) -> None:
        """Write what lies under ``source`` under a key that must be free, without its bytes coming here where the store
        can do that. Raises StoreError when there is no source, ObjectExistsError for a key that is taken."""

    @abstractmethod
    def get(self, key: str, offset: int = 0, length: int | None = None) -> bytes:
        """Read an object or ``length`` bytes of it from ``offset``; raises StoreError naming the key when it is
        missing or ends before."""

    def reader(self, key: str, size: int) -> IO[bytes]:
        """An object of ``size`` bytes to read here and there; small ones are fetched whole."""
        if size <= _WHOLE:
            return io.BytesIO(self.get(key))
        return cast(IO[bytes], _Ranges(self, key, size))

    @abstractmethod
    def read_tagged(self, key: str) -> Tagged | None:
        """The present state of an object that may change; None when there is none."""

    def stamps(self, prefix: str, most: int) -> Mapping[str, Stamp] | None:
        """The stamps of all objects below ``prefix``, in far fewer requests than objects; None where there are more
        than ``most``, and where a look at each costs no more (here)."""
        return None

    @abstractmethod
    def put_tagged(self, key: str, data: bytes, tag: str | None) -> str:
        """Replace the state ``tag`` (None: no object yet) by ``data``; the tag of the new one.

        Raises ObjectExistsError when somebody else changed the object meanwhile. ``data`` must differ from every
        earlier state.
        """

    @abstractmethod
    def exists(self, key: str) -> bool:
        """Whether the object is there."""

    @abstractmethod
    def keys(self, prefix: str) -> Iterator[str]:
        """All keys below ``prefix``, sorted."""

    def drop_notes(self, prefix: str, seconds: float) -> int:
        """Delete the notes below ``prefix`` that are older by the store's own clock; how many. Nothing else can be
        deleted: StoreError for a prefix that is not below :data:`NOTES`."""
        if not (prefix.startswith(NOTES) and prefix.endswith("/") and prefix != NOTES):
            raise StoreError(f"{prefix}: only notes in folders below {NOTES} can be deleted")
        stamps, dropped = self.stamps(prefix, sys.maxsize) or {}, 0
        for key in list(self.keys(checked_key(prefix[:-1]) + "/")):
            found = stamps.get(key) or self.read_tagged(key)
            if found is not None and found.age > seconds:
                self._delete(key)
                dropped += 1
        return dropped

    @abstractmethod
    def _delete(self, key: str) -> None:
        """Delete an object that may be gone already; see :meth:`drop_notes`."""

    @abstractmethod
    def sizes(self, prefix: str) -> Mapping[str, int]:
        """The bytes of all objects below ``prefix`` by their keys."""

    @abstractmethod
    def table_uri(self, name: str) -> str:
        """The address delta-rs opens the table ``name`` by."""

    @abstractmethod
    def storage_options(self) -> Mapping[str, str]:
        """What delta-rs needs beside the address (endpoint, region, credentials, conditional put)."""

    @abstractmethod
    def prove_conditional_put(self) -> None:
        """Prove that a second write-once put is refused; raises UnsafeStoreError. Cheap after the first time."""


class _Ranges(io.RawIOBase):
    """A stored object as a seekable file; every read is a request for that range."""

    def __init__(self, store: Store, key: str, size: int) -> None:
        self._store, self._key, self._size, self._at = store, key, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        length = self._size - self._at if size is None or size < 0 else min(size, self._size - self._at)
        data = self._store.get(self._key, self._at, length) if length > 0 else b""
        self._at += len(data)
        return data
