"""Search over all texts: phrases found exactly, in an SQLite index that follows the tables.

SQLite's FTS5 knows no Chinese words, and a segmenter would miss what it cuts otherwise. So the index holds every pair
of neighbouring characters as a token: a phrase is the run of its pairs, found wherever the text has those characters
in a row, blanks and line ends aside. The index lies in a cache folder; it is remade from the tables when it is lost.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
import threading
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs

from cppcc_archive.errors import ArchiveError, InputError
from cppcc_archive.view.archive import Archive

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT UNIQUE, version_id TEXT, doc_type TEXT, year INTEGER,
    committee TEXT, published TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS pairs USING fts5 (
    text, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* P* S* Co'");
"""
_SHAPE = 1
"""Raised when what is indexed changes: an index of another shape is made anew."""
_STANDING = """
SELECT report_id, version_id, doc_type, published_year, coalesce(division_code, site_id) AS committee,
       published_date FROM reports
"""
_TEXTS = "SELECT report_id, version_id, title, text FROM reports WHERE report_id IN (SELECT unnest($ids))"
_HITS = """
SELECT report_id, title, doc_type, organisation, published_date, site_id, text FROM reports
WHERE report_id IN (SELECT unnest($ids))
"""
_BATCH = 400
_CATCH_UP_SECONDS = 300.0
_AROUND = 40
_MOST_PHRASES = 8
_LONGEST = 200
_PART = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


@dataclass(frozen=True, slots=True)
class Context:
    """One place of a phrase: the words before it, itself as printed, the words after; where its line begins."""

    before: str
    found: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One report that has every phrase, with the first places of the phrases in it."""

    report_id: str
    title: str | None
    doc_type: str
    organisation: str | None
    published_date: date | None
    site_id: str
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results; ``total`` counts all of them."""

    total: int
    hits: tuple[Hit, ...]


def phrases_of(question: str) -> list[str]:
    """The phrases asked for: words set apart by blanks, or what stands in quotes. InputError where there is none."""
    parts = [next(part for part in match if part) for match in _PART.findall(question[: _LONGEST * 2]) if any(match)]
    phrases = [phrase for phrase in dict.fromkeys(part.strip() for part in parts) if _letters(phrase)]
    if not phrases:
        raise InputError("nothing to search for: write a word or a phrase")
    return [phrase[:_LONGEST] for phrase in phrases[:_MOST_PHRASES]]


def _letters(text: str) -> str:
    """``text`` with nothing but what is indexed: no blanks, no marks, nothing invisible."""
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNPS")


def _pairs(text: str) -> str:
    """Every character of ``text`` with its next, set apart: what is indexed."""
    letters = _letters(text)
    return " ".join(map(str.__add__, letters, letters[1:] + "\n")) if letters else ""


def _asked(phrase: str) -> str:
    """A phrase in FTS5's language: the run of its pairs, or every pair that begins with its only character."""
    letters = _letters(phrase)
    run = " ".join(map(str.__add__, letters, letters[1:])) or letters
    quoted = run.replace('"', '""')
    return f'"{quoted}" *' if len(letters) == 1 else f'"{quoted}"'


def index_path(address: str) -> Path:
    """Where the index of the archive at ``address`` lies: this user's cache folder."""
    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("cppcc")) / f"search-{name}.sqlite"


