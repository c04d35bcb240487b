"""Folders of saved pages that came packed, as a tar or a zip: unpacked beside, with their names and times."""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

from cppcc_archive.errors import InputError
from cppcc_archive.markup.dates import SHANGHAI

_WARCS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_UTF8 = 0x800


def is_packed_folder(path: Path) -> bool:
    """Whether a file is a tar, or a zip that is no WACZ. A damaged zip is none that is known."""
    if not _is_zip(path):
        return tarfile.is_tarfile(path)
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return "datapackage.json" not in names and not any(name.lower().endswith(_WARCS) for name in names)


def _is_zip(path: Path) -> bool:
    # The library looks at the end of a file: a WARC whose last payload is a docx would be one.
    with path.open("rb") as file:
        return file.read(4) in _ZIP_STARTS


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The files in a tar or zip, in a folder of its name. InputError for one that is damaged, leads elsewhere or is
    more than there is room for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / path.name.partition(".")[0]
        folder.mkdir()
        try:
            if _is_zip(path):
                _unzip(path, folder)
            else:
                _untar(path, folder)
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise InputError(f"{path.name} cannot be unpacked: {error}") from error
        yield folder


def _untar(path: Path, folder: Path) -> None:
    needed, free = 0, shutil.disk_usage(folder).free
    with tarfile.open(path) as packed:
        for member in packed:
            needed += member.size
            _require_room(path, needed, free)
            packed.extract(member, folder, filter="data")


def _require_room(path: Path, needed: int, free: int) -> None:
    if needed > free:
        raise InputError(
            f"{path.name} is {needed} bytes and more when unpacked, and {tempfile.gettempdir()} has room for {free}: "
            "name a folder with more in TMPDIR, or unpack it yourself"
        )


def _unzip(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        _require_room(path, sum(info.file_size for info in packed.infolist()), shutil.disk_usage(folder).free)
        for info in packed.infolist():
            name = PurePosixPath(_name(info))
            if info.is_dir():
                continue
            if name.is_absolute() or ".." in name.parts:
                raise InputError(f"{path.name}: {name} leads out of the folder it is unpacked to")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(info) as source, target.open("wb") as file:
                while piece := source.read(1 << 20):
                    file.write(piece)
            saved_at = _saved_at(info) or path.stat().st_mtime
            os.utime(target, (saved_at, saved_at))


def _saved_at(info: zipfile.ZipInfo) -> float | None:
    try:
        return datetime(*info.date_time, tzinfo=SHANGHAI).timestamp()
    except ValueError:  # programs that know no time write the month 0
        return None


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; Chinese programs write it as GBK without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")
