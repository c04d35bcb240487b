"""Sites that are silent, redesigned, without text, or never read to the end: warnings, for nothing is lost by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from cppcc_archive.crawl.progress import read as read_progress
from cppcc_archive.crawl.text import printable
from cppcc_archive.jobs.findings import Finding, ask
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.tables.history import progress_of_walks

NO_ANSWER = timedelta(days=14)
NOTHING_NEW = timedelta(days=400)
"""How long an active site may be without an answer, and without a new article: committees report once a year."""

LONG_OPEN = 14
"""Nights in a row in which a list was not read to its end, after which somebody should know."""

REDESIGNED = "redesigned: another template"
"""How the warning of a crawl begins that met one."""

_REDESIGNED = """
WITH latest AS (SELECT site_id, captured_at, coalesce(template, '') AS template FROM parses
    WHERE result = 'report' AND {among}
    QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY parsed_at DESC) = 1),
spans AS (SELECT site_id, template, min(captured_at) AS first, max(captured_at) AS last, count(*) AS n
    FROM latest GROUP BY ALL),
newest AS (SELECT * FROM spans
    QUALIFY row_number() OVER (PARTITION BY site_id ORDER BY last DESC, n DESC) = 1)
SELECT newest.* FROM newest WHERE n >= 3
    AND EXISTS (SELECT 1 FROM spans WHERE spans.site_id = newest.site_id
        AND spans.template NOT IN ('', newest.template))
    AND NOT EXISTS (SELECT 1 FROM spans WHERE spans.site_id = newest.site_id
        AND spans.template NOT IN ('', newest.template) AND spans.last >= newest.first)
"""
_MET = r"""
SELECT site_id, told, strptime(regexp_extract(told, 'since (\d{{4}}-\d\d-\d\d)', 1) || ' +08', '%Y-%m-%d %z') AS first,
    regexp_extract(told, 'on (\d+) of', 1)::BIGINT AS n
FROM (SELECT site_id, list_filter(arg_max(warnings, started_at), lambda one: starts_with(one, '{lead}'))[1] AS told
    FROM crawl_outcomes WHERE shard <> 'import' AND articles_new + articles_changed > 0 AND {among} GROUP BY site_id)
WHERE told IS NOT NULL
"""
_NAMED = 5
_NEWEST, _MOST_EMPTY, _EMPTY = 8, 0.5, 20
"""Of so many newest reports of a site at most this share may have fewer characters than that."""


def redesigned_sql(among: str = "true") -> str:
    """Asks for the sites ``among`` which pages are of another template (an empty one where none was learned) from some
    capture on, on ``n`` pages from ``first`` to ``last``, and of those of before no more."""
    return _REDESIGNED.format(among=among)


def met_redesign_sql(among: str = "true") -> str:
    """Asks for the sites ``among`` which the newest crawl that brought pages met another template: since when
    (``first``) and on ``n`` pages. It knows before any build has read them."""
    return _MET.format(among=among, lead=REDESIGNED)


def site_warnings(store: Store, registry: Registry, now: datetime) -> Iterator[Finding]:
    """Sites that are crawled and from which nothing comes any more."""
    answered = "FILTER (result IN ('ok', 'unchanged', 'partial'))"
    rows = ask(
        store,
        f"SELECT site_id, min(started_at) AS first, max(finished_at) {answered} AS answer, "
        "max(finished_at) FILTER (articles_new > 0) AS news FROM crawl_outcomes "
        "WHERE shard <> 'import' GROUP BY site_id",
    )
    life = {row["site_id"]: row for row in rows}
    empty, redesigned, unfinished = _empty_pages(store), _redesigned(store), _unfinished(store, registry)
    for site in registry.crawlable():
        remedy = f"cppcc sites check {site.id}"
        known = life.get(site.id)
        if known is None:
            continue
        if now - (known["answer"] or known["first"]) > NO_ANSWER:
            since = f"since {known['answer']:%Y-%m-%d}" if known["answer"] else "ever"
            yield Finding("silent", site.id, f"has not answered {since}", remedy)
        elif now - (known["news"] or known["first"]) > NOTHING_NEW:
            since = f"since {known['news']:%Y-%m-%d}" if known["news"] else "ever"
            yield Finding("silent", site.id, f"has brought nothing new {since}", f"{remedy}: moved columns?")
        if site.id in empty:
            yield Finding("drift", site.id, empty[site.id], f"{remedy}: was it redesigned?")
        if site.id in unfinished:
            yield Finding(
                "unfinished", site.id, unfinished[site.id], "raise its budgets for a time (max_pages_per_run)"
            )
        if site.id in redesigned:
            yield Finding("redesigned", site.id, redesigned[site.id], f"{remedy} shows how its pages are read now")


def _unfinished(store: Store, registry: Registry) -> dict[str, str]:
    """Sites with a list whose end no night has come to for long: what stands there may never have been fetched."""
    found = {}
    for site_id, texts in progress_of_walks(store, [site.id for site in registry.crawlable()]).items():
        walks = [walk for walk in read_progress(texts).walks.values() if walk.cut >= LONG_OPEN]
        if walks:
            longest, named = max(walk.cut for walk in walks), "; ".join(walk.column for walk in walks[:_NAMED])
            found[site_id] = printable(
                f"{len(walks)} lists not read to the end for up to {longest} nights: {named}", 500
            )
    return found


def _redesigned(store: Store) -> dict[str, str]:
    """Sites whose pages are of another template from some capture on, and of that of before no more; by site since
    when, and whether what the new ones have in common was learned (it is, in the same night, once there are enough)."""
    rows = ask(store, redesigned_sql())
    return {row["site_id"]: _redesign(row) for row in rows}


def _redesign(row: dict[str, Any]) -> str:
    learned = "the new one was learned" if row["template"] else "too few of the new one to learn it yet"
    return f"another template since {row['first']:%Y-%m-%d}, on {row['n']} pages; {learned}"


def _empty_pages(store: Store) -> dict[str, str]:
    """Sites whose newest reports have mostly no text, as a redesign makes them; by site what was seen."""
    rows = ask(
        store,
        f"SELECT site_id, count(*) AS n, count(*) FILTER (characters < {_EMPTY}) AS empty FROM ("
        "SELECT site_id, characters FROM reports "
        f"QUALIFY row_number() OVER (PARTITION BY site_id ORDER BY last_changed DESC, report_id) <= {_NEWEST}"
        f") GROUP BY site_id HAVING n = {_NEWEST} AND empty > {_MOST_EMPTY} * n",
    )
    return {row["site_id"]: f"{row['empty']} of its {row['n']} newest pages have no text" for row in rows}
