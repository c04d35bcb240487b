"""The manifest of a WARC object: its length and SHA-256 as they were when it was written, in an object of its own.

What an object says of itself (checksums of its gzip members, digests of its payloads) shows damage; only what was noted
elsewhere shows that a whole and sound object is not the one that was written.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import IO

from cppcc_archive.errors import DamagedObjectError

ROOT = "manifests/"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a WARC object is: its key, its length in bytes, its SHA-256 in hex."""

    key: str
    length: int
    sha256: str

    def to_bytes(self) -> bytes:
        """As it is stored: one line of JSON."""
        return (json.dumps({"key": self.key, "bytes": self.length, "sha256": self.sha256}) + "\n").encode("ascii")

    def breach(self, data: bytes) -> str | None:
        """What ``data`` differs in from the object that was written; None when it is that object."""
        found = manifest_of(self.key, data)
        if found.length != self.length:
            return f"has {found.length} bytes; {self.length} were written"
        if found.sha256 != self.sha256:
            return f"has the SHA-256 {found.sha256}; {self.sha256} was written"
        return None


def manifest_key(key: str) -> str:
    """The key of the manifest that belongs to the WARC object ``key``."""
    return ROOT + key.removeprefix("warc/").removesuffix(".warc.gz") + ".json"


def warc_of(key: str) -> str:
    """The key of the WARC object that the manifest ``key`` belongs to."""
    return "warc/" + key.removeprefix(ROOT).removesuffix(".json") + ".warc.gz"


def manifest_of(key: str, data: bytes) -> Manifest:
    """The manifest of the object ``key`` whose content is ``data``."""
    return Manifest(key, len(data), hashlib.sha256(data).hexdigest())


def manifest_of_file(key: str, file: IO[bytes]) -> Manifest:
    """:func:`manifest_of` of an open file, which is left at its end."""
    file.seek(0)
    made = hashlib.sha256()
    while piece := file.read(1 << 20):
        made.update(piece)
    return Manifest(key, file.tell(), made.hexdigest())


def parse_manifest(data: bytes, key: str) -> Manifest:
    """A stored manifest; ``key`` is its own. Raises DamagedObjectError when it is none, or that of another object."""
    try:
        said = json.loads(data)
        found = Manifest(str(said["key"]), int(said["bytes"]), str(said["sha256"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedObjectError(f"{key} is no manifest that can be read: {error}") from error
    if manifest_key(found.key) != key:
        raise DamagedObjectError(f"{key} is the manifest of another object, {found.key}")
    return found
