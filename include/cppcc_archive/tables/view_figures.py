"""Views of figures: the panel (district by year by code), figures in their sentences, contradictions.

SQL as every warehouse reads it (DuckDB's dialect, written for the others by :mod:`cppcc_archive.tables.ddl`).
"""

from __future__ import annotations

from cppcc_archive.reports.figures.codes import CODES, Code
from cppcc_archive.tables.contract import DIVISIONS, INDICATORS, REPORTS
from cppcc_archive.tables.literals import quoted, text_list
from cppcc_archive.tables.schema import INT, REAL, TEXT, Column, Table, View, borrowed
from cppcc_archive.tables.view_codes import BREAKDOWNS, OTHER, SLICE_CODES, listed_for

FIGURE_CONTEXT = View(
    Table(
        "figure_context",
        "one figure in its sentence",
        "Every figure of the reports as they stand with the forty characters before and after it (KWIC).",
        (
            *borrowed(
                INDICATORS, "report_id", "version_id", "indicator", "site_id", "division_code", "code", "label", "value"
            ),
            *borrowed(INDICATORS, "unit", "qualifier", "figure_year", "year", "period", "holder", "role"),
            Column("text_before", TEXT, "The forty characters before it", "一年来，共征集提案171件，", nullable=True),
            *borrowed(INDICATORS, "span"),
            Column("text_after", TEXT, "The forty characters after it", "，办复率100%。", nullable=True),
            *borrowed(INDICATORS, "start_char", "end_char"),
            *borrowed(REPORTS, "doc_type", "title", "url"),
            *borrowed(INDICATORS, "published_year", "capture_id"),
        ),
        key=("report_id", "version_id", "indicator"),
        order=("code", "division_code", "report_id", "indicator"),
    ),
    """
SELECT i.report_id, i.version_id, i.indicator, i.site_id, i.division_code, i.code, i.label, i.value, i.unit,
  i.qualifier, i.figure_year, i.year, i.period, i.holder, i.role,
  SUBSTR(r.text, CASE WHEN i.start_char > 40 THEN i.start_char - 39 ELSE 1 END,
    CASE WHEN i.start_char > 40 THEN 40 ELSE i.start_char END) AS text_before,
  i.span,
  SUBSTR(r.text, i.end_char + 1, 40) AS text_after,
  i.start_char, i.end_char, r.doc_type, r.title, r.url, i.published_year, i.capture_id
FROM indicators AS i
JOIN reports AS r ON r.report_id = i.report_id AND r.version_id = i.version_id
""",
)

# News of one day, a speech, a notice count what they tell of (six places that one inspection went to), not the year. Of
# proposals, opinions, members and rates they print the year's totals, too.
_OF_A_DAY = text_list(("meeting_news", "notice", "plan", "regulation", "speech"))

# The committee's own total for a year it looks back on: what a panel may hold. Dimensions that are not known count as
# the ordinary case, but whatever has them goes before. Documents 1 and 2 account for the code and may contradict each
# other; what 3 counts (a resolution, a list) may be another thing. What the next year's report prints of the year
# before comes last of all: it is never the value, and may deny it.
_ACCOUNTS = f"""
SELECT i.report_id, i.version_id, i.indicator, i.indicator_id, i.site_id, i.division_code,
  COALESCE(i.division_code, i.site_id) AS place_id, COALESCE(i.figure_year, i.year) AS year, i.code, i.value, i.unit,
  i.qualifier, i.value_min, i.value_max, i.span, i.start_char, i.end_char, i.warning, i.capture_id,
  i.file, r.doc_type, r.title, r.url,
  CASE
    WHEN r.doc_type = 'proposal_report' OR r.doc_type = 'opinion_report' THEN 1
    WHEN r.doc_type = 'standing_committee_report' THEN 2
    ELSE 3
  END AS document,
  CASE WHEN i.period = 'prior_year' THEN 1 ELSE 0 END AS told_later,
  CASE WHEN COALESCE(i.figure_year, i.year) = r.year_reviewed THEN 0 ELSE 1 END AS looks_back_further,
  CASE WHEN i.holder = 'own' AND i.role IS NOT NULL THEN 0 ELSE 1 END AS dimensions_unknown,
  r.published_at
FROM indicators AS i
JOIN reports AS r ON r.report_id = i.report_id AND r.version_id = i.version_id
WHERE i.code NOT IN ({text_list({*BREAKDOWNS, OTHER})})
  AND COALESCE(i.figure_year, i.year) IS NOT NULL
  AND (COALESCE(i.period, 'reviewed') = 'reviewed' OR (i.period = 'prior_year' AND i.figure_year IS NOT NULL))
  AND COALESCE(i.holder, 'own') = 'own'
  AND (COALESCE(i.role, 'total') = 'total' OR (i.role = 'part' AND i.code IN ({text_list(SLICE_CODES)})))
  AND (r.doc_type NOT IN ({_OF_A_DAY}) OR i.code LIKE 'proposals%' OR i.code LIKE 'opinions%'
    OR i.code LIKE 'members%' OR i.code LIKE '%rate')
  AND (r.doc_type <> 'proposal_report' OR i.code IN ({listed_for("proposal_report")}))
  AND (r.doc_type <> 'opinion_report' OR i.code IN ({listed_for("opinion_report")}))
  AND r.duplicate_of IS NULL
"""

