"""Every table of the archive, declared once.

From here come the Arrow schemas, the validation before every commit, the data dictionary (``docs/tables.md``) and the
warehouse DDL (``include/sql/``). Each column has a description, a unit where it counts something, an example and
whether it may be null. Unknown is null, never a guess. Times are UTC; dates are the sites' own (Asia/Shanghai).
"""

from __future__ import annotations

from cppcc_archive.tables.schema import BOOL, DATE, INT, INTS, LONG, LONGS, REAL, TEXT, TEXTS, TIME, Column, Table

_CAPTURE_ID = "3f2b8c1e-6f0a-4f57-9d8e-0b8f4f0f9a11"
_REPORT_ID = "9b1c0d7e5a3f4e21"
_VERSION_ID = "5d41402abc4b2a76b9719d911017c592"


def _site(nullable: bool = False) -> Column:
    return Column("site_id", TEXT, "The site of the registry it comes from", "qinghe-zhengxie", nullable=nullable)


def _report() -> tuple[Column, ...]:
    return (
        Column(
            "report_id", TEXT, "The report; stable when the site moves the page, where that can be known", _REPORT_ID
        ),
        Column(
            "version_id", TEXT, "Digest of the report's text without blanks; the version it belongs to", _VERSION_ID
        ),
    )


def _made_by() -> tuple[Column, ...]:
    return (
        Column("published_year", INT, "Year of publication at the site", "2025", "year"),
        Column("capture_id", TEXT, "The capture the row was read from", _CAPTURE_ID),
        Column("parser_version", TEXT, "The version of the parser that read it", "1"),
    )


def _layout_id() -> Column:
    return Column("layout_id", TEXT, "The row of layouts it was read with", "0cc175b9c0f1b6a8", nullable=True)


def _span(of: str) -> tuple[Column, ...]:
    return (
        Column("start_char", INT, f"Where {of} begins in the report's text", "120", "code points"),
        Column("end_char", INT, f"Where {of} ends (exclusive)", "131", "code points"),
    )


def _place() -> tuple[Column, ...]:
    return (
        Column("site_id", TEXT, "The site of the registry it comes from", "qinghe-zhengxie"),
        Column("division_code", TEXT, "Division (行政区划代码, GB/T 2260) of the committee", "370103", nullable=True),
    )


_REPORT_FACTS = (
    Column("url", TEXT, "Address of the page the newest version was read from", "http://www.example.gov.cn/art/1.html"),
    Column("title", TEXT, "Title as printed", "政协第十届青河县委员会常务委员会工作报告", nullable=True),
    Column(
        "doc_type",
        TEXT,
        "Kind of document: standing_committee_report, proposal_report, opinion_report, speech, "
        "resolution, meeting_news, notice, plan, regulation, member_list, other",
        "standing_committee_report",
    ),
    Column("doc_type_evidence", TEXT, "The rule that decided the kind", "title: 常务委员会工作报告"),
    Column("organisation", TEXT, "The committee's full name (全称)", "中国人民政治协商会议青河县委员会", nullable=True),
    Column("organisation_printed", TEXT, "The committee's name as it stands in the text", "县政协", nullable=True),
    Column("term", INT, "Term of the committee (届)", "10", nullable=True),
    Column("session", INT, "Plenary session within the term (次)", "4", nullable=True),
    Column("speaker", TEXT, "Who gave the report", "李青山", nullable=True),
    Column("speaker_role", TEXT, "The speaker's office as printed", "县政协主席", nullable=True),
    Column("event_date", DATE, "Day the report was given", "2025-01-07", nullable=True),
    Column(
        "published_at",
        TIME,
        "When the site says it was published; midnight in Shanghai where only a day is given",
        "2025-01-06 16:00:00",
        nullable=True,
    ),
    Column("published_date", DATE, "Day of published_at at the site (Asia/Shanghai)", "2025-01-07", nullable=True),
    Column("year_reviewed", INT, "Year the report looks back on", "2024", "year", nullable=True),
    Column("year_planned", INT, "Year the report looks ahead to", "2025", "year", nullable=True),
    Column("source", TEXT, "Source line of the page (来源)", "青河县政协办公室", nullable=True),
    Column("author", TEXT, "Author line of the page (作者)", "张三", nullable=True),
    Column("breadcrumb", TEXTS, "Path of columns the page stands under", "[首页, 履职, 工作报告]"),
    Column("characters", INT, "Length of the text", "8421", "code points"),
    Column(
        "anomalies",
        TEXT,
        "Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected, field; "
        "the same as rows: table anomalies",
        '[{"kind":"lost_ordinal","span":"第届","start":12,"end":14,"expected":null}]',
        bulky=True,
    ),
    Column("anomaly_count", INT, "How many anomalies there are", "1"),
    Column("encoding", TEXT, "Character encoding the page was decoded by", "gb18030"),
    Column("warnings", TEXTS, "Doubts of the extraction and the parser", "[]"),
)

