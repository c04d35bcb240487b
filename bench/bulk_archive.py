"""A synthetic archive of N reports of twenty years for ``bench/tables.py``: made by DuckDB, appended by the project.

What analysts' questions and releases read: reports with texts, versions, parts, captures, outcomes of 3,000 counties.
Of the reports 5 % each are work and proposal reports, eight times as long as news and with thirty figures each; 2 %
were edited after they were first seen. Characters are drawn one by one, so texts compress worse than people's do. The
same N gives the same rows. Nothing of it can be built again: there are no WARC objects.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from bench.scale_archive import SITES
from cppcc_archive.reports import PARSER_VERSION
from cppcc_archive.sites.gazetteer import gazetteer
from cppcc_archive.sites.model import Site
from cppcc_archive.store.base import Store
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import (
    ANOMALIES,
    ATTACHMENTS,
    CAPTURES,
    CRAWL_OUTCOMES,
    INDICATORS,
    LAYOUTS,
    MENTIONS,
    PARAGRAPHS,
    PARSES,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SECTIONS,
)
from cppcc_archive.tables.ddl import type_in
from cppcc_archive.tables.literals import quoted
from cppcc_archive.tables.publish import publish_divisions, publish_sites
from cppcc_archive.tables.schema import Table

LAST_YEAR, YEARS = 2026, 20
CAPTURES_A_REPORT = 3
"""One of them its page, the others lists."""

_AT_ONCE = 30_000_000
"""Characters of text that are made at a time."""

_EXPERTS = 8
"""How many times longer than news reports are."""

_MADE_BY = {
    "report_id": "report_id",
    "version_id": "version_id",
    "site_id": "site_id",
    "published_year": "year",
    "capture_id": "capture_id",
    "parser_version": quoted(PARSER_VERSION),
}

_CODES = "['proposals_filed', 'proposals_collected', 'members', 'inspections', 'meetings', 'proposals_answered']"


def sites() -> list[Site]:
    """The invented sites, each of a county that there is."""
    counties = [
        entry.division.code for entry in gazetteer() if entry.division.level == "county" and entry.division.stands
    ]
    return [
        Site(
            id=f"county{number:04d}-zhengxie",
            name=f"第{number}县政协",
            base_url=f"http://www.county{number:04d}.example.gov.cn/",
            division_code=counties[number % len(counties)],
        )
        for number in range(SITES)
    ]


def fill_tables(store: Store, reports: int, characters: int, years: int = YEARS, nights_a_year: int = 12) -> None:
    """Write an archive of so many reports of the last ``years`` with texts of ``characters`` on average, later years
    having more, and of outcomes of every site on some nights."""
    listed = sites()
    publish_sites(store, listed)
    publish_divisions(store)
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("CREATE TABLE counties (site_id VARCHAR, division_code VARCHAR)")
        connection.executemany("INSERT INTO counties VALUES ($1, $2)", [(one.id, one.division_code) for one in listed])
        _append(connection, store, LAYOUTS, "FROM counties", _LAYOUTS)
        _append(connection, store, CRAWL_OUTCOMES, _runs(years * nights_a_year, nights_a_year), _OUTCOMES)
        start = 0
        for age in range(1, years + 1):
            end = reports * age * (age + 1) // (years * (years + 1))
            step = max(1000, _AT_ONCE // characters)
            for first in range(start, end, step):
                _fill_year(connection, store, LAST_YEAR - years + age, range(first, min(end, first + step)), characters)
            start = end


def _fill_year(connection: duckdb.DuckDBPyConnection, store: Store, year: int, numbers: range, characters: int) -> None:
    short = characters * 10 // (9 + _EXPERTS)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE pages AS
        SELECT n, {year} AS year, site_id, division_code, printf('%016x', hash(n, 'report')) AS report_id,
          hash(n) % 20 AS of_kind, hash(n, 'edited') % 50 = 0 AS was_edited,
          TIMESTAMP '{year}-01-02' + INTERVAL 1 MINUTE * (hash(n, 'time') % 500000)::INT AS written,
          CAST(md5(n || 'capture') AS UUID)::VARCHAR AS capture_id,
          (hash(n, 'length') % {short} + {short} // 2) * CASE WHEN of_kind < 2 THEN {_EXPERTS} ELSE 1 END AS characters,
          'http://www.' || site_id[:10] || '.example.gov.cn/art/{year}/' || n % 28 || '/art_' || n || '.html' AS url,
          '县政协' || n || '号' AS title
        FROM range({numbers.start}, {numbers.stop}) AS t(n)
        JOIN counties ON counties.site_id = printf('county%04d-zhengxie', hash(n, 'site') % {SITES})
        """
    )
    # Each version: the first of an edited one has another text and its own figures.
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE versions AS
        SELECT *, md5(n || 'version' || v) AS version_id, written + INTERVAL 40 DAY * v AS seen
        FROM pages, range(2) AS t(v) WHERE v = 0 OR was_edited
        """
    )
    stands = "FROM versions WHERE v = was_edited::INT"
    for table, source, columns in (
        (CAPTURES, f"FROM pages, range({CAPTURES_A_REPORT}) AS t(p)", _CAPTURES),
        (PARSES, stands, _PARSES),
        (REPORTS, "FROM versions", _REPORTS),
        (REPORT_VERSIONS, "FROM versions", _VERSIONS),
        (REPORT_TEXTS, "FROM versions", _TEXTS),
        (SECTIONS, "FROM versions", _SECTIONS),
        (PARAGRAPHS, "FROM (SELECT *, unnest(range((characters // 120)::BIGINT + 1)) AS p FROM versions)", _PARAGRAPHS),
        (
            INDICATORS,
            "FROM (SELECT *, unnest(range(CASE WHEN of_kind < 2 THEN 30 ELSE 1 + (n % 2) END)) AS f FROM versions)",
            _INDICATORS,
        ),
        (MENTIONS, "FROM versions, range(2) AS t(m)", _MENTIONS),
        (ANOMALIES, "FROM versions WHERE n % 25 = 0", _ANOMALIES),
        (ATTACHMENTS, "FROM versions WHERE n % 40 = 0", _ATTACHMENTS),
    ):
        _append(connection, store, table, source, columns)


def _append(
    connection: duckdb.DuckDBPyConnection, store: Store, table: Table, source: str, columns: Mapping[str, str]
) -> None:
    """Rows in the table's order, with null where nothing is said."""
    listed = ", ".join(
        f"CAST({columns.get(name, 'NULL')} AS {type_in('duckdb', column.type)}) AS {name}"
        for name, column in table.column.items()
    )
    order = ", ".join((*table.partition_by, *table.order))
    rows = connection.execute(f"SELECT * FROM (SELECT {listed} {source}) ORDER BY {order}").to_arrow_table()
    append(store, table, rows.cast(table.schema))


