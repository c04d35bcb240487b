"""How many requests a crawl will make to each site, from what crawls before it made. For planning: good to a factor."""

from __future__ import annotations

from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query

_NEAR = 2
"""Years on either side of one by whose articles its own are told."""
_LAST_NIGHTS = 14

_NIGHT = f"""
WITH nights AS (SELECT * FROM crawl_outcomes WHERE progress IS NOT NULL)
SELECT site_id, max_by(requests, finished_at) AS expected FROM nights
WHERE finished_at > (SELECT max(finished_at) FROM nights) - INTERVAL {_LAST_NIGHTS} DAY
GROUP BY site_id
"""
"""Only ordinary nights say how far they came with the lists: neither backfills nor imports do."""
_YEAR = """
SELECT site_id, coalesce(max(articles) FILTER (abs(published_year - {year}) <= {near}), avg(articles)) AS expected
FROM (SELECT site_id, published_year, count(DISTINCT url) AS articles FROM captures
    WHERE kind = 'article' AND published_year IS NOT NULL GROUP BY ALL)
GROUP BY site_id
"""


def expected_requests(store: Store, year: int | None = None) -> dict[str, float]:
    """By site, the requests of an ordinary night (as the last one had), or of a backfill of a publication year (as many
    as the fullest of the years around it has articles); sites of which nothing is known are not in it."""
    sql = _NIGHT if year is None else _YEAR.format(year=year, near=_NEAR)
    return {row["site_id"]: float(row["expected"] or 0) for row in query(store, sql).to_pylist()}