CAPTURES = Table(
    "captures",
    "one fetch of one URL",
    "Every answer that told something new, and where its WARC record lies; what only confirmed a page is in "
    "`confirmed`. Append-only.",
    (
        Column("capture_id", TEXT, "UUID of the WARC response or revisit record", _CAPTURE_ID),
        _site(),
        Column("run_id", TEXT, "The crawl run", "20260101T180000000000Z"),
        Column(
            "kind",
            TEXT,
            "Why it was fetched: robots, home, listing, article, attachment, requisite (a picture or style); redirect: "
            "on the way to one of these",
            "article",
        ),
        Column(
            "url", TEXT, "Address that answered, after redirects", "http://www.example.gov.cn/art/2025/1/7/art_1_2.html"
        ),
        Column(
            "requested_url",
            TEXT,
            "Canonical address that was asked for (a POST with its form): what the page is known under",
            "http://www.example.gov.cn/art/2025/1/7/art_1_2.html",
        ),
        Column("captured_at", TIME, "When the answer came", "2026-01-01 18:00:05.120000"),
        Column("captured_year", INT, "Year of captured_at (UTC)", "2026", "year"),
        Column("captured_month", TEXT, "Month of captured_at (UTC)", "2026-01"),
        Column("status", INT, "HTTP status", "200", nullable=True),
        Column(
            "verdict",
            TEXT,
            "What it turned out to be: ok, unchanged, blocked, tombstone, gone, missing, error",
            "ok",
        ),
        Column("verdict_reason", TEXT, "Why", "article page"),
        Column("content_type", TEXT, "Content-Type header", "text/html; charset=gbk", nullable=True),
        Column(
            "payload_digest",
            TEXT,
            "SHA-256 of the payload, content coding undone; for a 304 the one it confirms",
            "sha256:9f86d081884c7d65…",
            nullable=True,
        ),
        Column("payload_bytes", LONG, "Size of the payload received (0 for a 304)", "48213", "bytes"),
        Column("etag", TEXT, "ETag header", '"5f2-61a"', nullable=True),
        Column("last_modified", TEXT, "Last-Modified header", "Tue, 07 Jan 2025 02:43:00 GMT", nullable=True),
        Column("warc_key", TEXT, "Key of the WARC object in the store", "warc/qinghe/2026/qinghe-20260101-x.warc.gz"),
        Column("warc_offset", LONG, "Where the record begins in the object", "359", "bytes"),
        Column("warc_length", LONG, "Compressed length of the record", "712", "bytes"),
        Column("revisit_of", TEXT, "The capture whose payload this one repeats", _CAPTURE_ID, nullable=True),
        Column(
            "published_year",
            INT,
            "Publication year of the article, by page, address or listing",
            "2025",
            "year",
            nullable=True,
        ),
        Column("listed_title", TEXT, "Title in the listing that led here", "工作报告", nullable=True),
        Column("listed_date", DATE, "Date in the listing that led here", "2025-01-07", nullable=True),
        Column(
            "column_url",
            TEXT,
            "The listing that led here",
            "http://www.example.gov.cn/col/col1/index.html",
            nullable=True,
        ),
        Column(
            "cms",
            TEXT,
            "CMS family the site was read as by then; generic before it is told, as of robots.txt and the home page",
            "hanweb",
            nullable=True,
        ),
        Column(
            "truncated",
            TEXT,
            "Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is",
            "length",
            nullable=True,
        ),
        Column(
            "origin",
            TEXT,
            "Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live",
            "wayback",
            nullable=True,
        ),
        Column(
            "origin_source",
            TEXT,
            "The service and address, or the file and who handed it in, where it is not live",
            "https://web.archive.org/web/20100107000000id_/http://www.example.gov.cn/",
            nullable=True,
        ),
    ),
    key=("capture_id",),
    order=("site_id", "requested_url", "captured_at"),
    partition_by=("captured_year",),
    group_rows=2048,
    version=2,
)

