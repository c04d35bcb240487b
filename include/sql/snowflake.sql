-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- Snowflake (Delta Direct). Replace BUCKET/PREFIX by the place of your store.
-- Once, beside an external volume CPPCC at the store:
-- CREATE CATALOG INTEGRATION CPPCC_DELTA
--   CATALOG_SOURCE = OBJECT_STORE TABLE_FORMAT = DELTA ENABLED = TRUE;

-- 1. Read the tables in place

CREATE OR REPLACE ICEBERG TABLE captures
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/captures'
  AUTO_REFRESH = TRUE
  COMMENT = 'Every answer the crawler kept, and where its WARC record lies. Append-only.';

CREATE OR REPLACE ICEBERG TABLE crawl_outcomes
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/crawl_outcomes'
  AUTO_REFRESH = TRUE
  COMMENT = 'How each site came out of each run, also when nothing was new and when it failed. Append-only.';

CREATE OR REPLACE ICEBERG TABLE reports
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/reports'
  AUTO_REFRESH = TRUE
  COMMENT = 'The newest version of every report, also of those the site has deleted since (gone_since).';

CREATE OR REPLACE ICEBERG TABLE report_versions
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/report_versions'
  AUTO_REFRESH = TRUE
  COMMENT = 'Every distinct text of every report, in the order they were first seen. Append-only.';

CREATE OR REPLACE ICEBERG TABLE sections
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/sections'
  AUTO_REFRESH = TRUE
  COMMENT = 'The outline: 一、 → （一） → 1. → run-in lead sentences.';

CREATE OR REPLACE ICEBERG TABLE paragraphs
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/paragraphs'
  AUTO_REFRESH = TRUE
  COMMENT = 'The text by paragraphs, with their place in the outline.';

CREATE OR REPLACE ICEBERG TABLE indicators
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/indicators'
  AUTO_REFRESH = TRUE
  COMMENT = 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.';

CREATE OR REPLACE ICEBERG TABLE mentions
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/mentions'
  AUTO_REFRESH = TRUE
  COMMENT = 'Proposals, works, persons, meetings and mechanisms that are named.';

CREATE OR REPLACE ICEBERG TABLE attachments
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/attachments'
  AUTO_REFRESH = TRUE
  COMMENT = 'Files linked from the body or below it; their captures are those of the same url with kind attachment.';

CREATE OR REPLACE ICEBERG TABLE parses
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/parses'
  AUTO_REFRESH = TRUE
  COMMENT = 'What the build made of each article capture: the way from a capture to a report''s version, and every page that failed. Append-only.';

CREATE OR REPLACE ICEBERG TABLE sites
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/sites'
  AUTO_REFRESH = TRUE
  COMMENT = 'Every site that was ever crawled or built, as its registry entry was last seen.';

CREATE OR REPLACE ICEBERG TABLE divisions
  CATALOG = 'CPPCC_DELTA'
  EXTERNAL_VOLUME = 'CPPCC'
  BASE_LOCATION = 'tables/divisions'
  AUTO_REFRESH = TRUE
  COMMENT = 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.';

-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into

