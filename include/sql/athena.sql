-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- Amazon Athena (read-only; the columns come from the Delta log). Replace BUCKET/PREFIX by the place of your store.

-- 1. Read the tables in place

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.captures
LOCATION 's3://BUCKET/PREFIX/tables/captures/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.crawl_outcomes
LOCATION 's3://BUCKET/PREFIX/tables/crawl_outcomes/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.reports
LOCATION 's3://BUCKET/PREFIX/tables/reports/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.report_versions
LOCATION 's3://BUCKET/PREFIX/tables/report_versions/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.sections
LOCATION 's3://BUCKET/PREFIX/tables/sections/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.paragraphs
LOCATION 's3://BUCKET/PREFIX/tables/paragraphs/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.indicators
LOCATION 's3://BUCKET/PREFIX/tables/indicators/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.mentions
LOCATION 's3://BUCKET/PREFIX/tables/mentions/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.attachments
LOCATION 's3://BUCKET/PREFIX/tables/attachments/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.parses
LOCATION 's3://BUCKET/PREFIX/tables/parses/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.sites
LOCATION 's3://BUCKET/PREFIX/tables/sites/'
TBLPROPERTIES ('table_type' = 'DELTA');

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc.divisions
LOCATION 's3://BUCKET/PREFIX/tables/divisions/'
TBLPROPERTIES ('table_type' = 'DELTA');