CONFIRMED = Table(
    "confirmed",
    "one site in one crawl run that found pages as they were",
    "Pages that a run asked for and found as known (304, the same payload, still gone). Rows of a site are folded into "
    "one another by the weekly care, which keeps each page's newest confirmation.",
    (
        _site(),
        Column("run_id", TEXT, "The crawl run", "20260101T180000000000Z"),
        Column("confirmed_at", TIME, "When the last of them was confirmed", "2026-01-01 18:04:10"),
        Column(
            "pages", LONGS, "The pages: first 8 bytes of the SHA-256 of requested_url, signed", "[4611686018427387904]"
        ),
        Column("validated", LONGS, "Those of them that came with other validators than known", "[]"),
        Column("etags", TEXTS, "Their ETag headers, in the order of validated; empty: none", "[]"),
        Column("last_modifieds", TEXTS, "Their Last-Modified headers, in the order of validated; empty: none", "[]"),
    ),
    key=("run_id", "site_id"),
    order=("site_id", "confirmed_at"),
)

CRAWL_OUTCOMES = Table(
    "crawl_outcomes",
    "one site in one crawl run",
    "How each site came out of each run, also when nothing was new and when it failed. A run that is tried again "
    "replaces the rows of sites that had not answered.",
    (
        Column("run_id", TEXT, "The crawl run", "20260101T180000000000Z"),
        Column("shard", TEXT, "The part of the run's sites it was crawled with; import: taken in from a file", "00"),
        _site(),
        Column(
            "result",
            TEXT,
            "How the site came out: ok, unchanged, partial, silent, blocked, refused, error, stopped, busy, outage, "
            "redesigned",
            "ok",
        ),
        Column("reason", TEXT, "Why, where it is not ok; of an import, the file", "robots.txt forbids"),
        Column("started_at", TIME, "When the site's crawl began", "2026-01-01 18:00:00"),
        Column("finished_at", TIME, "When it ended", "2026-01-01 18:04:10"),
        Column("cms", TEXT, "CMS family the site was read as", "hanweb", nullable=True),
        Column("requests", INT, "Requests made", "40", "requests"),
        Column("bytes_received", LONG, "Bytes received", "812345", "bytes"),
        Column("not_modified", INT, "Answers 304", "12", "answers"),
        Column("links_seen", INT, "Article links seen in listings", "60", "links"),
        Column("articles_new", INT, "Articles fetched for the first time", "3", "articles"),
        Column("articles_changed", INT, "Known articles with another payload", "1", "articles"),
        Column("articles_unchanged", INT, "Known articles that are as they were", "20", "articles"),
        Column("articles_gone", INT, "Articles that are gone", "0", "articles"),
        *(
            Column(f"verdict_{name}", INT, f"Fetches with the verdict {name}", "0", "fetches")
            for name in ("ok", "unchanged", "blocked", "tombstone", "gone", "error")
        ),
        Column("published_years", INTS, "Publication years that got something new", "[2024, 2025]"),
        Column(
            "warnings",
            TEXTS,
            "What the crawler stumbled over; `redesigned: …` where most of the new pages fit no stored layout of the "
            "site, with since when and on how many pages",
            "[]",
        ),
        Column(
            "verdict_missing",
            INT,
            "Fetches of pages that were there before and are not, on a night that does not settle it",
            "0",
            "fetches",
            nullable=True,
        ),
        Column(
            "progress",
            TEXTS,
            "How far the lists were read, for the next night: by column whether the walk was cut short (open) and "
            "where (gaps: the page that comes next, rows above it that are still to be fetched), its pages when it "
            "was last read to its end and how many nights ago; articles that gave no answer. Null for a run over dates",
            '[{"column":"http://www.example.gov.cn/col1/","open":true,"pages":12,"nights":1}]',
            nullable=True,
        ),
        Column("too_many_requests", INT, "Answers 429", "0", "answers", nullable=True),
        Column(
            "least_pause_seconds",
            REAL,
            "Shortest time between the end of an exchange with one of the site's hosts and the next request to it in "
            "this run; null where no host was asked twice",
            "1.02",
            "seconds",
            nullable=True,
        ),
        Column(
            "asked_pause_seconds",
            REAL,
            "What least_pause_seconds should have been: the site's delay, its robots.txt's where that is longer; "
            "of several that differ the two with the least to spare",
            "1.0",
            "seconds",
            nullable=True,
        ),
    ),
    key=("run_id", "site_id"),
    order=("site_id", "started_at"),
)

