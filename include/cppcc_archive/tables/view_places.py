"""Views of districts: the newest report of each kind, and which years of which districts the archive has."""

from __future__ import annotations

from cppcc_archive.tables.contract import DIVISIONS, REPORTS
from cppcc_archive.tables.schema import BOOL, INT, TEXT, TIME, Column, Table, View, borrowed

_FIRST_YEAR, _LAST_YEAR = 1995, 2060
_LATEST = [column for column in REPORTS.columns if not column.bulky and column.name != "revision"]

LATEST_REPORTS = View(
    Table(
        "latest_reports",
        "the newest report of one kind of one district",
        "Of each district and kind of document the one given last, without its text.",
        (
            Column("place_id", TEXT, "The district: its division code, or the site where that is not known", "370103"),
            *_LATEST,
            Column(
                "years_behind",
                INT,
                "How many years of publication the archive's newest report of this kind, of whatever district, is "
                "ahead of it; above 1 nothing newer was found for long, and coverage says whether the site still "
                "answers",
                "0",
                "years",
            ),
        ),
        key=("place_id", "doc_type"),
        order=("division_code", "doc_type"),
    ),
    f"""
SELECT {", ".join(["l.place_id", *(f"l.{column.name}" for column in _LATEST)])},
  n.published_year - l.published_year AS years_behind
FROM (
  SELECT COALESCE(r.division_code, r.site_id) AS place_id,
    {", ".join(f"r.{column.name}" for column in _LATEST)},
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(r.division_code, r.site_id), r.doc_type
      ORDER BY COALESCE(r.event_date, r.published_date) DESC NULLS LAST, r.published_at DESC NULLS LAST, r.report_id
    ) AS preference
  FROM reports AS r
) AS l
JOIN (SELECT doc_type, MAX(published_year) AS published_year FROM reports GROUP BY doc_type) AS n
  ON n.doc_type = l.doc_type
WHERE l.preference = 1
""",
)

_YEARS = "\n    UNION ALL ".join(f"SELECT {year} AS year" for year in range(_FIRST_YEAR, _LAST_YEAR + 1))

