-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- ClickHouse. Replace BUCKET/PREFIX by the place of your store.

-- 1. Read the tables in place

CREATE TABLE IF NOT EXISTS captures
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/captures/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS crawl_outcomes
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/crawl_outcomes/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS reports
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/reports/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS report_versions
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/report_versions/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS sections
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/sections/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS paragraphs
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/paragraphs/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS indicators
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/indicators/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS mentions
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/mentions/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS attachments
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/attachments/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS parses
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/parses/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS sites
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/sites/', 'KEY', 'SECRET');

CREATE TABLE IF NOT EXISTS divisions
ENGINE = DeltaLake('https://BUCKET.s3.REGION.amazonaws.com/PREFIX/tables/divisions/', 'KEY', 'SECRET');

-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into

CREATE TABLE IF NOT EXISTS release_captures (
  `capture_id` String COMMENT 'UUID of the WARC response or revisit record',
  `site_id` String COMMENT 'The site of the registry it comes from',
  `run_id` String COMMENT 'The crawl run',
  `kind` String COMMENT 'Why it was fetched: robots, home, listing, article, attachment; redirect: on the way to one of these',
  `url` String COMMENT 'Address that answered, after redirects',
  `requested_url` String COMMENT 'Canonical address that was asked for (a POST with its form): what the page is known under',
  `captured_at` DateTime64(6, 'UTC') COMMENT 'When the answer came',
  `captured_month` String COMMENT 'Month of captured_at (UTC)',
  `status` Nullable(Int32) COMMENT 'HTTP status',
  `verdict` String COMMENT 'What it turned out to be: ok, unchanged, blocked, tombstone, gone, error',
  `verdict_reason` String COMMENT 'Why',
  `content_type` Nullable(String) COMMENT 'Content-Type header',
  `payload_digest` Nullable(String) COMMENT 'SHA-256 of the payload, content coding undone; for a 304 the one it confirms',
  `payload_bytes` Int64 COMMENT 'Size of the payload received (0 for a 304) (bytes)',
  `etag` Nullable(String) COMMENT 'ETag header',
  `last_modified` Nullable(String) COMMENT 'Last-Modified header',
  `warc_key` String COMMENT 'Key of the WARC object in the store',
  `warc_offset` Int64 COMMENT 'Where the record begins in the object (bytes)',
  `warc_length` Int64 COMMENT 'Compressed length of the record (bytes)',
  `revisit_of` Nullable(String) COMMENT 'The capture whose payload this one repeats',
  `published_year` Nullable(Int32) COMMENT 'Publication year of the article, by page, address or listing (year)',
  `listed_title` Nullable(String) COMMENT 'Title in the listing that led here',
  `listed_date` Nullable(Date32) COMMENT 'Date in the listing that led here',
  `column_url` Nullable(String) COMMENT 'The listing that led here',
  `cms` Nullable(String) COMMENT 'CMS family the site was read as',
  `truncated` Nullable(String) COMMENT 'Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is',
  `origin` Nullable(String) COMMENT 'Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live',
  `origin_source` Nullable(String) COMMENT 'The service and address, or the file and who handed it in, where it is not live'
) ENGINE = MergeTree ORDER BY (site_id, requested_url, captured_at)
COMMENT 'Every answer the crawler kept, and where its WARC record lies. Append-only.';