REPORTS = Table(
    "reports",
    "one report as it stands or stood",
    "What is known of every report, also of those the site has deleted since (gone_since). A report that changed or "
    "vanished gets another row with a higher revision: the highest stands. The weekly care drops the others.",
    (
        *_report(),
        *_place(),
        *_REPORT_FACTS,
        Column("first_seen", TIME, "When the archive first captured it", "2025-01-08 18:00:05"),
        Column("last_changed", TIME, "When the version that stands was first captured", "2025-01-08 18:00:05"),
        Column(
            "gone_since",
            TIME,
            "When the site was first seen without it; null while it is there",
            "2026-03-01 18:02:11",
            nullable=True,
        ),
        Column(
            "content_digest",
            TEXT,
            "Digest of this row, its text and all its parts; equal digests, equal content",
            "0cc175b9c0f1b6a831c399e269772661",
        ),
        Column(
            "revision", LONG, "Which row of the report stands: 0 for its first, higher for each that replaces it", "0"
        ),
        _layout_id(),
        Column(
            "text_origin",
            TEXT,
            "What the text was read from: page, file, ocr, mixed; none: there is no text",
            "page",
            nullable=True,
        ),
        Column("needs_ocr", BOOL, "Whether there is text that only an OCR would have", "false", nullable=True),
        *_made_by(),
    ),
    key=("report_id", "revision"),
    order=("site_id", "published_at", "report_id", "revision"),
    partition_by=("published_year",),
    bloom=("report_id",),
    version=2,
)

REPORT_TEXTS = Table(
    "texts",
    "one text a report has or had",
    "The text of every version: the only place where it is stored. Offsets of all parts count code points in it.",
    (
        *_report(),
        _site(),
        Column(
            "text",
            TEXT,
            "The whole text as printed, never repaired",
            "各位委员：我受常务委员会委托……",
            bulky=True,
        ),
        *_made_by(),
    ),
    key=("report_id", "version_id"),
    order=("site_id", "report_id"),
    partition_by=("published_year",),
    bloom=("report_id",),
)

REPORT_VERSIONS = Table(
    "report_versions",
    "one stay of a text at a report's page",
    "Every text of every report in the order the site showed them: a text that came back has two rows. Append-only.",
    (
        *_report(),
        *_place(),
        Column("url", TEXT, "Address of the page", "http://www.example.gov.cn/art/1.html"),
        Column("title", TEXT, "Title as printed", "工作报告", nullable=True),
        Column("characters", INT, "Length of the text", "8421", "code points"),
        Column("valid_from", TIME, "When this text was first captured in this stay", "2025-01-08 18:00:05"),
        *_made_by(),
    ),
    key=("report_id", "version_id", "valid_from"),
    order=("site_id", "report_id", "valid_from"),
    partition_by=("published_year",),
    bloom=("report_id",),
    version=2,
)