# Units in the order of the code list, so that a series keeps to one: people visited (人次) before firms (家).
_UNIT = "STRPOS(' / ' || c.unit || ' / ', ' / ' || a.unit || ' / ')"

# 近200件 in the opening and 198件 below it are one value.
_ROUNDED = (
    "m.unit = m.chosen_unit AND (m.qualifier <> 'exact' OR m.chosen_qualifier <> 'exact')"
    " AND ABS(m.value - m.chosen_value) * 10 <= ABS(m.value)"
)
_FEW = 50
"""Two counts below it may be equal by chance; of what is counted in the hundreds, equal numbers are one."""

# Courses for informants and courses for members, four of each, are eight: nothing but the words tells that they are not
# the same four told twice. Proposals, opinions, members, rates and the bodies' own meetings are one thing in a year.
_GATHERS = (
    "NOT (m.code LIKE 'proposals%' OR m.code LIKE 'opinions%' OR m.code LIKE 'members%' OR m.code LIKE '%rate' OR "
    "m.code LIKE '%share' OR m.code IN ('chairmen_meetings', 'handling_bodies', 'plenary_meetings', 'proposers', "
    "'standing_committee_meetings'))"
)
_BESIDE = "m.preference > 1 AND m.told_later = 0 AND m.report_id = m.chosen_report"
_ANOTHER_THING = f"{_BESIDE} AND (m.value <> m.chosen_value OR ({_GATHERS} AND m.unit <> m.chosen_unit))"
_SAID_AGAIN = f"{_BESIDE} AND {_GATHERS} AND m.value < {_FEW} AND COALESCE(m.file, '') = m.chosen_file"
_DENIES = (
    "m.value <> m.chosen_value AND m.report_id <> m.chosen_report AND m.unit = m.chosen_unit AND m.qualifier = 'exact' "
    "AND m.chosen_qualifier = 'exact' AND m.document <= 2 AND m.chosen_document <= 2"
)

# One pass over the figures: every window is over what a question narrows (district, year, code), so that DuckDB and its
# like narrow the figures they read, and nothing is joined to itself.
_RANKED = f"""
SELECT a.*, c.label_zh, c.label_en, ROW_NUMBER() OVER (
    PARTITION BY a.place_id, a.year, a.code
    ORDER BY a.told_later, a.document, a.looks_back_further, a.dimensions_unknown,
      CASE WHEN {_UNIT} > 0 THEN {_UNIT} ELSE 100 END,
      CASE WHEN a.warning IS NULL THEN 0 ELSE 1 END, CASE WHEN a.qualifier = 'exact' THEN 0 ELSE 1 END,
      a.published_at DESC, a.report_id, a.start_char, a.indicator
  ) AS preference,
  DENSE_RANK() OVER (PARTITION BY a.place_id, a.year, a.code ORDER BY a.value) AS value_rank
FROM ({_ACCOUNTS}) AS a LEFT JOIN codes AS c ON c.code = a.code
"""


