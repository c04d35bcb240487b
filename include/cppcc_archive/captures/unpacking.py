"""Folders of saved pages that came packed, as a tar or a zip: unpacked beside, with their names and times."""

from __future__ import annotations

import os
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
_UTF8 = 0x800


def is_packed_folder(path: Path) -> bool:
    """Whether a file is a tar, or a zip that is no WACZ."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
        return "datapackage.json" not in names and not any(name.lower().endswith(_WARCS) for name in names)
    return tarfile.is_tarfile(path)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The files in a tar or zip, in a folder of its name. InputError for one that is damaged or leads elsewhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / path.name.partition(".")[0]
        folder.mkdir()
        try:
            if zipfile.is_zipfile(path):
                _unzip(path, folder)
            else:
                with tarfile.open(path) as packed:
                    packed.extractall(folder, filter="data")
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise InputError(f"{path.name} cannot be unpacked: {error}") from error
        yield folder


def _unzip(path: Path, folder: Path) -> None:
    with zipfile.ZipFile(path) as packed:
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
            saved_at = datetime(*info.date_time, tzinfo=SHANGHAI).timestamp()
            os.utime(target, (saved_at, saved_at))


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; Chinese programs write it as GBK without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")