SECTIONS = Table(
    "sections",
    "one heading of a report and the section it opens",
    "The outline: 一、 → （一） → 1. → run-in lead sentences.",
    (
        *_report(),
        _site(),
        Column("section", INT, "Position in the outline, from 0", "3"),
        Column("parent", INT, "Position of the section it lies in", "1", nullable=True),
        Column("level", INT, "Depth, 1 for the outermost", "2"),
        Column("number", TEXT, "Number as printed; null for a run-in lead or a lost ordinal", "（一）", nullable=True),
        Column("heading", TEXT, "Heading as printed", "（一）聚焦发展建言献策"),
        Column("run_in", BOOL, "Whether the heading is the first sentence of a paragraph", "false"),
        *_span("the heading"),
        Column("section_end", INT, "Where the section with its subsections ends (exclusive)", "2210", "code points"),
        *_made_by(),
    ),
    key=("report_id", "version_id", "section"),
    order=("site_id", "report_id", "section"),
    partition_by=("published_year",),
    bloom=("report_id",),
    version=2,
)

_IN_FILE = (
    Column(
        "file",
        TEXT,
        "The file it was read from (…#name: inside a zip); null: the page itself",
        "http://www.example.gov.cn/files/1.pdf",
        nullable=True,
    ),
    Column("page", INT, "Page of that file, from 1; null where it has none", "3", nullable=True),
    Column(
        "text_origin",
        TEXT,
        "What it was read from: page, file, ocr (a machine read it off a picture)",
        "file",
        nullable=True,
    ),
)

PARAGRAPHS = Table(
    "paragraphs",
    "one paragraph of a report",
    "The text by paragraphs, with their place in the outline; their words are those of `texts` from start to end.",
    (
        *_report(),
        _site(),
        Column("paragraph", INT, "Position in the text, from 0", "12"),
        Column("section", INT, "The innermost section above it; null before the first heading", "3", nullable=True),
        *_span("the paragraph"),
        *_IN_FILE,
        Column("confidence", REAL, "How sure the OCR was, 0 to 1", "0.97", nullable=True),
        *_made_by(),
    ),
    key=("report_id", "version_id", "paragraph"),
    order=("site_id", "report_id", "paragraph"),
    partition_by=("published_year",),
    bloom=("report_id",),
    version=2,
)

INDICATORS = Table(
    "indicators",
    "one number with meaning in a report",
    "Figures read from the text, each with the span it was read from; codes in docs/indicators.md.",
    (
        *_report(),
        *_place(),
        Column("indicator", INT, "Position among the report's indicators, from 0", "0"),
        Column("code", TEXT, "What is counted", "proposals_filed"),
        Column(
            "label",
            TEXT,
            "The code's Chinese term (codes has it in English, too); of other the words around it",
            "立案",
        ),
        Column("value", REAL, "The number, in the unit beside it", "151"),
        Column("unit", TEXT, "Unit as printed", "件"),
        Column(
            "qualifier",
            TEXT,
            "How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)",
            "exact",
        ),
        Column("value_min", REAL, "Lower end where a range is printed (6—8件)", "6", nullable=True),
        Column("value_max", REAL, "Upper end where a range is printed", "8", nullable=True),
        Column(
            "period",
            TEXT,
            "Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown",
            "reviewed",
            nullable=True,
        ),
        Column("figure_year", INT, "The year it speaks of, where it is one year", "2024", "year", nullable=True),
        Column("year", INT, "The year the report reviews", "2024", "year", nullable=True),
        Column(
            "holder",
            TEXT,
            "Whose figure it is: own (the committee's), higher, lower (other committees), government, party, other",
            "own",
            nullable=True,
        ),
        Column("holder_name", TEXT, "The holder as printed, where the text names it", "市政协", nullable=True),
        Column(
            "role",
            TEXT,
            "Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)",
            "part",
            nullable=True,
        ),
        Column("part_of", TEXT, "The figure it is part of (its indicator_id)", "4f1d2c0b9a8e7f60", nullable=True),
        Column(
            "sector",
            TEXT,
            "Field: economic, political, cultural, social, ecological, agriculture, industry, commerce, urban, "
            "transport, education, science, health, welfare, law",
            "economic",
            nullable=True,
        ),
        Column("sector_name", TEXT, "The field as printed", "经济建设", nullable=True),
        Column(
            "source_kind",
            TEXT,
            "Who proposed or sent in: party, group, sector, committee, locality, collective (any of these), member, "
            "joint",
            "party",
            nullable=True,
        ),
        Column("span", TEXT, "The words it was read from", "立案151件"),
        *_span("the span"),
        Column("section", INT, "The section it stands in", "3", nullable=True),
        Column(
            "warning",
            TEXT,
            "Contradiction with other figures; the figure stays as printed",
            "more filed than collected",
            nullable=True,
        ),
        Column(
            "warning_kind",
            TEXT,
            "Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient",
            "part_exceeds_whole",
            nullable=True,
        ),
        Column("warning_with", TEXT, "The figure it contradicts (its indicator_id)", "4f1d2c0b9a8e7f60", nullable=True),
        Column(
            "indicator_id",
            TEXT,
            "Stable name: the same as long as the figure stands in the same words, whatever its number",
            "9b2e6a1c5d4f3e70",
            nullable=True,
        ),
        *_IN_FILE,
        *_made_by(),
    ),
    key=("report_id", "version_id", "indicator"),
    order=("site_id", "report_id", "indicator"),
    partition_by=("published_year",),
    bloom=("report_id",),
)