CREATE OR REPLACE TABLE release_captures (
  "capture_id" VARCHAR NOT NULL COMMENT 'UUID of the WARC response or revisit record',
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "run_id" VARCHAR NOT NULL COMMENT 'The crawl run',
  "kind" VARCHAR NOT NULL COMMENT 'Why it was fetched: robots, home, listing, article, attachment; redirect: on the way to one of these',
  "url" VARCHAR NOT NULL COMMENT 'Address that answered, after redirects',
  "requested_url" VARCHAR NOT NULL COMMENT 'Canonical address that was asked for (a POST with its form): what the page is known under',
  "captured_at" TIMESTAMP_TZ NOT NULL COMMENT 'When the answer came',
  "captured_month" VARCHAR NOT NULL COMMENT 'Month of captured_at (UTC)',
  "status" INTEGER COMMENT 'HTTP status',
  "verdict" VARCHAR NOT NULL COMMENT 'What it turned out to be: ok, unchanged, blocked, tombstone, gone, error',
  "verdict_reason" VARCHAR NOT NULL COMMENT 'Why',
  "content_type" VARCHAR COMMENT 'Content-Type header',
  "payload_digest" VARCHAR COMMENT 'SHA-256 of the payload, content coding undone; for a 304 the one it confirms',
  "payload_bytes" BIGINT NOT NULL COMMENT 'Size of the payload received (0 for a 304) (bytes)',
  "etag" VARCHAR COMMENT 'ETag header',
  "last_modified" VARCHAR COMMENT 'Last-Modified header',
  "warc_key" VARCHAR NOT NULL COMMENT 'Key of the WARC object in the store',
  "warc_offset" BIGINT NOT NULL COMMENT 'Where the record begins in the object (bytes)',
  "warc_length" BIGINT NOT NULL COMMENT 'Compressed length of the record (bytes)',
  "revisit_of" VARCHAR COMMENT 'The capture whose payload this one repeats',
  "published_year" INTEGER COMMENT 'Publication year of the article, by page, address or listing (year)',
  "listed_title" VARCHAR COMMENT 'Title in the listing that led here',
  "listed_date" DATE COMMENT 'Date in the listing that led here',
  "column_url" VARCHAR COMMENT 'The listing that led here',
  "cms" VARCHAR COMMENT 'CMS family the site was read as',
  "truncated" VARCHAR COMMENT 'Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is',
  "origin" VARCHAR COMMENT 'Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live',
  "origin_source" VARCHAR COMMENT 'The service and address, or the file and who handed it in, where it is not live'
) COMMENT = 'Every answer the crawler kept, and where its WARC record lies. Append-only.';

CREATE OR REPLACE TABLE release_crawl_outcomes (
  "run_id" VARCHAR NOT NULL COMMENT 'The crawl run',
  "shard" VARCHAR NOT NULL COMMENT 'The part of the run''s sites it was crawled with',
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "result" VARCHAR NOT NULL COMMENT 'How the site came out: ok, unchanged, partial, silent, blocked, refused, error',
  "reason" VARCHAR NOT NULL COMMENT 'Why, where it is not ok',
  "started_at" TIMESTAMP_TZ NOT NULL COMMENT 'When the site''s crawl began',
  "finished_at" TIMESTAMP_TZ NOT NULL COMMENT 'When it ended',
  "cms" VARCHAR COMMENT 'CMS family the site was read as',
  "requests" INTEGER NOT NULL COMMENT 'Requests made (requests)',
  "bytes_received" BIGINT NOT NULL COMMENT 'Bytes received (bytes)',
  "not_modified" INTEGER NOT NULL COMMENT 'Answers 304 (answers)',
  "links_seen" INTEGER NOT NULL COMMENT 'Article links seen in listings (links)',
  "articles_new" INTEGER NOT NULL COMMENT 'Articles fetched for the first time (articles)',
  "articles_changed" INTEGER NOT NULL COMMENT 'Known articles with another payload (articles)',
  "articles_unchanged" INTEGER NOT NULL COMMENT 'Known articles that are as they were (articles)',
  "articles_gone" INTEGER NOT NULL COMMENT 'Articles that are gone (articles)',
  "verdict_ok" INTEGER NOT NULL COMMENT 'Fetches with the verdict ok (fetches)',
  "verdict_unchanged" INTEGER NOT NULL COMMENT 'Fetches with the verdict unchanged (fetches)',
  "verdict_blocked" INTEGER NOT NULL COMMENT 'Fetches with the verdict blocked (fetches)',
  "verdict_tombstone" INTEGER NOT NULL COMMENT 'Fetches with the verdict tombstone (fetches)',
  "verdict_gone" INTEGER NOT NULL COMMENT 'Fetches with the verdict gone (fetches)',
  "verdict_error" INTEGER NOT NULL COMMENT 'Fetches with the verdict error (fetches)',
  "published_years" ARRAY NOT NULL COMMENT 'Publication years that got something new',
  "warnings" ARRAY NOT NULL COMMENT 'What the crawler stumbled over'
) COMMENT = 'How each site came out of each run, also when nothing was new and when it failed. Append-only.';