def _of_chosen(column: str, which: str = "preference = 1") -> str:
    """A column of one of the figures that could stand in a place of the panel, for each of them."""
    return f"MAX(CASE WHEN {which} THEN {column} END) OVER (PARTITION BY place_id, year, code)"


_BESIDE_CHOSEN = f"""
SELECT r.*, COUNT(*) OVER (PARTITION BY place_id, year, code) AS candidates,
  MAX(value_rank) OVER (PARTITION BY place_id, year, code) AS values_found,
  MIN(value) OVER (PARTITION BY place_id, year, code) AS lowest,
  MAX(value) OVER (PARTITION BY place_id, year, code) AS highest,
  {_of_chosen("value")} AS chosen_value, {_of_chosen("unit")} AS chosen_unit,
  {_of_chosen("qualifier")} AS chosen_qualifier, {_of_chosen("report_id")} AS chosen_report,
  {_of_chosen("document")} AS chosen_document, {_of_chosen("COALESCE(file, '')")} AS chosen_file
FROM ({_RANKED}) AS r
"""

_WEIGHED = f"""
SELECT w.*, MAX(another_thing) OVER (PARTITION BY place_id, year, code) AS other_things,
  MIN(denial) OVER (PARTITION BY place_id, year, code) AS first_denial
FROM (
  SELECT m.*,
    CASE WHEN {_ROUNDED} THEN 0 WHEN {_ANOTHER_THING} THEN 2 WHEN {_SAID_AGAIN} THEN 1 ELSE 0 END AS another_thing,
    CASE WHEN {_DENIES} THEN m.preference END AS denial
  FROM ({_BESIDE_CHOSEN}) AS m
) AS w
"""

_JUDGED = f"""
SELECT v.*, {_of_chosen("report_id", "preference = first_denial")} AS conflict_report_id,
  {_of_chosen("value", "preference = first_denial")} AS conflict_value
FROM ({_WEIGHED}) AS v
"""

# What no list has that year (a name of another year, an invented place) lies in the province of its first two digits.
PROVINCE = "COALESCE({place}.province_code, SUBSTR({code}, 1, 2) || '0000')"

_PLACE = (
    Column("place_id", TEXT, "The district: its division code, or the site where that is not known", "370103"),
    Column("division_code", TEXT, "Division (行政区划代码, GB/T 2260)", "370103", nullable=True),
    *borrowed(DIVISIONS, "province_code", "city_code"),
    Column("name", TEXT, "Its name with those above it, as it was in that year", "山东省济南市市中区", nullable=True),
    Column("name_en", TEXT, "Its name in English", "Shizhong District", nullable=True),
)

NO_TOTAL = ("several_things", "said_twice")
"""What ``basis`` says of a value that is no total."""