MENTIONS = Table(
    "mentions",
    "one named thing in a report",
    "Proposals, works, persons, meetings and mechanisms that are named.",
    (
        *_report(),
        _site(),
        Column("mention", INT, "Position among the report's mentions, from 0", "0"),
        Column("kind", TEXT, "What is named: proposal, work, person, meeting, mechanism", "proposal"),
        Column("text", TEXT, "The name as printed", "《关于加强乡村教师队伍建设的提案》"),
        Column("role", TEXT, "Office or part, for persons", "主席", nullable=True),
        Column(
            "act",
            TEXT,
            "What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed",
            "chaired",
            nullable=True,
        ),
        *_span("the name"),
        *_made_by(),
    ),
    key=("report_id", "version_id", "mention"),
    order=("site_id", "report_id", "mention"),
    partition_by=("published_year",),
    bloom=("report_id",),
    version=2,
)

ANOMALIES = Table(
    "anomalies",
    "one place where a report's text lost characters or contradicts itself",
    "Nothing is repaired in the text: here stands what is there, and what should be where that is certain.",
    (
        *_report(),
        _site(),
        Column("anomaly", INT, "Position among the report's anomalies, from 0", "0"),
        Column(
            "kind",
            TEXT,
            "What is wrong: lost_term, lost_session, lost_character, lost_ordinal, skipped_ordinal, broken_date, "
            "lost_measure, split_number, lost_stop, unbalanced_quote, unbalanced_bracket",
            "lost_ordinal",
        ),
        Column("span", TEXT, "What stands there", "第届"),
        Column("expected", TEXT, "What should stand there, where that is certain", "第十届", nullable=True),
        Column("field", TEXT, "What the offsets cut: text, or title where the title is no part of the text", "text"),
        *_span("the place"),
        *_made_by(),
    ),
    key=("report_id", "version_id", "anomaly"),
    order=("site_id", "report_id", "anomaly"),
    partition_by=("published_year",),
    bloom=("report_id",),
)