COVERAGE = View(
    Table(
        "coverage",
        "one district in one year of publication",
        "Every county there was in that year (and every other place with a site), and whether the archive has its "
        "reports: the denominator of every panel.",
        (
            Column("place_id", TEXT, "The district: its division code, or the site where that is not known", "370103"),
            *borrowed(DIVISIONS, "province_code", "city_code"),
            Column("name", TEXT, "Its name as it was in that year, with those above it", "山东省济南市市中区"),
            Column("name_en", TEXT, "Its name in English", "Shizhong District", nullable=True),
            Column(
                "is_county", BOOL, "Whether it is a county-level division, and no invented one: what is counted", "true"
            ),
            Column("year", INT, "Year of publication", "2024", "year"),
            Column(
                "state",
                TEXT,
                "present, known (pages of that year were found but not archived), blocked, dead (the site does not "
                "answer, or is retired), nothing_found (it answers and lists nothing of that year), never_seen",
                "present",
            ),
            Column("reports", INT, "Reports published in that year", "12", "reports"),
            Column("work_reports", INT, "Standing committee's reports among them", "1", "reports"),
            Column("proposal_reports", INT, "Reports on proposals among them", "1", "reports"),
            Column("known_pages", INT, "Pages of that year that were found and not archived", "0", "pages"),
            Column("sites", INT, "Sites of the district that the archive knows", "1", "sites"),
            Column("last_crawled_at", TIME, "When one of them was crawled last", "2026-01-01 18:04:10", nullable=True),
            Column("last_result", TEXT, "How that ended", "ok", nullable=True),
        ),
        key=("place_id", "year"),
        order=("place_id", "year"),
    ),
    f"""
WITH listed AS (
    {_YEARS}
),
held AS (
  SELECT COALESCE(r.division_code, r.site_id) AS place_id, r.published_year AS year, COUNT(*) AS reports,
    SUM(CASE WHEN r.doc_type = 'standing_committee_report' THEN 1 ELSE 0 END) AS work_reports,
    SUM(CASE WHEN r.doc_type = 'proposal_report' THEN 1 ELSE 0 END) AS proposal_reports
  FROM reports AS r
  WHERE r.duplicate_of IS NULL
  GROUP BY COALESCE(r.division_code, r.site_id), r.published_year
),
bounds AS (SELECT MIN(year) AS first_year, MAX(year) AS last_year FROM held),
years AS (
  SELECT l.year FROM listed AS l CROSS JOIN bounds AS b WHERE l.year >= b.first_year AND l.year <= b.last_year
),
places AS (
  SELECT DISTINCT s.site_id, COALESCE(s.division_code, s.site_id) AS place_id, s.division_code, s.name, s.status,
    s.invented
  FROM sites AS s
),
last_runs AS (
  SELECT o.site_id, o.result, o.finished_at,
    ROW_NUMBER() OVER (PARTITION BY o.site_id ORDER BY o.finished_at DESC, o.run_id) AS preference
  FROM crawl_outcomes AS o WHERE o.shard <> 'import'
),
standing AS (
  SELECT p.place_id, MAX(p.division_code) AS division_code, MAX(p.name) AS name, COUNT(*) AS sites,
    MAX(CASE WHEN p.invented THEN 1 ELSE 0 END) AS is_invented,
    MAX(r.finished_at) AS last_crawled_at,
    MAX(r.result) AS last_result,
    MAX(CASE WHEN r.result IN ('ok', 'unchanged', 'partial') THEN 1 ELSE 0 END) AS answers,
    MAX(CASE WHEN r.result IN ('blocked', 'refused') THEN 1 ELSE 0 END) AS is_blocked,
    MAX(CASE WHEN r.result IS NOT NULL OR p.status = 'retired' THEN 1 ELSE 0 END) AS was_tried
  FROM places AS p LEFT JOIN last_runs AS r ON r.site_id = p.site_id AND r.preference = 1
  GROUP BY p.place_id
),
missed AS (
  SELECT p.place_id, c.published_year AS year, COUNT(DISTINCT c.requested_url) AS known_pages
  FROM (
    SELECT site_id, requested_url, MAX(published_year) AS published_year
    FROM captures WHERE kind = 'article' AND published_year IS NOT NULL
    GROUP BY site_id, requested_url
    HAVING MAX(CASE WHEN verdict IN ('ok', 'unchanged') THEN 1 ELSE 0 END) = 0
  ) AS c JOIN places AS p ON p.site_id = c.site_id
  GROUP BY p.place_id, c.published_year
),
districts AS (
  SELECT d.division_code AS place_id, d.province_code, d.city_code, d.full_name AS name, d.name_en,
    d.level = 'county' AS is_county, y.year
  FROM divisions AS d CROSS JOIN years AS y
  WHERE (d.valid_from IS NULL OR EXTRACT(YEAR FROM d.valid_from) <= y.year)
    AND (d.valid_to IS NULL OR EXTRACT(YEAR FROM d.valid_to) > y.year)
    AND (d.level = 'county' OR d.division_code IN (SELECT place_id FROM standing))
),
named AS (SELECT DISTINCT division_code FROM divisions),
grid AS (
  SELECT place_id, province_code, city_code, name, name_en, is_county, year FROM districts
  UNION ALL
  SELECT s.place_id, SUBSTR(s.division_code, 1, 2) || '0000' AS province_code, CAST(NULL AS VARCHAR) AS city_code,
    s.name, CAST(NULL AS VARCHAR) AS name_en,
    s.division_code IS NOT NULL AND s.division_code NOT LIKE '%00' AND n.division_code IS NULL AND s.is_invented = 0
      AS is_county, y.year
  FROM standing AS s CROSS JOIN years AS y
  LEFT JOIN named AS n ON n.division_code = s.division_code
  WHERE NOT EXISTS (SELECT 1 FROM districts AS d WHERE d.place_id = s.place_id AND d.year = y.year)
)
SELECT g.place_id, g.province_code, g.city_code, g.name, g.name_en, g.is_county, g.year,
  CASE
    WHEN h.reports > 0 THEN 'present'
    WHEN m.known_pages > 0 THEN 'known'
    WHEN s.answers = 1 THEN 'nothing_found'
    WHEN s.is_blocked = 1 THEN 'blocked'
    WHEN s.was_tried = 1 THEN 'dead'
    ELSE 'never_seen'
  END AS state,
  CAST(COALESCE(h.reports, 0) AS INTEGER) AS reports, CAST(COALESCE(h.work_reports, 0) AS INTEGER) AS work_reports,
  CAST(COALESCE(h.proposal_reports, 0) AS INTEGER) AS proposal_reports,
  CAST(COALESCE(m.known_pages, 0) AS INTEGER) AS known_pages, CAST(COALESCE(s.sites, 0) AS INTEGER) AS sites,
  s.last_crawled_at, s.last_result
FROM grid AS g
LEFT JOIN held AS h ON h.place_id = g.place_id AND h.year = g.year
LEFT JOIN missed AS m ON m.place_id = g.place_id AND m.year = g.year
LEFT JOIN standing AS s ON s.place_id = g.place_id
""",
)