PANEL = View(
    Table(
        "panel",
        "one district, year and code",
        "One value for each: the committee's own total, from the document that accounts for the year (for proposals "
        "and their rates the report on them, for opinions the report on those, else the standing committee's; a report "
        "on proposals accounts for nothing else), with the figure it was read from.",
        (
            *_PLACE,
            Column("site_id", TEXT, "The site the figure comes from", "qinghe-zhengxie"),
            Column("year", INT, "The year the figure speaks of", "2024", "year"),
            Column("code", TEXT, "What is counted", "proposals_filed"),
            Column("label_zh", TEXT, "The Chinese term for it", "立案", nullable=True),
            Column("label_en", TEXT, "What it means, in English", "Proposals filed after examination", nullable=True),
            *borrowed(INDICATORS, "value", "unit", "qualifier", "value_min", "value_max", "warning"),
            Column(
                "basis",
                TEXT,
                "one_value (the document has one, beside roundings of it, and no other that accounts for the year "
                "denies it), documents_differ "
                "(see conflict_value), several_things (the document counts several under the code, meetings of three "
                "kinds: value is one of them, no total), said_twice (the document says one small number twice, four "
                "courses and four courses: one thing told again, or two, and value no total)",
                "one_value",
            ),
            Column(
                "candidates",
                INT,
                "How many figures could have stood here, this one and what a later report says of the year included",
                "2",
                "figures",
            ),
            Column(
                "values_found",
                INT,
                "How many different values they have; above 1 basis says why, or it is a document that does not "
                "account for the code",
                "1",
                "values",
            ),
            Column("lowest", REAL, "The lowest of them", "150"),
            Column("highest", REAL, "The highest of them", "151"),
            Column(
                "conflict_report_id",
                TEXT,
                "The first other report with another exact value in the same unit; null where none disagrees",
                "9b1c0d7e5a3f4e22",
                nullable=True,
            ),
            Column("conflict_value", REAL, "The value there", "150", nullable=True),
            *borrowed(INDICATORS, "report_id", "version_id", "indicator", "indicator_id"),
            *borrowed(REPORTS, "doc_type", "title", "url"),
            *borrowed(INDICATORS, "span", "start_char", "end_char", "capture_id"),
        ),
        key=("place_id", "year", "code"),
        order=("division_code", "year", "code"),
    ),
    f"""
SELECT p.place_id, p.division_code,
  {PROVINCE.format(place="d", code="p.division_code")} AS province_code, d.city_code,
  COALESCE(d.full_name, s.name) AS name, d.name_en,
  p.site_id, p.year, p.code, p.label_zh, p.label_en, p.value, p.unit, p.qualifier, p.value_min, p.value_max, p.warning,
  CASE WHEN p.other_things = 2 THEN 'several_things' WHEN p.other_things = 1 THEN 'said_twice'
    WHEN p.conflict_report_id IS NOT NULL THEN 'documents_differ' ELSE 'one_value' END AS basis,
  CAST(p.candidates AS INTEGER) AS candidates, CAST(p.values_found AS INTEGER) AS values_found, p.lowest, p.highest,
  p.conflict_report_id, p.conflict_value,
  p.report_id, p.version_id, p.indicator, p.indicator_id, p.doc_type, p.title, p.url, p.span, p.start_char, p.end_char,
  p.capture_id
FROM ({_JUDGED}) AS p
LEFT JOIN sites AS s ON s.site_id = p.site_id
LEFT JOIN (
  SELECT division_code, province_code, city_code, full_name, name_en,
    COALESCE(EXTRACT(YEAR FROM valid_from), 0) AS first_year, COALESCE(EXTRACT(YEAR FROM valid_to), 9999) AS next_year
  FROM divisions
) AS d ON d.division_code = p.division_code AND d.first_year <= p.year AND d.next_year > p.year
WHERE p.preference = 1 AND p.told_later = 0
""",
)

_ALIKE = (
    frozenset({"件", "条", "篇", "份", "件次", "条次", "篇次"}),
    frozenset({"次", "场", "场次", "期", "批", "批次", "讲"}),
    frozenset({"名", "人", "位"}),
    frozenset({"个", "家", "处"}),
    frozenset({"部", "册", "本"}),
)
"""Measure words that count the same, so that one committee's and another's can stand in one column."""


def _units_in_column(code: Code) -> str:
    """The units of a column of the wide panel: the code's first, and those that count the same."""
    first = code.unit.split(" / ")[0]
    return text_list(next((group for group in _ALIKE if first in group), {first}))


_WIDE = [code for code in CODES if code.code not in BREAKDOWNS and code.code != OTHER]


def _in_its_unit() -> str:
    """Whether a value of the panel is in a unit of its column."""
    codes: dict[str, list[str]] = {}
    for code in _WIDE:
        codes.setdefault(_units_in_column(code), []).append(code.code)
    return "\n    OR ".join(
        f"p.unit IN ({units}) AND p.code IN ({', '.join(map(quoted, listed))})" for units, listed in codes.items()
    )