-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.captures (
  `capture_id` string COMMENT 'UUID of the WARC response or revisit record',
  `site_id` string COMMENT 'The site of the registry it comes from',
  `run_id` string COMMENT 'The crawl run',
  `kind` string COMMENT 'Why it was fetched: robots, home, listing, article, attachment; redirect: on the way to one of these',
  `url` string COMMENT 'Address that answered, after redirects',
  `requested_url` string COMMENT 'Canonical address that was asked for (a POST with its form): what the page is known under',
  `captured_at` timestamp COMMENT 'When the answer came',
  `captured_month` string COMMENT 'Month of captured_at (UTC)',
  `status` int COMMENT 'HTTP status',
  `verdict` string COMMENT 'What it turned out to be: ok, unchanged, blocked, tombstone, gone, error',
  `verdict_reason` string COMMENT 'Why',
  `content_type` string COMMENT 'Content-Type header',
  `payload_digest` string COMMENT 'SHA-256 of the payload, content coding undone; for a 304 the one it confirms',
  `payload_bytes` bigint COMMENT 'Size of the payload received (0 for a 304) (bytes)',
  `etag` string COMMENT 'ETag header',
  `last_modified` string COMMENT 'Last-Modified header',
  `warc_key` string COMMENT 'Key of the WARC object in the store',
  `warc_offset` bigint COMMENT 'Where the record begins in the object (bytes)',
  `warc_length` bigint COMMENT 'Compressed length of the record (bytes)',
  `revisit_of` string COMMENT 'The capture whose payload this one repeats',
  `published_year` int COMMENT 'Publication year of the article, by page, address or listing (year)',
  `listed_title` string COMMENT 'Title in the listing that led here',
  `listed_date` date COMMENT 'Date in the listing that led here',
  `column_url` string COMMENT 'The listing that led here',
  `cms` string COMMENT 'CMS family the site was read as',
  `truncated` string COMMENT 'Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is',
  `origin` string COMMENT 'Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live',
  `origin_source` string COMMENT 'The service and address, or the file and who handed it in, where it is not live'
)
COMMENT 'Every answer the crawler kept, and where its WARC record lies. Append-only.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/captures/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.crawl_outcomes (
  `run_id` string COMMENT 'The crawl run',
  `shard` string COMMENT 'The part of the run\'s sites it was crawled with',
  `site_id` string COMMENT 'The site of the registry it comes from',
  `result` string COMMENT 'How the site came out: ok, unchanged, partial, silent, blocked, refused, error',
  `reason` string COMMENT 'Why, where it is not ok',
  `started_at` timestamp COMMENT 'When the site\'s crawl began',
  `finished_at` timestamp COMMENT 'When it ended',
  `cms` string COMMENT 'CMS family the site was read as',
  `requests` int COMMENT 'Requests made (requests)',
  `bytes_received` bigint COMMENT 'Bytes received (bytes)',
  `not_modified` int COMMENT 'Answers 304 (answers)',
  `links_seen` int COMMENT 'Article links seen in listings (links)',
  `articles_new` int COMMENT 'Articles fetched for the first time (articles)',
  `articles_changed` int COMMENT 'Known articles with another payload (articles)',
  `articles_unchanged` int COMMENT 'Known articles that are as they were (articles)',
  `articles_gone` int COMMENT 'Articles that are gone (articles)',
  `verdict_ok` int COMMENT 'Fetches with the verdict ok (fetches)',
  `verdict_unchanged` int COMMENT 'Fetches with the verdict unchanged (fetches)',
  `verdict_blocked` int COMMENT 'Fetches with the verdict blocked (fetches)',
  `verdict_tombstone` int COMMENT 'Fetches with the verdict tombstone (fetches)',
  `verdict_gone` int COMMENT 'Fetches with the verdict gone (fetches)',
  `verdict_error` int COMMENT 'Fetches with the verdict error (fetches)',
  `published_years` array<int> COMMENT 'Publication years that got something new',
  `warnings` array<string> COMMENT 'What the crawler stumbled over'
)
COMMENT 'How each site came out of each run, also when nothing was new and when it failed. Append-only.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/crawl_outcomes/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.reports (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `site_id` string COMMENT 'The site of the registry it comes from',
  `division_code` string COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  `url` string COMMENT 'Address of the page the newest version was read from',
  `title` string COMMENT 'Title as printed',
  `doc_type` string COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  `doc_type_evidence` string COMMENT 'The rule that decided the kind',
  `organisation` string COMMENT 'The committee\'s full name (全称)',
  `organisation_printed` string COMMENT 'The committee\'s name as it stands in the text',
  `term` int COMMENT 'Term of the committee (届)',
  `session` int COMMENT 'Plenary session within the term (次)',
  `speaker` string COMMENT 'Who gave the report',
  `speaker_role` string COMMENT 'The speaker\'s office as printed',
  `event_date` date COMMENT 'Day the report was given',
  `published_at` timestamp COMMENT 'When the site says it was published; midnight in Shanghai where only a day is given',
  `published_date` date COMMENT 'Day of published_at at the site (Asia/Shanghai)',
  `year_reviewed` int COMMENT 'Year the report looks back on (year)',
  `year_planned` int COMMENT 'Year the report looks ahead to (year)',
  `source` string COMMENT 'Source line of the page (来源)',
  `author` string COMMENT 'Author line of the page (作者)',
  `breadcrumb` array<string> COMMENT 'Path of columns the page stands under',
  `text` string COMMENT 'The whole text as printed, never repaired; offsets of all parts count code points in it',
  `characters` int COMMENT 'Length of the text (code points)',
  `anomalies` string COMMENT 'Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected',
  `anomaly_count` int COMMENT 'How many anomalies there are',
  `encoding` string COMMENT 'Character encoding the page was decoded by',
  `warnings` array<string> COMMENT 'Doubts of the extraction and the parser',
  `first_seen` timestamp COMMENT 'When the archive first captured it',
  `last_changed` timestamp COMMENT 'When the version that stands was first captured',
  `gone_since` timestamp COMMENT 'When the site was first seen without it; null while it is there',
  `content_digest` string COMMENT 'Digest of this row and all its parts; equal digests, equal content',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'The newest version of every report, also of those the site has deleted since (gone_since).'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/reports/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.report_versions (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `site_id` string COMMENT 'The site of the registry it comes from',
  `division_code` string COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  `url` string COMMENT 'Address of the page',
  `title` string COMMENT 'Title as printed',
  `text` string COMMENT 'The whole text as printed',
  `characters` int COMMENT 'Length of the text (code points)',
  `first_seen` timestamp COMMENT 'When this version was first captured',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'Every distinct text of every report, in the order they were first seen. Append-only.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/report_versions/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.sections (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `section` int COMMENT 'Position in the outline, from 0',
  `parent` int COMMENT 'Position of the section it lies in',
  `level` int COMMENT 'Depth, 1 for the outermost',
  `number` string COMMENT 'Number as printed; null for a run-in lead or a lost ordinal',
  `heading` string COMMENT 'Heading as printed',
  `run_in` boolean COMMENT 'Whether the heading is the first sentence of a paragraph',
  `start_char` int COMMENT 'Where the heading begins in the report\'s text (code points)',
  `end_char` int COMMENT 'Where the heading ends (exclusive) (code points)',
  `section_end` int COMMENT 'Where the section with its subsections ends (exclusive) (code points)',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'The outline: 一、 → （一） → 1. → run-in lead sentences.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/sections/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.paragraphs (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `paragraph` int COMMENT 'Position in the text, from 0',
  `section` int COMMENT 'The innermost section above it; null before the first heading',
  `text` string COMMENT 'The paragraph as printed',
  `start_char` int COMMENT 'Where the paragraph begins in the report\'s text (code points)',
  `end_char` int COMMENT 'Where the paragraph ends (exclusive) (code points)',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'The text by paragraphs, with their place in the outline.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/paragraphs/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.indicators (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `site_id` string COMMENT 'The site of the registry it comes from',
  `division_code` string COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  `indicator` int COMMENT 'Position among the report\'s indicators, from 0',
  `code` string COMMENT 'What is counted',
  `label` string COMMENT 'The Chinese term for it',
  `value` double COMMENT 'The number, in the unit beside it',
  `unit` string COMMENT 'Unit as printed',
  `qualifier` string COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
  `value_min` double COMMENT 'Lower end where a range is printed (6—8件)',
  `value_max` double COMMENT 'Upper end where a range is printed',
  `period` string COMMENT 'Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown',
  `figure_year` int COMMENT 'The year it speaks of, where it is one year (year)',
  `year` int COMMENT 'The year the report reviews (year)',
  `holder` string COMMENT 'Whose figure it is: own (the committee\'s), higher, lower (other committees), government, party, other',
  `holder_name` string COMMENT 'The holder as printed, where the text names it',
  `role` string COMMENT 'Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)',
  `part_of` string COMMENT 'The figure it is part of (its indicator_id)',
  `sector` string COMMENT 'Field: economic, political, cultural, social, ecological, agriculture, industry, commerce, urban, transport, education, science, health, welfare, law',
  `sector_name` string COMMENT 'The field as printed',
  `source_kind` string COMMENT 'Who proposed or sent in: party, group, sector, committee, locality, collective (any of these), member, joint',
  `span` string COMMENT 'The words it was read from',
  `start_char` int COMMENT 'Where the span begins in the report\'s text (code points)',
  `end_char` int COMMENT 'Where the span ends (exclusive) (code points)',
  `section` int COMMENT 'The section it stands in',
  `warning` string COMMENT 'Contradiction with other figures; the figure stays as printed',
  `warning_kind` string COMMENT 'Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient',
  `warning_with` string COMMENT 'The figure it contradicts (its indicator_id)',
  `indicator_id` string COMMENT 'Stable name: the same as long as the figure stands in the same words, whatever its number',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/indicators/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.mentions (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `mention` int COMMENT 'Position among the report\'s mentions, from 0',
  `kind` string COMMENT 'What is named: proposal, work, person, meeting, mechanism',
  `text` string COMMENT 'The name as printed',
  `role` string COMMENT 'Office or part, for persons',
  `act` string COMMENT 'What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed',
  `start_char` int COMMENT 'Where the name begins in the report\'s text (code points)',
  `end_char` int COMMENT 'Where the name ends (exclusive) (code points)',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'Proposals, works, persons, meetings and mechanisms that are named.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/mentions/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.attachments (
  `report_id` string COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` string COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `attachment` int COMMENT 'Position among the report\'s attachments, from 0',
  `url` string COMMENT 'Canonical address of the file',
  `name` string COMMENT 'Name it is shown under',
  `published_year` int COMMENT 'Year of publication at the site (year)',
  `capture_id` string COMMENT 'The capture the row was read from',
  `parser_version` string COMMENT 'The version of the parser that read it'
)
COMMENT 'Files linked from the body or below it; their captures are those of the same url with kind attachment.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/attachments/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.parses (
  `capture_id` string COMMENT 'The capture that was read',
  `site_id` string COMMENT 'The site of the registry it comes from',
  `requested_url` string COMMENT 'What the page is known under',
  `captured_at` timestamp COMMENT 'When the capture was made',
  `result` string COMMENT 'What it is: report, part (a further page of another article), failed',
  `reason` string COMMENT 'Why it failed',
  `report_id` string COMMENT 'The report it is, or is part of',
  `version_id` string COMMENT 'The version it shows',
  `content_digest` string COMMENT 'Digest of the report\'s row and parts',
  `published_year` int COMMENT 'Year of publication (year)',
  `parser_version` string COMMENT 'The version of the parser that read it',
  `parsed_at` timestamp COMMENT 'When it was read'
)
COMMENT 'What the build made of each article capture: the way from a capture to a report\'s version, and every page that failed. Append-only.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/parses/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.sites (
  `site_id` string COMMENT 'The site of the registry it comes from',
  `name` string COMMENT 'Name of the committee\'s site',
  `division_code` string COMMENT 'Division of the committee (GB/T 2260)',
  `base_url` string COMMENT 'Home page',
  `cms` string COMMENT 'CMS family, where the registry names one',
  `status` string COMMENT 'Where it stands: unverified, active, paused, retired',
  `since` date COMMENT 'In force from',
  `until` date COMMENT 'In force to',
  `column_count` int COMMENT 'Columns the registry names (0: found from the home page) (columns)'
)
COMMENT 'Every site that was ever crawled or built, as its registry entry was last seen.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/sites/';

CREATE EXTERNAL TABLE IF NOT EXISTS cppcc_release.divisions (
  `division_code` string COMMENT 'Code (GB/T 2260)',
  `name` string COMMENT 'Name',
  `level` string COMMENT 'Rank: province, city (prefecture level), county',
  `parent_code` string COMMENT 'Code of the division above',
  `full_name` string COMMENT 'Name with the divisions above',
  `valid_from` date COMMENT 'In force from; null: since before the first list',
  `valid_to` date COMMENT 'In force to (exclusive); null: still',
  `province_code` string COMMENT 'Code of its province',
  `city_code` string COMMENT 'Code of its city; null for provinces and what lies right under one',
  `name_pinyin` string COMMENT 'Name in Hanyu Pinyin',
  `name_en` string COMMENT 'Name in English',
  `is_current` boolean COMMENT 'Whether it stands',
  `successors` array<string> COMMENT 'Codes under which the same place goes on, as far as its name tells; null while it stands'
)
COMMENT 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.'
STORED AS PARQUET
LOCATION 's3://BUCKET/PREFIX/releases/DATE/divisions/';