def _prose(of: str, characters: str) -> str:
    """SQL for a text: characters drawn one by one, common ones more often."""
    drawn = f"(hash({of}, i) % 65536) / 65536"
    each = f"chr(19968 + (3000 * pow({drawn}, 3))::INT)"
    return f"array_to_string(list_transform(range(({characters})::BIGINT), lambda i: {each}), '')"


_DOC_TYPE = "CASE of_kind WHEN 0 THEN 'standing_committee_report' WHEN 1 THEN 'proposal_report' ELSE 'meeting_news' END"
_HEAD = "title || '：收到提案' || n % 500 || '件，立案' || n % 400 || '件，办复率' || n % 100 || '%。' || v || chr(10)"

_TEXTS = {**_MADE_BY, "text": f"substr({_HEAD} || {_prose('version_id', 'characters')}, 1, characters::INT)"}
_REPORTS = {
    **_MADE_BY,
    "division_code": "division_code",
    "url": "url",
    "title": "title",
    "doc_type": _DOC_TYPE,
    "doc_type_evidence": "'title'",
    "organisation": "'中国人民政治协商会议' || site_id || '委员会'",
    "published_at": "written",
    "published_date": "written",
    "event_date": "written",
    "year_reviewed": "year - 1",
    "breadcrumb": "['首页', '政协要闻']",
    "characters": "characters",
    "anomalies": "'[]'",
    "anomaly_count": "(n % 25 = 0)::INT",
    "encoding": "'utf-8'",
    "warnings": "[]",
    "first_seen": "written",
    "last_changed": "seen",
    "content_digest": "md5(version_id)",
    "revision": "v",
}
_VERSIONS = {
    **{name: _REPORTS[name] for name in REPORT_VERSIONS.column if name in _REPORTS},
    "valid_from": "seen",
}
_CAPTURES = {
    "capture_id": "CASE WHEN p = 0 THEN capture_id ELSE CAST(md5(n || 'list' || p) AS UUID)::VARCHAR END",
    "site_id": "site_id",
    "run_id": "strftime(written, '%Y%m%dT180000000000Z')",
    "kind": "CASE WHEN p = 0 THEN 'article' ELSE 'listing' END",
    "url": "CASE WHEN p = 0 THEN url ELSE url || '/' || p || '/' END",
    "requested_url": "CASE WHEN p = 0 THEN url ELSE url || '/' || p || '/' END",
    "captured_at": "written + INTERVAL 1 SECOND * p",
    "captured_year": "year(written + INTERVAL 1 SECOND * p)",
    "captured_month": "strftime(written, '%Y-%m')",
    "status": "200",
    "verdict": "'ok'",
    "verdict_reason": "'article page'",
    "content_type": "'text/html; charset=utf-8'",
    "payload_digest": "'sha256:' || sha256(n || '/' || p)",
    "payload_bytes": "20000 + n % 9000",
    "etag": "'\"' || md5(n || 'etag' || p)[:12] || '\"'",
    "warc_key": "'warc/' || site_id || '/' || year || '/' || strftime(written, '%Y%m%d') || '.warc.gz'",
    "warc_offset": "hash(n, p, 'at') % 900000",
    "warc_length": "6000 + n % 2000",
    "published_year": "CASE WHEN p = 0 THEN year END",
    "cms": "'hanweb'",
}
_PARSES = {
    **{name: _MADE_BY[name] for name in PARSES.column if name in _MADE_BY},
    "requested_url": "url",
    "captured_at": "seen",
    "result": "'report'",
    "content_digest": "md5(version_id)",
    "parts_digest": "md5(version_id || 'parts')",
    "needs": "[]",
    "parsed_at": "seen + INTERVAL 2 HOUR",
}
_SECTIONS = {
    **_MADE_BY,
    "section": "0",
    "level": "1",
    "number": "'一、'",
    "heading": "'一、工作回顾'",
    "run_in": "false",
    "start_char": "0",
    "end_char": "6",
    "section_end": "characters",
}
_PARAGRAPHS = {**_MADE_BY, "paragraph": "p", "start_char": "p * 120", "end_char": "least(p * 120 + 119, characters)"}
_INDICATORS = {
    **_MADE_BY,
    "division_code": "division_code",
    "indicator": "f",
    "indicator_id": "md5(report_id || f)[:16]",
    "code": f"({_CODES})[(f + n) % 6 + 1]",
    "label": "'立案提案'",
    "value": "(hash(n, f, v) % 500)::DOUBLE",
    "unit": "'件'",
    "qualifier": "'exact'",
    "figure_year": "year - 1",
    "year": "year - 1",
    "period": "'reviewed'",
    "holder": "'own'",
    "role": "CASE WHEN f < 6 THEN 'total' ELSE 'part' END",
    "span": "'立案' || hash(n, f, v) % 500 || '件'",
    "start_char": "f * 15",
    "end_char": "f * 15 + 6",
    "warning": "CASE WHEN hash(n, f) % 100 = 0 THEN 'a sum and its parts differ' END",
}
_MENTIONS = {
    **_MADE_BY,
    "mention": "m",
    "kind": "'person'",
    "text": "chr((19968 + n % 3000)::INT) || '某某'",
    "start_char": "m * 20",
    "end_char": "m * 20 + 3",
}
_ANOMALIES = {
    **_MADE_BY,
    "anomaly": "0",
    "kind": "'term_number_missing'",
    "span": "'届'",
    "field": "'term'",
    "start_char": "0",
    "end_char": "1",
}
_ATTACHMENTS = {**_MADE_BY, "attachment": "0", "url": "url || '.pdf'", "name": "'附件'", "pages": "3"}
_LAYOUTS = {
    "site_id": "site_id",
    "template": "''",
    "version": "0",
    "pages": "0",
    "certainty": "0",
    "site_pages": "1000000",
    "learned_at": "TIMESTAMP '2007-01-02'",
}
_OUTCOMES = {
    "run_id": "strftime(started, '%Y%m%dT180000000000Z')",
    "shard": "'00'",
    "site_id": "site_id",
    "result": "CASE WHEN hash(site_id, night) % 40 = 0 THEN 'unreachable' ELSE 'ok' END",
    "reason": "''",
    "started_at": "started",
    "finished_at": "started + INTERVAL 5 MINUTE",
    **{
        name: "20"
        for name in CRAWL_OUTCOMES.column
        if name.startswith(("articles_", "verdict_"))
        or name in ("requests", "bytes_received", "not_modified", "links_seen")
    },
    "published_years": "[2026]",
    "warnings": "[]",
}


def _runs(nights: int, a_year: int) -> str:
    started = f"TIMESTAMP '{LAST_YEAR}-12-30 10:00' - INTERVAL 1 DAY * ((night + 1) * 365 // {a_year})::INT"
    return f"FROM (SELECT *, {started} AS started FROM counties, range({nights}) AS t(night))"