CREATE TABLE IF NOT EXISTS release_crawl_outcomes (
  `run_id` String COMMENT 'The crawl run',
  `shard` String COMMENT 'The part of the run\'s sites it was crawled with',
  `site_id` String COMMENT 'The site of the registry it comes from',
  `result` String COMMENT 'How the site came out: ok, unchanged, partial, silent, blocked, refused, error',
  `reason` String COMMENT 'Why, where it is not ok',
  `started_at` DateTime64(6, 'UTC') COMMENT 'When the site\'s crawl began',
  `finished_at` DateTime64(6, 'UTC') COMMENT 'When it ended',
  `cms` Nullable(String) COMMENT 'CMS family the site was read as',
  `requests` Int32 COMMENT 'Requests made (requests)',
  `bytes_received` Int64 COMMENT 'Bytes received (bytes)',
  `not_modified` Int32 COMMENT 'Answers 304 (answers)',
  `links_seen` Int32 COMMENT 'Article links seen in listings (links)',
  `articles_new` Int32 COMMENT 'Articles fetched for the first time (articles)',
  `articles_changed` Int32 COMMENT 'Known articles with another payload (articles)',
  `articles_unchanged` Int32 COMMENT 'Known articles that are as they were (articles)',
  `articles_gone` Int32 COMMENT 'Articles that are gone (articles)',
  `verdict_ok` Int32 COMMENT 'Fetches with the verdict ok (fetches)',
  `verdict_unchanged` Int32 COMMENT 'Fetches with the verdict unchanged (fetches)',
  `verdict_blocked` Int32 COMMENT 'Fetches with the verdict blocked (fetches)',
  `verdict_tombstone` Int32 COMMENT 'Fetches with the verdict tombstone (fetches)',
  `verdict_gone` Int32 COMMENT 'Fetches with the verdict gone (fetches)',
  `verdict_error` Int32 COMMENT 'Fetches with the verdict error (fetches)',
  `published_years` Array(Int32) COMMENT 'Publication years that got something new',
  `warnings` Array(String) COMMENT 'What the crawler stumbled over'
) ENGINE = MergeTree ORDER BY (site_id, started_at)
COMMENT 'How each site came out of each run, also when nothing was new and when it failed. Append-only.';