class Index:
    """The index of one archive in one SQLite file. One thread brings it up to date; any may search."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._updating = threading.Lock()
        with closing(self._open()) as held:
            if held.execute("PRAGMA user_version").fetchone()[0] not in (0, _SHAPE):
                held.executescript("DROP TABLE IF EXISTS documents; DROP TABLE IF EXISTS pairs;")
            held.executescript(_SCHEMA)
            held.execute(f"PRAGMA user_version = {_SHAPE}")
            held.commit()

    def _open(self) -> sqlite3.Connection:
        held = sqlite3.connect(self._path, timeout=30)
        held.execute("PRAGMA journal_mode = WAL")
        held.execute("PRAGMA synchronous = NORMAL")
        return held

    def follow(self, archive: Archive) -> None:
        """Keep up with the tables from now on, for as long as the process lives."""
        threading.Thread(target=self._follow, args=(archive,), daemon=True, name="search index").start()

    def _follow(self, archive: Archive) -> None:
        while True:
            try:
                if read := self.update(archive):
                    log.info("search: %d texts indexed", read)
            except (ArchiveError, sqlite3.Error) as error:
                log.warning("search: the index could not be brought up to date, tried again later: %s", error)
            time.sleep(_CATCH_UP_SECONDS)

    def update(self, archive: Archive) -> int:
        """Index what the tables have and the index has not, drop what they have no longer; how many texts were read.

        Each batch is a commit of its own: what is interrupted goes on where it stopped.
        """
        with self._updating, closing(self._open()) as held:
            standing = {row["report_id"]: row for row in archive.rows(_STANDING)}
            known = dict(held.execute("SELECT report_id, version_id FROM documents"))
            with held:
                _forget(held, [one for one in known if one not in standing])
            stale = [one for one, row in standing.items() if known.get(one) != row["version_id"]]
            for start in range(0, len(stale), _BATCH):
                batch = stale[start : start + _BATCH]
                texts = archive.rows(_TEXTS, {"ids": batch})
                with held:
                    _forget(held, batch)
                    _remember(held, ((standing[text["report_id"]], text) for text in texts))
            return len(stale)

    def search(
        self,
        archive: Archive,
        question: str,
        doc_type: str | None = None,
        year: int | None = None,
        committee: str | None = None,
        page: int = 1,
        size: int = 20,
    ) -> Found:
        """Reports that have every phrase of ``question``, the newest first. InputError for an empty question."""
        phrases = phrases_of(question)
        match = " AND ".join(map(_asked, phrases))
        narrowed, values = "", [match]
        for column, value in (("doc_type", doc_type), ("year", year), ("committee", committee)):
            if value is not None:
                narrowed += f" AND documents.{column} = ?"
                values.append(str(value))
        source = f"FROM pairs JOIN documents ON documents.id = pairs.rowid WHERE pairs MATCH ?{narrowed}"
        with closing(self._open()) as held:
            total = held.execute(f"SELECT count(*) {source}", values).fetchone()[0]
            ids = [
                row[0]
                for row in held.execute(
                    f"SELECT report_id {source} ORDER BY published DESC, report_id LIMIT ? OFFSET ?",
                    [*values, size, (page - 1) * size],
                )
            ]
        rows = {row["report_id"]: row for row in archive.rows(_HITS, {"ids": ids})} if ids else {}
        return Found(total, tuple(_hit(rows[one], phrases) for one in ids if one in rows))


def _forget(held: sqlite3.Connection, reports: Iterable[str]) -> None:
    """Drop reports. Their pairs stay in the index under numbers that lead nowhere and are never given again."""
    held.executemany("DELETE FROM documents WHERE report_id = ?", ((report,) for report in reports))


def _remember(held: sqlite3.Connection, found: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    for row, text in found:
        published = row["published_date"].isoformat() if row["published_date"] else ""
        # The version as read with the text: a build between the two questions makes it stale again, never wrong.
        cursor = held.execute(
            "INSERT INTO documents (report_id, version_id, doc_type, year, committee, published) VALUES (?,?,?,?,?,?)",
            (row["report_id"], text["version_id"], row["doc_type"], row["published_year"], row["committee"], published),
        )
        whole = f"{text['title'] or ''}\n{text['text']}"
        held.execute("INSERT INTO pairs (rowid, text) VALUES (?, ?)", (cursor.lastrowid, _indexed(whole)))


def _indexed(whole: str) -> str:
    # A line's end parts nothing (a sentence may be broken by it), but a title ends before the text begins.
    title, _, text = whole.partition("\n")
    return f"{_pairs(title)} \n {_pairs(text)}"


def _hit(row: dict[str, Any], phrases: Sequence[str]) -> Hit:
    text = row["text"]
    contexts = [context for phrase in phrases for context in _contexts(text, phrase, 3 if len(phrases) == 1 else 1)]
    told = {field.name: row[field.name] for field in fields(Hit) if field.name != "contexts"}
    return Hit(**told, contexts=tuple(contexts))


def _contexts(text: str, phrase: str, most: int) -> Iterator[Context]:
    between = r"[^\w\S]*"
    pattern = re.compile(between.join(map(re.escape, _letters(phrase))), re.IGNORECASE)
    for number, match in enumerate(pattern.finditer(text)):
        if number == most:
            return
        start, end = match.span()
        yield Context(
            " ".join(text[max(0, start - _AROUND) : start].split()),
            match.group(),
            " ".join(text[end : end + _AROUND].split()),
            text.rfind("\n", 0, start) + 1,
        )