CREATE OR REPLACE TABLE release_reports (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "url" VARCHAR NOT NULL COMMENT 'Address of the page the newest version was read from',
  "title" VARCHAR COMMENT 'Title as printed',
  "doc_type" VARCHAR NOT NULL COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  "doc_type_evidence" VARCHAR NOT NULL COMMENT 'The rule that decided the kind',
  "organisation" VARCHAR COMMENT 'The committee''s full name (全称)',
  "organisation_printed" VARCHAR COMMENT 'The committee''s name as it stands in the text',
  "term" INTEGER COMMENT 'Term of the committee (届)',
  "session" INTEGER COMMENT 'Plenary session within the term (次)',
  "speaker" VARCHAR COMMENT 'Who gave the report',
  "speaker_role" VARCHAR COMMENT 'The speaker''s office as printed',
  "event_date" DATE COMMENT 'Day the report was given',
  "published_at" TIMESTAMP_TZ COMMENT 'When the site says it was published; midnight in Shanghai where only a day is given',
  "published_date" DATE COMMENT 'Day of published_at at the site (Asia/Shanghai)',
  "year_reviewed" INTEGER COMMENT 'Year the report looks back on (year)',
  "year_planned" INTEGER COMMENT 'Year the report looks ahead to (year)',
  "source" VARCHAR COMMENT 'Source line of the page (来源)',
  "author" VARCHAR COMMENT 'Author line of the page (作者)',
  "breadcrumb" ARRAY NOT NULL COMMENT 'Path of columns the page stands under',
  "text" VARCHAR NOT NULL COMMENT 'The whole text as printed, never repaired; offsets of all parts count code points in it',
  "characters" INTEGER NOT NULL COMMENT 'Length of the text (code points)',
  "anomalies" VARCHAR NOT NULL COMMENT 'Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected',
  "anomaly_count" INTEGER NOT NULL COMMENT 'How many anomalies there are',
  "encoding" VARCHAR NOT NULL COMMENT 'Character encoding the page was decoded by',
  "warnings" ARRAY NOT NULL COMMENT 'Doubts of the extraction and the parser',
  "first_seen" TIMESTAMP_TZ NOT NULL COMMENT 'When the archive first captured it',
  "last_changed" TIMESTAMP_TZ NOT NULL COMMENT 'When the version that stands was first captured',
  "gone_since" TIMESTAMP_TZ COMMENT 'When the site was first seen without it; null while it is there',
  "content_digest" VARCHAR NOT NULL COMMENT 'Digest of this row and all its parts; equal digests, equal content',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'The newest version of every report, also of those the site has deleted since (gone_since).';

CREATE OR REPLACE TABLE release_report_versions (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "url" VARCHAR NOT NULL COMMENT 'Address of the page',
  "title" VARCHAR COMMENT 'Title as printed',
  "text" VARCHAR NOT NULL COMMENT 'The whole text as printed',
  "characters" INTEGER NOT NULL COMMENT 'Length of the text (code points)',
  "first_seen" TIMESTAMP_TZ NOT NULL COMMENT 'When this version was first captured',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'Every distinct text of every report, in the order they were first seen. Append-only.';

CREATE OR REPLACE TABLE release_sections (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "section" INTEGER NOT NULL COMMENT 'Position in the outline, from 0',
  "parent" INTEGER COMMENT 'Position of the section it lies in',
  "level" INTEGER NOT NULL COMMENT 'Depth, 1 for the outermost',
  "number" VARCHAR COMMENT 'Number as printed; null for a run-in lead or a lost ordinal',
  "heading" VARCHAR NOT NULL COMMENT 'Heading as printed',
  "run_in" BOOLEAN NOT NULL COMMENT 'Whether the heading is the first sentence of a paragraph',
  "start_char" INTEGER NOT NULL COMMENT 'Where the heading begins in the report''s text (code points)',
  "end_char" INTEGER NOT NULL COMMENT 'Where the heading ends (exclusive) (code points)',
  "section_end" INTEGER NOT NULL COMMENT 'Where the section with its subsections ends (exclusive) (code points)',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'The outline: 一、 → （一） → 1. → run-in lead sentences.';

CREATE OR REPLACE TABLE release_paragraphs (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "paragraph" INTEGER NOT NULL COMMENT 'Position in the text, from 0',
  "section" INTEGER COMMENT 'The innermost section above it; null before the first heading',
  "text" VARCHAR NOT NULL COMMENT 'The paragraph as printed',
  "start_char" INTEGER NOT NULL COMMENT 'Where the paragraph begins in the report''s text (code points)',
  "end_char" INTEGER NOT NULL COMMENT 'Where the paragraph ends (exclusive) (code points)',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'The text by paragraphs, with their place in the outline.';

CREATE OR REPLACE TABLE release_indicators (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "indicator" INTEGER NOT NULL COMMENT 'Position among the report''s indicators, from 0',
  "code" VARCHAR NOT NULL COMMENT 'What is counted',
  "label" VARCHAR NOT NULL COMMENT 'The Chinese term for it',
  "value" DOUBLE NOT NULL COMMENT 'The number, in the unit beside it',
  "unit" VARCHAR NOT NULL COMMENT 'Unit as printed',
  "qualifier" VARCHAR NOT NULL COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
  "value_min" DOUBLE COMMENT 'Lower end where a range is printed (6—8件)',
  "value_max" DOUBLE COMMENT 'Upper end where a range is printed',
  "period" VARCHAR COMMENT 'Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown',
  "figure_year" INTEGER COMMENT 'The year it speaks of, where it is one year (year)',
  "year" INTEGER COMMENT 'The year the report reviews (year)',
  "holder" VARCHAR COMMENT 'Whose figure it is: own (the committee''s), higher, lower (other committees), government, party, other',
  "holder_name" VARCHAR COMMENT 'The holder as printed, where the text names it',
  "role" VARCHAR COMMENT 'Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)',
  "part_of" VARCHAR COMMENT 'The figure it is part of (its indicator_id)',
  "sector" VARCHAR COMMENT 'Field: economic, political, cultural, social, ecological, agriculture, industry, commerce, urban, transport, education, science, health, welfare, law',
  "sector_name" VARCHAR COMMENT 'The field as printed',
  "source_kind" VARCHAR COMMENT 'Who proposed or sent in: party, group, sector, committee, locality, collective (any of these), member, joint',
  "span" VARCHAR NOT NULL COMMENT 'The words it was read from',
  "start_char" INTEGER NOT NULL COMMENT 'Where the span begins in the report''s text (code points)',
  "end_char" INTEGER NOT NULL COMMENT 'Where the span ends (exclusive) (code points)',
  "section" INTEGER COMMENT 'The section it stands in',
  "warning" VARCHAR COMMENT 'Contradiction with other figures; the figure stays as printed',
  "warning_kind" VARCHAR COMMENT 'Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient',
  "warning_with" VARCHAR COMMENT 'The figure it contradicts (its indicator_id)',
  "indicator_id" VARCHAR COMMENT 'Stable name: the same as long as the figure stands in the same words, whatever its number',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.';

CREATE OR REPLACE TABLE release_mentions (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "mention" INTEGER NOT NULL COMMENT 'Position among the report''s mentions, from 0',
  "kind" VARCHAR NOT NULL COMMENT 'What is named: proposal, work, person, meeting, mechanism',
  "text" VARCHAR NOT NULL COMMENT 'The name as printed',
  "role" VARCHAR COMMENT 'Office or part, for persons',
  "act" VARCHAR COMMENT 'What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed',
  "start_char" INTEGER NOT NULL COMMENT 'Where the name begins in the report''s text (code points)',
  "end_char" INTEGER NOT NULL COMMENT 'Where the name ends (exclusive) (code points)',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'Proposals, works, persons, meetings and mechanisms that are named.';

CREATE OR REPLACE TABLE release_attachments (
  "report_id" VARCHAR NOT NULL COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR NOT NULL COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "attachment" INTEGER NOT NULL COMMENT 'Position among the report''s attachments, from 0',
  "url" VARCHAR NOT NULL COMMENT 'Canonical address of the file',
  "name" VARCHAR NOT NULL COMMENT 'Name it is shown under',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it'
) COMMENT = 'Files linked from the body or below it; their captures are those of the same url with kind attachment.';

CREATE OR REPLACE TABLE release_parses (
  "capture_id" VARCHAR NOT NULL COMMENT 'The capture that was read',
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "requested_url" VARCHAR NOT NULL COMMENT 'What the page is known under',
  "captured_at" TIMESTAMP_TZ NOT NULL COMMENT 'When the capture was made',
  "result" VARCHAR NOT NULL COMMENT 'What it is: report, part (a further page of another article), failed',
  "reason" VARCHAR COMMENT 'Why it failed',
  "report_id" VARCHAR COMMENT 'The report it is, or is part of',
  "version_id" VARCHAR COMMENT 'The version it shows',
  "content_digest" VARCHAR COMMENT 'Digest of the report''s row and parts',
  "published_year" INTEGER NOT NULL COMMENT 'Year of publication (year)',
  "parser_version" VARCHAR NOT NULL COMMENT 'The version of the parser that read it',
  "parsed_at" TIMESTAMP_TZ NOT NULL COMMENT 'When it was read'
) COMMENT = 'What the build made of each article capture: the way from a capture to a report''s version, and every page that failed. Append-only.';

CREATE OR REPLACE TABLE release_sites (
  "site_id" VARCHAR NOT NULL COMMENT 'The site of the registry it comes from',
  "name" VARCHAR NOT NULL COMMENT 'Name of the committee''s site',
  "division_code" VARCHAR COMMENT 'Division of the committee (GB/T 2260)',
  "base_url" VARCHAR NOT NULL COMMENT 'Home page',
  "cms" VARCHAR COMMENT 'CMS family, where the registry names one',
  "status" VARCHAR NOT NULL COMMENT 'Where it stands: unverified, active, paused, retired',
  "since" DATE COMMENT 'In force from',
  "until" DATE COMMENT 'In force to',
  "column_count" INTEGER NOT NULL COMMENT 'Columns the registry names (0: found from the home page) (columns)'
) COMMENT = 'Every site that was ever crawled or built, as its registry entry was last seen.';

CREATE OR REPLACE TABLE release_divisions (
  "division_code" VARCHAR NOT NULL COMMENT 'Code (GB/T 2260)',
  "name" VARCHAR NOT NULL COMMENT 'Name',
  "level" VARCHAR NOT NULL COMMENT 'Rank: province, city (prefecture level), county',
  "parent_code" VARCHAR COMMENT 'Code of the division above',
  "full_name" VARCHAR NOT NULL COMMENT 'Name with the divisions above',
  "valid_from" DATE COMMENT 'In force from; null: since before the first list',
  "valid_to" DATE COMMENT 'In force to (exclusive); null: still',
  "province_code" VARCHAR COMMENT 'Code of its province',
  "city_code" VARCHAR COMMENT 'Code of its city; null for provinces and what lies right under one',
  "name_pinyin" VARCHAR COMMENT 'Name in Hanyu Pinyin',
  "name_en" VARCHAR COMMENT 'Name in English',
  "is_current" BOOLEAN COMMENT 'Whether it stands',
  "successors" ARRAY COMMENT 'Codes under which the same place goes on, as far as its name tells; null while it stands'
) COMMENT = 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.';
