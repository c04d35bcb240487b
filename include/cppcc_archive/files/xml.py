"""XML and zip containers from strangers: no entities, no external references, nothing beyond the limits."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cppcc_archive.files.model import FileError, Limits

_MOST_RATIO = 500
"""Times its packed size that a member of more than a megabyte may have."""


def parse_xml(body: bytes) -> Any:
    """The root element of an XML document. Entities are not resolved and nothing is fetched; FileError when it is no
    XML, or one that declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileError(f"damaged XML: {error}") from None
    if root is None:
        raise FileError("damaged XML: no element in it")
    if root.getroottree().docinfo.internalDTD is not None and list(
        root.getroottree().docinfo.internalDTD.iterentities()
    ):
        raise FileError("its XML declares entities: no office program writes such")
    return root


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The attribute of that name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


@dataclass(slots=True)
class Container:
    """A zip archive read within limits. FileError when it is damaged."""

    body: bytes
    limits: Limits
    unpacked: int = 0
    _zip: zipfile.ZipFile = field(init=False)
    _names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.body))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise FileError(f"a damaged zip archive: {error}") from None
        self._names = {_folded(name): name for name in self._zip.namelist()}

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """Its files, in the archive's order."""
        return [info for info in self._zip.infolist() if not info.is_dir()]

    def has(self, path: str) -> bool:
        """Whether a member of that path is there, in any case of letters and with either slash."""
        return _folded(path) in self._names

    def read(self, path: str) -> bytes:
        """A member by its path. FileError when it is not there, locked, damaged, or a bomb."""
        name = self._names.get(_folded(path))
        if name is None:
            raise FileError(f"a part is missing: {path}")
        return self.read_member(self._zip.getinfo(name))

    def read_member(self, info: zipfile.ZipInfo) -> bytes:
        """The same, by its entry."""
        if info.flag_bits & 1:
            raise FileError("it is locked by a password")
        most = (self.limits.unpacked_megabytes << 20) - self.unpacked
        if info.file_size > most or (info.file_size > 1 << 20 and info.file_size > _MOST_RATIO * info.compress_size):
            raise FileError(f"{info.filename} unpacks to {info.file_size} bytes: a zip bomb, or beyond the limit")
        try:
            with self._zip.open(info) as stream:
                # What the entry says of its size may be a lie.
                found = stream.read(most + 1)
        except Exception as error:  # zipfile lets zlib's, lzma's and its own errors through
            raise FileError(f"{info.filename} cannot be unpacked: {error}") from None
        self.unpacked += len(found)
        if len(found) > most:
            raise FileError(f"{info.filename} unpacks beyond the limit: a zip bomb")
        return found


def _folded(path: str) -> str:
    return path.lower().replace("\\", "/").lstrip("/")
