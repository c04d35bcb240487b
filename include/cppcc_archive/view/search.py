"""Search over all texts: phrases found exactly, in an SQLite index that follows the tables.

SQLite's FTS5 knows no Chinese words, and a segmenter would miss what it cuts otherwise. So the index holds every
character as a token: a phrase is the run of its characters, found wherever the text has them in a row, blanks and line
ends aside. Latin letters and digits of full width (１７４) are those of half width (174). The index lies in a cache
folder; it is remade from the tables when it is lost.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
import threading
import time
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    id INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT UNIQUE, version_id TEXT, title TEXT, sum INTEGER, stamp TEXT,
    doc_type TEXT, year INTEGER, committee TEXT, published TEXT, site_id TEXT);
CREATE INDEX IF NOT EXISTS documents_by_year ON documents (year);
CREATE TABLE IF NOT EXISTS years (year INTEGER PRIMARY KEY, stamp TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS characters USING fts5 (
    text, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0 categories 'L* N* P* S* Co'");
"""
_TABLES = ("documents", "years", "pairs", "characters")
_SHAPE = 4
"""Raised when what is indexed changes: an index of another shape is made anew."""
_STAMPED = """
SELECT report_id, version_id, title, doc_type, published_year AS year, coalesce(division_code, site_id) AS committee,
  coalesce(published_date::VARCHAR, '') AS published, site_id,
  left(md5(concat_ws(chr(31), version_id, title, doc_type, published_year, division_code, site_id, published_date)), 16)
    AS stamp
FROM reports
"""
_YEARS = f"""
SELECT year, count(*) || '/' || bit_xor(hash(report_id, stamp)) AS stamp FROM ({_STAMPED}) GROUP BY year ORDER BY year
"""
_OF_YEAR = f"SELECT * FROM ({_STAMPED}) WHERE year = $year"
_INDEXED = "SELECT report_id, id, version_id, title, sum, year, site_id FROM documents WHERE report_id IN ({ids})"
_AT_ONCE = 1000
_TEXTS = "SELECT report_id, version_id, text FROM {source} WHERE report_id IN (SELECT unnest($ids))"
_NEAR = " AND published_year IN ({years}) AND site_id BETWEEN $first AND $last"
"""Where texts lie that are filed as their reports are: in files of that year, by site."""
_HITS = """
SELECT report_id, version_id, title, doc_type, organisation, published_date, published_year AS year, site_id
FROM reports WHERE report_id IN (SELECT unnest($ids))
"""
_CATCH_UP_SECONDS = 300.0
_AROUND = 40
_END = "\ue000"
"""A character of nobody's (private use), between a title and its text. It is one token as any other."""
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


def asked_phrases(question: str) -> list[str]:
    """The phrases asked for: words set apart by blanks, or what stands in quotes."""
    parts = [next(part for part in match if part) for match in _PART.findall(question[: _LONGEST * 2]) if any(match)]
    phrases = [phrase for phrase in dict.fromkeys(part.strip() for part in parts) if _letters(phrase)]
    return [phrase[:_LONGEST] for phrase in phrases[:_MOST_PHRASES]]


