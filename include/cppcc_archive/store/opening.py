"""From an address to a store: ``s3://bucket/prefix``, ``file:///folder`` or a folder's path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cppcc_archive.errors import SettingsError
from cppcc_archive.store.base import Store

if TYPE_CHECKING:
    from cppcc_archive.store.s3 import S3Settings

VARIABLE = "CPPCC_STORE"
_REMEDY = "give s3://bucket/prefix or the path of a folder, as --store or in CPPCC_STORE"


def open_store(uri: str | None = None, s3: S3Settings | None = None) -> Store:
    """Open the store at ``uri`` (default: the environment variable CPPCC_STORE); nothing is written or requested yet.

    ``s3`` overrides where S3 is and who asks (an Airflow connection does); the usual AWS settings are taken otherwise.
    Raises SettingsError when the address is missing or of no known form.
    """
    address = (uri if uri is not None else os.environ.get(VARIABLE, "")).strip()
    if not address:
        raise SettingsError(f"no store is named: {_REMEDY}")
    scheme, separator, _ = address.partition("://")
    if not separator:
        return _folder(Path(address))
    if scheme.lower() == "file":
        parts = urlsplit(address)
        if parts.netloc not in ("", "localhost"):
            raise SettingsError(f"store {address!r} names a folder on another host: {_REMEDY}")
        return _folder(Path(unquote(parts.path)))
    if scheme.lower() in ("s3", "s3a"):
        # boto3 takes a third of a second to import: only those who need it pay.
        from cppcc_archive.store.s3 import S3Store

        return S3Store(address, s3)
    raise SettingsError(f"store {address!r} has an unknown scheme {scheme!r}: {_REMEDY}")


def _folder(path: Path) -> Store:
    from cppcc_archive.store.local import LocalStore

    return LocalStore(path)
