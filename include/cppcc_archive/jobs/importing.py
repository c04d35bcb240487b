"""Files and folders of other people's captures into the archive: ``cppcc captures import`` and ``import_captures``."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO

from cppcc_archive.captures.foreign import Found, is_archive, read_archive
from cppcc_archive.captures.saved import read_folder
from cppcc_archive.captures.unpacking import is_packed_folder, unpacked
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.crawl.text import printable
from cppcc_archive.errors import InputError
from cppcc_archive.jobs.intake import Intake, Taken, windows
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.publish import append_outcomes
from cppcc_archive.tables.query import query

log = logging.getLogger(__name__)

PREFIX = "imports/"
"""Where in the store the files lie that the DAG ``import_captures`` takes in, unless it is told another place."""

SHARD = "import"
"""What an import's outcomes have in place of a shard: they tell nothing of how a site answers."""

_UNTOLD = """
SELECT run_id, site_id, count(DISTINCT url) FILTER (kind = 'article' AND verdict = 'ok')::INT AS articles,
    list(DISTINCT published_year) FILTER (kind = 'article' AND verdict = 'ok') AS years
FROM captures ANTI JOIN crawl_outcomes USING (run_id, site_id)
WHERE run_id = {run} OR starts_with(run_id, {batches}) GROUP BY ALL
"""
_LONGEST = 500
_PIECE = 1 << 20
_TOLD = 100


@dataclass(slots=True)
class Import:
    """Takes files in, one after the other, and counts what came of them.

    ``operator`` says who hands them in, for the record. ``dry`` counts and writes nothing. ``advance`` is told from
    time to time how many records were read; nobody knows of how many.
    """

    store: Store
    registry: Registry
    origin: str = "import"
    operator: str | None = None
    dry: bool = False
    advance: Callable[[int, None], None] = lambda done, total: None
    taken: Taken = field(default_factory=Taken)

    def path(self, path: Path) -> Taken:
        """Take in a WARC, ARC or WACZ file, or a folder, also a packed one (tar, zip): of such files, or of pages that
        were saved by hand.

        What belongs to no site of the registry is counted and named. Raises InputError for what is none of these.
        """
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
        if path.is_file() and is_packed_folder(path):
            before = self.taken.records
            with unpacked(path) as folder:
                self.path(folder)
            if self.taken.records == before:
                raise InputError(f"{path.name} is packed and holds no WARC, ARC or WACZ file and no page saved by hand")
            return self.taken
        if path.is_dir():
            for file in archives_below(path):
                self._take(partial(read_archive, file), _digest(file), file.name)
            return self.saved(path)
        self._take(partial(read_archive, path), _digest(path), path.name)
        return self.taken

    def saved(self, folder: Path) -> Taken:
        """Take in the pages of a folder that were saved by hand."""
        self._take(partial(read_folder, folder), _name_digest(folder), folder.name)
        return self.taken

    def stream(self, stream: IO[bytes], name: str) -> Taken:
        """The same from a stream (standard input, an object)."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (name.rpartition("/")[2] or "stream")
            with path.open("wb") as file:
                shutil.copyfileobj(stream, file, _PIECE)
            return self.path(path)

    def prefix(self, prefix: str, chosen: Container[str]) -> Taken:
        """The ``chosen`` files below ``prefix`` of the store itself."""
        for key in self.store.keys(prefix):
            if key.endswith("/") or key not in chosen:
                continue
            with _local_copy(self.store, key) as path:
                if is_packed_folder(path):
                    try:
                        self.path(path)
                    except InputError as error:  # costs none of the others
                        log.warning("%s: left alone: %s", key, error)
                        self.taken.problems.append(f"{key}: {error}")
                    continue
                if not is_archive(path):
                    log.warning("%s is no WARC, ARC or WACZ file: left alone", key)
                    self.taken.problems.append(f"{key}: is no WARC, ARC or WACZ file")
                    continue
                self._take(partial(read_archive, path, key), _digest(path), key)
        return self.taken

    def _take(self, records: Callable[[], Iterable[Found]], digest: str, name: str) -> None:
        """Take the records of one file; ``records`` reads them, a second time where pictures lie before their pages."""
        run_id = f"import-{digest[:16]}"
        intake = Intake(self.store, self.registry.sites, run_id, self.operator, self.taken, self.dry)
        source = f"{name} ({self.operator})" if self.operator else name
        for window in windows(records()):
            intake.expect(window)
            for record in window:
                intake.take(record, self.origin, source)
                if self.taken.records % _TOLD == 0:
                    self.advance(self.taken.records, None)
        for record in records() if intake.has_passed_parts else ():
            intake.take_passed(record, self.origin, source)
        intake.commit()
        self.advance(self.taken.records, None)
        if not self.dry:
            self._tell(run_id, source, intake.started_at)
        log.info("%s: %d records, %d captures taken in so far", name, self.taken.records, self.taken.captures)

    def _tell(self, run_id: str, source: str, began: datetime) -> None:
        """Say of each site what a file brought it: of every batch that has captures and no outcome yet, whoever was
        killed before."""
        told: dict[str, list[SiteOutcome]] = {}
        for row in query(self.store, _UNTOLD.format(run=quoted(run_id), batches=quoted(f"{run_id}."))).to_pylist():
            told.setdefault(row["run_id"], []).append(
                SiteOutcome(
                    row["run_id"],
                    row["site_id"],
                    SiteResult.OK,
                    printable(f"imported from {source}", _LONGEST),
                    began,
                    datetime.now(UTC),
                    articles_new=row["articles"],
                    published_years=tuple(sorted(filter(None, row["years"] or ()))),
                )
            )
        for batch, outcomes in told.items():
            append_outcomes(self.store, outcomes, batch, SHARD)


def archives_below(folder: Path) -> list[Path]:
    """The WARC, ARC and WACZ files in a folder and those below it."""
    others = (".zip", ".docx", ".xlsx", ".ofd")
    return [
        one for one in sorted(folder.rglob("*")) if one.is_file() and not one.name.endswith(others) and is_archive(one)
    ]


@contextmanager
def _local_copy(store: Store, key: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / key.rpartition("/")[2]
        path.write_bytes(store.get(key))
        yield path


def _digest(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_PIECE):
            made.update(chunk)
    return made.hexdigest()


def _name_digest(folder: Path) -> str:
    """A name for a folder's run: by what lies in it, so that a folder that grew is another run."""
    names = sorted(f"{path.relative_to(folder)} {path.stat().st_size}" for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()