CREATE TABLE IF NOT EXISTS release_reports (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `site_id` String COMMENT 'The site of the registry it comes from',
  `division_code` Nullable(String) COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  `url` String COMMENT 'Address of the page the newest version was read from',
  `title` Nullable(String) COMMENT 'Title as printed',
  `doc_type` String COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  `doc_type_evidence` String COMMENT 'The rule that decided the kind',
  `organisation` Nullable(String) COMMENT 'The committee\'s full name (全称)',
  `organisation_printed` Nullable(String) COMMENT 'The committee\'s name as it stands in the text',
  `term` Nullable(Int32) COMMENT 'Term of the committee (届)',
  `session` Nullable(Int32) COMMENT 'Plenary session within the term (次)',
  `speaker` Nullable(String) COMMENT 'Who gave the report',
  `speaker_role` Nullable(String) COMMENT 'The speaker\'s office as printed',
  `event_date` Nullable(Date32) COMMENT 'Day the report was given',
  `published_at` Nullable(DateTime64(6, 'UTC')) COMMENT 'When the site says it was published; midnight in Shanghai where only a day is given',
  `published_date` Nullable(Date32) COMMENT 'Day of published_at at the site (Asia/Shanghai)',
  `year_reviewed` Nullable(Int32) COMMENT 'Year the report looks back on (year)',
  `year_planned` Nullable(Int32) COMMENT 'Year the report looks ahead to (year)',
  `source` Nullable(String) COMMENT 'Source line of the page (来源)',
  `author` Nullable(String) COMMENT 'Author line of the page (作者)',
  `breadcrumb` Array(String) COMMENT 'Path of columns the page stands under',
  `text` String COMMENT 'The whole text as printed, never repaired; offsets of all parts count code points in it',
  `characters` Int32 COMMENT 'Length of the text (code points)',
  `anomalies` String COMMENT 'Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected',
  `anomaly_count` Int32 COMMENT 'How many anomalies there are',
  `encoding` String COMMENT 'Character encoding the page was decoded by',
  `warnings` Array(String) COMMENT 'Doubts of the extraction and the parser',
  `first_seen` DateTime64(6, 'UTC') COMMENT 'When the archive first captured it',
  `last_changed` DateTime64(6, 'UTC') COMMENT 'When the version that stands was first captured',
  `gone_since` Nullable(DateTime64(6, 'UTC')) COMMENT 'When the site was first seen without it; null while it is there',
  `content_digest` String COMMENT 'Digest of this row and all its parts; equal digests, equal content',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (report_id)
COMMENT 'The newest version of every report, also of those the site has deleted since (gone_since).';

CREATE TABLE IF NOT EXISTS release_report_versions (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `site_id` String COMMENT 'The site of the registry it comes from',
  `division_code` Nullable(String) COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  `url` String COMMENT 'Address of the page',
  `title` Nullable(String) COMMENT 'Title as printed',
  `text` String COMMENT 'The whole text as printed',
  `characters` Int32 COMMENT 'Length of the text (code points)',
  `first_seen` DateTime64(6, 'UTC') COMMENT 'When this version was first captured',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (report_id, first_seen)
COMMENT 'Every distinct text of every report, in the order they were first seen. Append-only.';

CREATE TABLE IF NOT EXISTS release_sections (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `section` Int32 COMMENT 'Position in the outline, from 0',
  `parent` Nullable(Int32) COMMENT 'Position of the section it lies in',
  `level` Int32 COMMENT 'Depth, 1 for the outermost',
  `number` Nullable(String) COMMENT 'Number as printed; null for a run-in lead or a lost ordinal',
  `heading` String COMMENT 'Heading as printed',
  `run_in` Bool COMMENT 'Whether the heading is the first sentence of a paragraph',
  `start_char` Int32 COMMENT 'Where the heading begins in the report\'s text (code points)',
  `end_char` Int32 COMMENT 'Where the heading ends (exclusive) (code points)',
  `section_end` Int32 COMMENT 'Where the section with its subsections ends (exclusive) (code points)',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (report_id, section)
COMMENT 'The outline: 一、 → （一） → 1. → run-in lead sentences.';

CREATE TABLE IF NOT EXISTS release_paragraphs (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `paragraph` Int32 COMMENT 'Position in the text, from 0',
  `section` Nullable(Int32) COMMENT 'The innermost section above it; null before the first heading',
  `text` String COMMENT 'The paragraph as printed',
  `start_char` Int32 COMMENT 'Where the paragraph begins in the report\'s text (code points)',
  `end_char` Int32 COMMENT 'Where the paragraph ends (exclusive) (code points)',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (report_id, paragraph)
COMMENT 'The text by paragraphs, with their place in the outline.';

CREATE TABLE IF NOT EXISTS release_indicators (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `site_id` String COMMENT 'The site of the registry it comes from',
  `division_code` Nullable(String) COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  `indicator` Int32 COMMENT 'Position among the report\'s indicators, from 0',
  `code` String COMMENT 'What is counted',
  `label` String COMMENT 'The Chinese term for it',
  `value` Float64 COMMENT 'The number, in the unit beside it',
  `unit` String COMMENT 'Unit as printed',
  `qualifier` String COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
  `value_min` Nullable(Float64) COMMENT 'Lower end where a range is printed (6—8件)',
  `value_max` Nullable(Float64) COMMENT 'Upper end where a range is printed',
  `period` Nullable(String) COMMENT 'Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown',
  `figure_year` Nullable(Int32) COMMENT 'The year it speaks of, where it is one year (year)',
  `year` Nullable(Int32) COMMENT 'The year the report reviews (year)',
  `holder` Nullable(String) COMMENT 'Whose figure it is: own (the committee\'s), higher, lower (other committees), government, party, other',
  `holder_name` Nullable(String) COMMENT 'The holder as printed, where the text names it',
  `role` Nullable(String) COMMENT 'Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)',
  `part_of` Nullable(String) COMMENT 'The figure it is part of (its indicator_id)',
  `sector` Nullable(String) COMMENT 'Field: economic, political, cultural, social, ecological, agriculture, industry, commerce, urban, transport, education, science, health, welfare, law',
  `sector_name` Nullable(String) COMMENT 'The field as printed',
  `source_kind` Nullable(String) COMMENT 'Who proposed or sent in: party, group, sector, committee, locality, collective (any of these), member, joint',
  `span` String COMMENT 'The words it was read from',
  `start_char` Int32 COMMENT 'Where the span begins in the report\'s text (code points)',
  `end_char` Int32 COMMENT 'Where the span ends (exclusive) (code points)',
  `section` Nullable(Int32) COMMENT 'The section it stands in',
  `warning` Nullable(String) COMMENT 'Contradiction with other figures; the figure stays as printed',
  `warning_kind` Nullable(String) COMMENT 'Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient',
  `warning_with` Nullable(String) COMMENT 'The figure it contradicts (its indicator_id)',
  `indicator_id` Nullable(String) COMMENT 'Stable name: the same as long as the figure stands in the same words, whatever its number',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (code, report_id, indicator)
COMMENT 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.';

CREATE TABLE IF NOT EXISTS release_mentions (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `mention` Int32 COMMENT 'Position among the report\'s mentions, from 0',
  `kind` String COMMENT 'What is named: proposal, work, person, meeting, mechanism',
  `text` String COMMENT 'The name as printed',
  `role` Nullable(String) COMMENT 'Office or part, for persons',
  `act` Nullable(String) COMMENT 'What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed',
  `start_char` Int32 COMMENT 'Where the name begins in the report\'s text (code points)',
  `end_char` Int32 COMMENT 'Where the name ends (exclusive) (code points)',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (report_id, mention)
COMMENT 'Proposals, works, persons, meetings and mechanisms that are named.';

CREATE TABLE IF NOT EXISTS release_attachments (
  `report_id` String COMMENT 'The report; stable when the site moves the page, where that can be known',
  `version_id` String COMMENT 'Digest of the report\'s text without blanks; the version it belongs to',
  `attachment` Int32 COMMENT 'Position among the report\'s attachments, from 0',
  `url` String COMMENT 'Canonical address of the file',
  `name` String COMMENT 'Name it is shown under',
  `published_year` Int32 COMMENT 'Year of publication at the site (year)',
  `capture_id` String COMMENT 'The capture the row was read from',
  `parser_version` String COMMENT 'The version of the parser that read it'
) ENGINE = MergeTree ORDER BY (report_id, attachment)
COMMENT 'Files linked from the body or below it; their captures are those of the same url with kind attachment.';

CREATE TABLE IF NOT EXISTS release_parses (
  `capture_id` String COMMENT 'The capture that was read',
  `site_id` String COMMENT 'The site of the registry it comes from',
  `requested_url` String COMMENT 'What the page is known under',
  `captured_at` DateTime64(6, 'UTC') COMMENT 'When the capture was made',
  `result` String COMMENT 'What it is: report, part (a further page of another article), failed',
  `reason` Nullable(String) COMMENT 'Why it failed',
  `report_id` Nullable(String) COMMENT 'The report it is, or is part of',
  `version_id` Nullable(String) COMMENT 'The version it shows',
  `content_digest` Nullable(String) COMMENT 'Digest of the report\'s row and parts',
  `published_year` Int32 COMMENT 'Year of publication (year)',
  `parser_version` String COMMENT 'The version of the parser that read it',
  `parsed_at` DateTime64(6, 'UTC') COMMENT 'When it was read'
) ENGINE = MergeTree ORDER BY (site_id, requested_url, captured_at)
COMMENT 'What the build made of each article capture: the way from a capture to a report\'s version, and every page that failed. Append-only.';

CREATE TABLE IF NOT EXISTS release_sites (
  `site_id` String COMMENT 'The site of the registry it comes from',
  `name` String COMMENT 'Name of the committee\'s site',
  `division_code` Nullable(String) COMMENT 'Division of the committee (GB/T 2260)',
  `base_url` String COMMENT 'Home page',
  `cms` Nullable(String) COMMENT 'CMS family, where the registry names one',
  `status` String COMMENT 'Where it stands: unverified, active, paused, retired',
  `since` Nullable(Date32) COMMENT 'In force from',
  `until` Nullable(Date32) COMMENT 'In force to',
  `column_count` Int32 COMMENT 'Columns the registry names (0: found from the home page) (columns)'
) ENGINE = MergeTree ORDER BY (site_id)
COMMENT 'Every site that was ever crawled or built, as its registry entry was last seen.';

CREATE TABLE IF NOT EXISTS release_divisions (
  `division_code` String COMMENT 'Code (GB/T 2260)',
  `name` String COMMENT 'Name',
  `level` String COMMENT 'Rank: province, city (prefecture level), county',
  `parent_code` Nullable(String) COMMENT 'Code of the division above',
  `full_name` String COMMENT 'Name with the divisions above',
  `valid_from` Nullable(Date32) COMMENT 'In force from; null: since before the first list',
  `valid_to` Nullable(Date32) COMMENT 'In force to (exclusive); null: still',
  `province_code` Nullable(String) COMMENT 'Code of its province',
  `city_code` Nullable(String) COMMENT 'Code of its city; null for provinces and what lies right under one',
  `name_pinyin` Nullable(String) COMMENT 'Name in Hanyu Pinyin',
  `name_en` Nullable(String) COMMENT 'Name in English',
  `is_current` Nullable(Bool) COMMENT 'Whether it stands',
  `successors` Array(String) COMMENT 'Codes under which the same place goes on, as far as its name tells; null while it stands'
) ENGINE = MergeTree ORDER BY (division_code)
COMMENT 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.';
