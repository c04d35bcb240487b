"""The store's interface. Keys are relative, ``/``-separated, ASCII, never start with ``/`` and never hold ``..``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping


class Store(ABC):
    """A folder or an S3 prefix. Objects are written once and never changed; tables are Delta's business."""

    uri: str

    @abstractmethod
    def put_new(self, key: str, data: bytes) -> None:
        """Write ``data`` under a key that must be free (``If-None-Match: *``); raises ObjectExistsError otherwise."""

    @abstractmethod
    def get(self, key: str, offset: int = 0, length: int | None = None) -> bytes:
        """Read an object or ``length`` bytes of it from ``offset``; raises StoreError naming the key when missing."""

    @abstractmethod
    def exists(self, key: str) -> bool:
        """Whether the object is there."""

    @abstractmethod
    def keys(self, prefix: str) -> Iterator[str]:
        """All keys below ``prefix``, sorted."""

    @abstractmethod
    def table_uri(self, name: str) -> str:
        """The address delta-rs opens the table ``name`` by."""

    @abstractmethod
    def storage_options(self) -> Mapping[str, str]:
        """What delta-rs needs beside the address (endpoint, region, credentials, conditional put)."""

    @abstractmethod
    def prove_conditional_put(self) -> None:
        """Prove that a second write-once put is refused; raises UnsafeStoreError. Cheap after the first time."""