_WIDER = 0xFEE0
"""How far a character of full width (``％０Ａ``) is from the same of half width."""
_HALVES = frozenset("%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
"""What is one character in both widths: input methods and pages write either. Punctuation is not: ，is no comma."""


class _Kept(dict[int, int | None]):
    """As which character each is indexed; None for blanks, marks and what is invisible."""

    def __missing__(self, code: int) -> int | None:
        half = code - _WIDER if code > _WIDER and chr(code - _WIDER) in _HALVES else code
        self[code] = half if unicodedata.category(chr(code))[0] in "LNPS" else None
        return self[code]


_KEPT = _Kept()


def _letters(text: str) -> str:
    """``text`` with nothing but what is indexed, in the width it is indexed in."""
    return text.translate(_KEPT)


def _either(letter: str) -> str:
    """A pattern of an indexed character in the widths it is printed in."""
    return f"[{letter}{chr(ord(letter) + _WIDER)}]" if letter in _HALVES else re.escape(letter)


def _asked(phrase: str) -> str:
    """A phrase in FTS5's language: the run of its characters."""
    return '"' + " ".join(_letters(phrase)).replace('"', '""') + '"'


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
                held.executescript("".join(f"DROP TABLE IF EXISTS {name};" for name in _TABLES))
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

        Only years of publication are looked at whose reports are others than last time. Each batch is a commit of its
        own: what is interrupted goes on where it stopped.
        """
        with self._updating, closing(self._open()) as held:
            years = {row["year"]: row["stamp"] for row in archive.rows(_YEARS)}
            known = dict(held.execute("SELECT year, stamp FROM years"))
            read = 0
            for year in [one for one in years if known.get(one) != years[one]]:
                read += _brought_up(held, archive, year)
                with held:
                    held.execute("INSERT OR REPLACE INTO years VALUES (?, ?)", (year, years[year]))
            for (year,) in held.execute("SELECT DISTINCT year FROM documents").fetchall():
                if year not in years:
                    _brought_up(held, archive, year)
                    with held:
                        held.execute("DELETE FROM years WHERE year IS ?", (year,))
            return read

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
        phrases = asked_phrases(question)
        if not phrases:
            raise InputError("nothing to search for: write a word or a phrase")
        match = " AND ".join(map(_asked, phrases))
        narrowed, values = "", [match]
        for column, value in (("doc_type", doc_type), ("year", year), ("committee", committee)):
            if value is not None:
                narrowed += f" AND documents.{column} = ?"
                values.append(str(value))
        source = f"FROM characters JOIN documents ON documents.id = characters.rowid WHERE characters MATCH ?{narrowed}"
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
        texts = {one: text for piece in _texts(archive, rows) for one, text in piece.items()}
        return Found(total, tuple(_hit(rows[one], texts.get(one), phrases) for one in ids if one in rows))


def _brought_up(held: sqlite3.Connection, archive: Archive, year: int) -> int:
    """Index a year's reports that are new or others than they were; how many."""
    standing = {row["report_id"]: row for row in archive.rows(_OF_YEAR, {"year": year})}
    known = dict(held.execute("SELECT report_id, stamp FROM documents WHERE year IS ?", (year,)))
    stale = {one: row for one, row in standing.items() if known.get(one) != row["stamp"]}
    gone = [one for one in known if one not in standing]
    for start in range(0, len(gone), _AT_ONCE):
        before = _indexed(held, archive, gone[start : start + _AT_ONCE])
        with held:
            _forget(held, before)
    for texts in _texts(archive, stale):
        before = _indexed(held, archive, list(texts))
        with held:
            _forget(held, before)
            _remember(held, ((stale[one], text) for one, text in texts.items()))
    return len(stale)


def _indexed(
    held: sqlite3.Connection, archive: Archive, reports: Sequence[str]
) -> list[tuple[Mapping[str, Any], str | None]]:
    """The documents of those of the reports that are in the index, each with the text that was indexed; None where the
    archive does not have it (any more)."""
    found = held.execute(_INDEXED.format(ids=", ".join("?" * len(reports))), list(reports))
    names = [column[0] for column in found.description]
    known = {row[0]: dict(zip(names, row, strict=True)) for row in found}
    texts = {one: text for piece in _texts(archive, known) for one, text in piece.items()} if known else {}
    return [(row, texts.get(one)) for one, row in known.items()]


def _texts(archive: Archive, wanted: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, str | None]]:
    """The texts of reports (rows with ``version_id``, ``year``, ``site_id``) by their ids, some at a time; None for one
    whose text is lost."""
    source = _TEXTS.format(source="texts" if archive.has("texts") else "reports")
    left = dict(wanted)
    for is_near in (True, False):  # nearly all lie where they should; others were dated anew
        if not left:
            return
        asked: dict[str, object] = {"ids": list(left)}
        where = ""
        if is_near:
            sites = [row["site_id"] for row in left.values()]
            where = _NEAR.format(years=", ".join(sorted({str(row["year"]) for row in left.values()})))
            asked |= {"first": min(sites), "last": max(sites)}
        for piece in archive.pieces(source + where, asked):
            found = {
                row["report_id"]: row["text"]
                for row in piece
                if row["report_id"] in left and left[row["report_id"]]["version_id"] == row["version_id"]
            }
            for one in found:
                del left[one]
            yield found
    yield dict.fromkeys(left)


def _forget(held: sqlite3.Connection, documents: Iterable[tuple[Mapping[str, Any], str | None]]) -> None:
    """Drop documents and their characters. SQLite forgets characters when it is told which they were; where these are
    not the same any more (a text that was lost or came to light, another Unicode) they stay under a number that leads
    nowhere and is never given again."""
    for row, text in documents:
        whole = _characters(row["title"], text)
        if zlib.crc32(whole.encode()) == row["sum"]:
            held.execute("INSERT INTO characters (characters, rowid, text) VALUES ('delete', ?, ?)", (row["id"], whole))
        held.execute("DELETE FROM documents WHERE id = ?", (row["id"],))


def _remember(held: sqlite3.Connection, found: Iterable[tuple[Mapping[str, Any], str | None]]) -> None:
    for row, text in found:
        whole = _characters(row["title"], text)
        cursor = held.execute(
            "INSERT INTO documents (report_id, version_id, title, sum, stamp, doc_type, year, committee, published, "
            "site_id) VALUES (:report_id, :version_id, :title, :sum, :stamp, :doc_type, :year, :committee, :published, "
            ":site_id)",
            {**row, "sum": zlib.crc32(whole.encode())},
        )
        held.execute("INSERT INTO characters (rowid, text) VALUES (?, ?)", (cursor.lastrowid, whole))


def _characters(title: str | None, text: str | None) -> str:
    """What is indexed of a report, a character a token. A line's end parts nothing (a sentence may be broken by it),
    but a title ends before the text begins."""
    return " ".join((*_letters(title or ""), _END, *_letters(text or "")))


def _hit(row: Mapping[str, Any], text: str | None, phrases: Sequence[str]) -> Hit:
    most = 3 if len(phrases) == 1 else 1
    contexts = [context for phrase in phrases for context in _contexts(text or "", phrase, most)]
    told = {field.name: row[field.name] for field in fields(Hit) if field.name != "contexts"}
    return Hit(**told, contexts=tuple(contexts))


def _contexts(text: str, phrase: str, most: int) -> Iterator[Context]:
    """The first places of a phrase; one that the words around the place before it show already is none of its own."""
    between = r"[^\w\S]*"
    pattern = re.compile(between.join(map(_either, _letters(phrase))), re.IGNORECASE)
    shown = number = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if number and end <= shown:
            continue
        if number == most:
            return
        number, shown = number + 1, end + _AROUND
        yield Context(
            " ".join(text[max(0, start - _AROUND) : start].split()),
            match.group(),
            " ".join(text[end : end + _AROUND].split()),
            text.rfind("\n", 0, start) + 1,
        )