ATTACHMENTS = Table(
    "attachments",
    "one file linked from a report",
    "Files linked from the body or below it; their captures are those of the same url with kind attachment.",
    (
        *_report(),
        _site(),
        Column("attachment", INT, "Position among the report's attachments, from 0", "0"),
        Column("url", TEXT, "Canonical address of the file", "http://www.example.gov.cn/files/1.pdf"),
        Column("name", TEXT, "Name it is shown under", "附件：委员名单.pdf"),
        Column("pages", INT, "Pages it has, where it was read for the report's text", "12", "pages", nullable=True),
        Column(
            "text_origin",
            TEXT,
            "How the report's text was read from it: file, ocr; null: it is not the report's text, or not read",
            "file",
            nullable=True,
        ),
        Column("needs_ocr", BOOL, "Whether text of it is in pictures that were not read", "false", nullable=True),
        Column("problem", TEXT, "Why not all of it could be read", "it is locked by a password", nullable=True),
        *_made_by(),
    ),
    key=("report_id", "version_id", "attachment"),
    order=("site_id", "report_id", "attachment"),
    partition_by=("published_year",),
    bloom=("report_id",),
    version=2,
)

PARSES = Table(
    "parses",
    "one capture read by one version of the parser",
    "What the build made of each article capture: the way from a capture to a report's version, every page that failed "
    "and every page that was found gone. Append-only, written last.",
    (
        Column("capture_id", TEXT, "The capture that was read", _CAPTURE_ID),
        _site(),
        Column("requested_url", TEXT, "What the page is known under", "http://www.example.gov.cn/art/1.html"),
        Column("captured_at", TIME, "When the capture was made", "2026-01-01 18:00:05"),
        Column(
            "files_at",
            TIME,
            "When files that it was read with replaced others while the page stayed as it was; null: read with those "
            "it came with",
            "2026-02-01 18:03:00",
            nullable=True,
        ),
        Column(
            "result",
            TEXT,
            "What it is: report, part (a further page of another article), failed, gone, superseded (a later "
            "found capture of the page lies between it and its files_at)",
            "report",
        ),
        Column("reason", TEXT, "Why it failed", "ValueError: …", nullable=True),
        Column("report_id", TEXT, "The report it is, or is part of", _REPORT_ID, nullable=True),
        Column("version_id", TEXT, "The version it shows", _VERSION_ID, nullable=True),
        Column(
            "content_digest",
            TEXT,
            "Digest of the report's row, text and parts",
            "0cc175b9c0f1b6a831c399e269772661",
            nullable=True,
        ),
        Column(
            "parts_digest",
            TEXT,
            "Digest of the report's text and parts alone",
            "4a8a08f09d37b73795649038408b5f33",
            nullable=True,
        ),
        Column(
            "needs",
            TEXTS,
            "Other addresses that belong to what was read (further pages, files), without scheme and www",
            "[]",
        ),
        Column(
            "lacks",
            TEXTS,
            "Those of them that are files with its text and were not captured yet: it is read again when they come",
            "[]",
            nullable=True,
        ),
        Column(
            "files",
            TEXTS,
            "Payload digests of the files it was read with: it is read again when others come at their addresses",
            "[]",
            nullable=True,
        ),
        Column(
            "template",
            TEXT,
            "The template of the site that the page is of, where known",
            "9b1c0d7e5a3f4e21",
            nullable=True,
        ),
        _layout_id(),
        Column("published_year", INT, "Year of publication", "2025", "year"),
        Column("parser_version", TEXT, "The version of the parser that read it", "1"),
        Column("parsed_at", TIME, "When it was read", "2026-01-01 20:00:00"),
    ),
    key=("capture_id", "files_at", "parser_version", "parsed_at"),
    order=("site_id", "requested_url", "captured_at"),
    partition_by=("published_year",),
    version=2,
)

SITES = Table(
    "sites",
    "one site of the registry",
    "Every site that was ever crawled or built, as its registry entry was last seen.",
    (
        _site(),
        Column("name", TEXT, "Name of the committee's site", "青河县政协"),
        Column("division_code", TEXT, "Division of the committee (GB/T 2260)", "370103", nullable=True),
        Column("base_url", TEXT, "Home page", "http://www.example.gov.cn/"),
        Column("cms", TEXT, "CMS family, where the registry names one", "hanweb", nullable=True),
        Column("status", TEXT, "Where it stands: unverified, active, paused, retired", "active"),
        Column("since", DATE, "In force from", "2019-03-01", nullable=True),
        Column("until", DATE, "In force to", "2024-12-31", nullable=True),
        Column("column_count", INT, "Columns the registry names (0: found from the home page)", "2", "columns"),
        Column(
            "layout",
            TEXT,
            "Places in its pages that the registry pins (JSON); null where all is learned",
            '{"body": ["div#nr"]}',
            nullable=True,
        ),
        Column("invented", BOOL, "Whether the committee is made up: of a demo, no data", "false", nullable=True),
    ),
    key=("site_id",),
    order=("division_code", "site_id"),
)

