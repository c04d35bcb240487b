"""The tables as a page asks them: rows by SQL, over one connection that is renewed now and then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import duckdb

from cppcc_archive.errors import StoreError

Row = Mapping[str, Any]
Connect = Callable[[], duckdb.DuckDBPyConnection]

_OF_VERSION = "report_id = $report AND version_id = $version ORDER BY start_char, end_char"

_INVENTED = "SELECT DISTINCT coalesce(division_code, site_id) AS committee FROM sites WHERE invented"

_RENEW_SECONDS = 30.0
"""How long a connection is kept: it shows the tables of the moment it was opened."""


class Archive:
    """Answers questions over the analysts' tables; safe to ask from several threads."""

    def __init__(self, connect: Connect, clock: Callable[[], float] = time.monotonic) -> None:
        self._connect = connect
        self._clock = clock
        self._lock = threading.Lock()
        self._held: duckdb.DuckDBPyConnection | None = None
        self._until = 0.0
        self._invented: frozenset[str] | None = None

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[dict[str, Any]]:
        """The rows of ``sql`` as dicts, its parameters (``?`` or ``$name``) bound to ``values``.

        Raises StoreError where the tables cannot be read.
        """
        return [row for rows in self.pieces(sql, values) for row in rows]

    def pieces(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = (), size: int = 1000
    ) -> Iterator[list[dict[str, Any]]]:
        """The same, ``size`` rows at a time: only so many are held. Raises StoreError where they cannot be read."""
        try:
            with closing(self._cursor()) as cursor:
                answer = cursor.execute(sql, values or None)
                names = [column[0] for column in answer.description or ()]
                while rows := answer.fetchmany(size):
                    yield [dict(zip(names, row, strict=True)) for row in rows]
        except duckdb.CatalogException as error:
            raise StoreError(f"a table of this page is not here (a release may not ship it): {error}") from error
        except (duckdb.IOException, duckdb.HTTPException) as error:
            self._forget()
            raise StoreError(f"the archive's tables could not be read: {error}") from error

    def has(self, name: str) -> bool:
        """Whether there is a table of that name: a release has not all of a store's."""
        return self.row("SELECT 1 FROM duckdb_views() WHERE view_name = ? AND schema_name = 'main'", [name]) is not None

    def invented(self) -> frozenset[str]:
        """The committees (division code, or site) that are made up: of a demo. Asked once a connection."""
        self._cursor().close()
        found = self._invented
        if found is None:
            found = self._invented = frozenset(str(row["committee"]) for row in self.rows(_INVENTED))
        return found

    def row(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> dict[str, Any] | None:
        """The first row, or None."""
        return next(iter(self.rows(sql, values)), None)

    def parts(self, name: str, report_id: str, version_id: str) -> list[dict[str, Any]] | None:
        """The rows of a part (``indicators``, ``sections`` …) of any version of a report, in the order of the text.

        None where they are not known: a release has those of the versions that stand.
        """
        asked = {"report": report_id, "version": version_id}
        rows = self.rows(f"SELECT * FROM {name} WHERE {_OF_VERSION}", asked)
        if rows or self.row("SELECT 1 FROM reports WHERE report_id = $report AND version_id = $version", asked):
            return rows
        if not self.has(f"{name}_history"):
            return None
        # A version that stood twice has its parts once for each stay.
        return self.rows(
            f"SELECT DISTINCT * EXCLUDE (valid_from, valid_to) FROM {name}_history WHERE {_OF_VERSION}", asked
        )

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._held is None or self._clock() > self._until:
                self._held = self._connect()
                self._invented = None
                self._until = self._clock() + _RENEW_SECONDS
            return self._held.cursor()

    def _forget(self) -> None:
        with self._lock:
            self._held = None