PANEL_WIDE = View(
    Table(
        "panel_wide",
        "one district and year",
        "The panel with a column for each code: what spreadsheets and regressions want. Empty where a document counts "
        "several things under the code or one small number twice (basis several_things and said_twice in panel), where "
        "it counts in another unit than the column's (its first, or a measure word that counts the same: 件 and 条, "
        "次 and 场, 名 and 人), and where it prints a bound only (qualifier more_than, less_than): those are in panel, "
        "with unit and qualifier, and left_out counts them.",
        (
            *_PLACE,
            Column("year", INT, "The year the figures speak of", "2024", "year"),
            Column(
                "left_out",
                INT,
                "How many codes panel has of this district and year that are empty here; what panel has not is not "
                "known, or was not printed",
                "3",
                "codes",
            ),
            Column(
                "approximate",
                INT,
                "How many values of this row are approximate (qualifier approx in panel says which)",
                "1",
                "values",
            ),
            *(
                Column(code.code, REAL, f"{code.label}: {code.meaning}", "151", code.unit, nullable=True)
                for code in _WIDE
            ),
        ),
        key=("place_id", "year"),
        order=("division_code", "year"),
    ),
    "SELECT place_id, MAX(division_code) AS division_code, MAX(province_code) AS province_code, "
    "MAX(city_code) AS city_code, MAX(name) AS name, MAX(name_en) AS name_en, year,\n"
    "  CAST(SUM(CASE WHEN value IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS left_out,\n"
    "  CAST(SUM(CASE WHEN value IS NOT NULL AND qualifier = 'approx' THEN 1 ELSE 0 END) AS INTEGER) AS approximate,\n  "
    + ",\n  ".join(f"MAX(CASE WHEN code = '{code.code}' THEN value END) AS {code.code}" for code in _WIDE)
    + "\nFROM (SELECT p.place_id, p.division_code, p.province_code, p.city_code, p.name, p.name_en, p.year, p.code, "
    f"p.qualifier,\n  CASE WHEN p.basis NOT IN ({', '.join(map(quoted, NO_TOTAL))})\n"
    f"    AND p.qualifier IN ('exact', 'approx') AND ({_in_its_unit()}) THEN p.value END AS value\n"
    "FROM panel AS p) AS named GROUP BY place_id, year",
)

CONTRADICTIONS = View(
    Table(
        "contradictions",
        "one figure that another document contradicts",
        "A district's own totals for one year and code that differ between two of its documents, or between a year's "
        "own report and what a later one prints of the year before; both directions.",
        (
            Column("place_id", TEXT, "The district: its division code, or the site", "370103"),
            Column("year", INT, "The year the figures speak of", "2024", "year"),
            *borrowed(INDICATORS, "code", "report_id", "version_id", "indicator", "indicator_id", "value", "qualifier"),
            *borrowed(REPORTS, "doc_type"),
            Column(
                "kind",
                TEXT,
                "What contradicts it: other_document, or prior_year (one of the two is what a later report says of the "
                "year before)",
                "other_document",
            ),
            Column("other_report_id", TEXT, "The report that says otherwise", "9b1c0d7e5a3f4e22"),
            Column("other_id", TEXT, "The figure there (its indicator_id)", "4f1d2c0b9a8e7f60", nullable=True),
            Column("other_value", REAL, "What it says", "174"),
            Column("other_doc_type", TEXT, "Kind of that document", "proposal_report"),
        ),
        key=("report_id", "version_id", "indicator", "other_report_id", "other_id"),
        order=("place_id", "year", "code", "report_id", "indicator"),
    ),
    f"""
WITH accounts AS ({_ACCOUNTS})
SELECT a.place_id, a.year, a.code, a.report_id, a.version_id, a.indicator, a.indicator_id, a.value, a.qualifier,
  a.doc_type,
  CASE WHEN a.told_later + b.told_later > 0 THEN 'prior_year' ELSE 'other_document' END AS kind,
  b.report_id AS other_report_id, b.indicator_id AS other_id,
  b.value AS other_value, b.doc_type AS other_doc_type
FROM accounts AS a
JOIN accounts AS b ON b.place_id = a.place_id AND b.year = a.year AND b.code = a.code
  AND b.report_id <> a.report_id AND b.unit = a.unit
WHERE a.value <> b.value AND a.qualifier = 'exact' AND b.qualifier = 'exact' AND a.document <= 2 AND b.document <= 2
""",
)