DIVISIONS = Table(
    "divisions",
    "one division under one name",
    "Provinces, cities and counties (行政区划) with their codes, and how long each was in force.",
    (
        Column("division_code", TEXT, "Code (GB/T 2260)", "370103"),
        Column("name", TEXT, "Name", "市中区"),
        Column("level", TEXT, "Rank: province, city (prefecture level), county", "county"),
        Column("parent_code", TEXT, "Code of the division above", "370100", nullable=True),
        Column("full_name", TEXT, "Name with the divisions above", "山东省济南市市中区"),
        Column("valid_from", DATE, "In force from; null: since before the first list", "2003-12-31", nullable=True),
        Column("valid_to", DATE, "In force to (exclusive); null: still", "2019-12-31", nullable=True),
        Column("province_code", TEXT, "Code of its province", "370000", nullable=True),
        Column(
            "city_code",
            TEXT,
            "Code of its city; null for provinces and what lies right under one",
            "370100",
            nullable=True,
        ),
        Column("name_pinyin", TEXT, "Name in Hanyu Pinyin", "Shizhong Qu", nullable=True),
        Column("name_en", TEXT, "Name in English", "Shizhong District", nullable=True),
        Column("is_current", BOOL, "Whether it stands", "true", nullable=True),
        Column(
            "successors",
            TEXTS,
            "Codes under which the same place goes on, as far as its name tells; null while it stands",
            "[370114]",
            nullable=True,
        ),
    ),
    key=("division_code", "name", "valid_from"),
    order=("division_code", "valid_from"),
)

LAYOUTS = Table(
    "layouts",
    "what the pages of one template of a site have in common, by version",
    "Where a site's templates keep title, date and text, learned from its own archived pages. Append-only; a row with "
    "an empty template says that somebody looked and nothing else was found.",
    (
        _site(),
        Column("template", TEXT, "Fingerprint of the template: the frame its pages share", "9b1c0d7e5a3f4e21"),
        Column("version", INT, "Version of what is known of the template, from 1", "2"),
        Column("layout_id", TEXT, "Digest of what was learned: the same, the same", "0cc175b9c0f1b6a8", nullable=True),
        Column(
            "learned",
            TEXT,
            "What was learned (JSON): marks it is known by, places of body, title and date, furniture",
            '{"body": ["body/div.main/div#nr"], "title": ["body/div.main/h1"], …}',
            nullable=True,
            bulky=True,
        ),
        Column("pages", INT, "Pages of the template it was learned from", "120", "pages"),
        Column("certainty", REAL, "Share of those pages on which the places were found", "0.98"),
        Column("site_pages", INT, "Article pages the site had in the archive then", "480", "pages"),
        Column("learned_at", TIME, "When it was learned", "2026-01-01 20:00:00"),
    ),
    key=("site_id", "template", "version", "learned_at"),
    order=("site_id", "template", "version"),
)

PARTS = (SECTIONS, PARAGRAPHS, INDICATORS, MENTIONS, ATTACHMENTS, ANOMALIES)
"""The tables that hold parts of a report's version: committed before it, kept when another version follows."""

TABLES = {
    table.name: table
    for table in (
        CAPTURES,
        CONFIRMED,
        CRAWL_OUTCOMES,
        REPORTS,
        REPORT_TEXTS,
        REPORT_VERSIONS,
        *PARTS,
        PARSES,
        LAYOUTS,
        SITES,
        DIVISIONS,
    )
}
"""Every table by name."""
