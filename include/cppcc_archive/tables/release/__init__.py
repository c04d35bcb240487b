"""Releases: the tables of one moment as files that need no Delta reader, written once and never changed.

In: the tables of a store. Out: ``releases/<day>/`` with Parquet, sheets, descriptions and checksums; what is wrong with
a copy.
Order: ``moment`` (every table as no build was half way), ``datapackage`` (what a file is), ``index`` (which releases
there are), ``since`` (what changed), ``sources`` (a partition's rows), ``files`` (written), ``companions`` (what is
said of it), ``writing`` (all of it), ``verify`` (a copy looked at), ``copying`` (one made).
"""

from __future__ import annotations

from cppcc_archive.tables.release.index import releases
from cppcc_archive.tables.release.moment import RELEASED
from cppcc_archive.tables.release.writing import release

__all__ = ["RELEASED", "release", "releases"]
