-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- Google BigQuery (BigLake external tables over a copy of the store in Cloud Storage). Replace BUCKET/PREFIX by the place of your store.

-- 1. Read the tables in place

CREATE OR REPLACE EXTERNAL TABLE cppcc.captures
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/captures'],
  description = 'Every answer the crawler kept, and where its WARC record lies. Append-only.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.crawl_outcomes
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/crawl_outcomes'],
  description = 'How each site came out of each run, also when nothing was new and when it failed. Append-only.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.reports
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/reports'],
  description = 'The newest version of every report, also of those the site has deleted since (gone_since).');

CREATE OR REPLACE EXTERNAL TABLE cppcc.report_versions
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/report_versions'],
  description = 'Every distinct text of every report, in the order they were first seen. Append-only.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.sections
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/sections'],
  description = 'The outline: 一、 → （一） → 1. → run-in lead sentences.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.paragraphs
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/paragraphs'],
  description = 'The text by paragraphs, with their place in the outline.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.indicators
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/indicators'],
  description = 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.mentions
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/mentions'],
  description = 'Proposals, works, persons, meetings and mechanisms that are named.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.attachments
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/attachments'],
  description = 'Files linked from the body or below it; their captures are those of the same url with kind attachment.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.parses
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/parses'],
  description = 'What the build made of each article capture: the way from a capture to a report\'s version, and every page that failed. Append-only.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.sites
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/sites'],
  description = 'Every site that was ever crawled or built, as its registry entry was last seen.');

CREATE OR REPLACE EXTERNAL TABLE cppcc.divisions
WITH CONNECTION `PROJECT.REGION.CONNECTION`
OPTIONS (format = 'DELTA_LAKE', uris = ['gs://BUCKET/PREFIX/tables/divisions'],
  description = 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.');

-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into

CREATE OR REPLACE TABLE cppcc_release.captures (
  `capture_id` STRING NOT NULL OPTIONS (description = 'UUID of the WARC response or revisit record'),
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `run_id` STRING NOT NULL OPTIONS (description = 'The crawl run'),
  `kind` STRING NOT NULL OPTIONS (description = 'Why it was fetched: robots, home, listing, article, attachment; redirect: on the way to one of these'),
  `url` STRING NOT NULL OPTIONS (description = 'Address that answered, after redirects'),
  `requested_url` STRING NOT NULL OPTIONS (description = 'Canonical address that was asked for (a POST with its form): what the page is known under'),
  `captured_at` TIMESTAMP NOT NULL OPTIONS (description = 'When the answer came'),
  `captured_month` STRING NOT NULL OPTIONS (description = 'Month of captured_at (UTC)'),
  `status` INT64 OPTIONS (description = 'HTTP status'),
  `verdict` STRING NOT NULL OPTIONS (description = 'What it turned out to be: ok, unchanged, blocked, tombstone, gone, error'),
  `verdict_reason` STRING NOT NULL OPTIONS (description = 'Why'),
  `content_type` STRING OPTIONS (description = 'Content-Type header'),
  `payload_digest` STRING OPTIONS (description = 'SHA-256 of the payload, content coding undone; for a 304 the one it confirms'),
  `payload_bytes` INT64 NOT NULL OPTIONS (description = 'Size of the payload received (0 for a 304) (bytes)'),
  `etag` STRING OPTIONS (description = 'ETag header'),
  `last_modified` STRING OPTIONS (description = 'Last-Modified header'),
  `warc_key` STRING NOT NULL OPTIONS (description = 'Key of the WARC object in the store'),
  `warc_offset` INT64 NOT NULL OPTIONS (description = 'Where the record begins in the object (bytes)'),
  `warc_length` INT64 NOT NULL OPTIONS (description = 'Compressed length of the record (bytes)'),
  `revisit_of` STRING OPTIONS (description = 'The capture whose payload this one repeats'),
  `published_year` INT64 OPTIONS (description = 'Publication year of the article, by page, address or listing (year)'),
  `listed_title` STRING OPTIONS (description = 'Title in the listing that led here'),
  `listed_date` DATE OPTIONS (description = 'Date in the listing that led here'),
  `column_url` STRING OPTIONS (description = 'The listing that led here'),
  `cms` STRING OPTIONS (description = 'CMS family the site was read as'),
  `truncated` STRING OPTIONS (description = 'Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is'),
  `origin` STRING OPTIONS (description = 'Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live'),
  `origin_source` STRING OPTIONS (description = 'The service and address, or the file and who handed it in, where it is not live')
)
CLUSTER BY site_id, requested_url, captured_at
OPTIONS (description = 'Every answer the crawler kept, and where its WARC record lies. Append-only.');

CREATE OR REPLACE TABLE cppcc_release.crawl_outcomes (
  `run_id` STRING NOT NULL OPTIONS (description = 'The crawl run'),
  `shard` STRING NOT NULL OPTIONS (description = 'The part of the run\'s sites it was crawled with'),
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `result` STRING NOT NULL OPTIONS (description = 'How the site came out: ok, unchanged, partial, silent, blocked, refused, error'),
  `reason` STRING NOT NULL OPTIONS (description = 'Why, where it is not ok'),
  `started_at` TIMESTAMP NOT NULL OPTIONS (description = 'When the site\'s crawl began'),
  `finished_at` TIMESTAMP NOT NULL OPTIONS (description = 'When it ended'),
  `cms` STRING OPTIONS (description = 'CMS family the site was read as'),
  `requests` INT64 NOT NULL OPTIONS (description = 'Requests made (requests)'),
  `bytes_received` INT64 NOT NULL OPTIONS (description = 'Bytes received (bytes)'),
  `not_modified` INT64 NOT NULL OPTIONS (description = 'Answers 304 (answers)'),
  `links_seen` INT64 NOT NULL OPTIONS (description = 'Article links seen in listings (links)'),
  `articles_new` INT64 NOT NULL OPTIONS (description = 'Articles fetched for the first time (articles)'),
  `articles_changed` INT64 NOT NULL OPTIONS (description = 'Known articles with another payload (articles)'),
  `articles_unchanged` INT64 NOT NULL OPTIONS (description = 'Known articles that are as they were (articles)'),
  `articles_gone` INT64 NOT NULL OPTIONS (description = 'Articles that are gone (articles)'),
  `verdict_ok` INT64 NOT NULL OPTIONS (description = 'Fetches with the verdict ok (fetches)'),
  `verdict_unchanged` INT64 NOT NULL OPTIONS (description = 'Fetches with the verdict unchanged (fetches)'),
  `verdict_blocked` INT64 NOT NULL OPTIONS (description = 'Fetches with the verdict blocked (fetches)'),
  `verdict_tombstone` INT64 NOT NULL OPTIONS (description = 'Fetches with the verdict tombstone (fetches)'),
  `verdict_gone` INT64 NOT NULL OPTIONS (description = 'Fetches with the verdict gone (fetches)'),
  `verdict_error` INT64 NOT NULL OPTIONS (description = 'Fetches with the verdict error (fetches)'),
  `published_years` ARRAY<INT64> OPTIONS (description = 'Publication years that got something new'),
  `warnings` ARRAY<STRING> OPTIONS (description = 'What the crawler stumbled over')
)
CLUSTER BY site_id, started_at
OPTIONS (description = 'How each site came out of each run, also when nothing was new and when it failed. Append-only.');

CREATE OR REPLACE TABLE cppcc_release.reports (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `division_code` STRING OPTIONS (description = 'Division (行政区划代码, GB/T 2260) of the committee'),
  `url` STRING NOT NULL OPTIONS (description = 'Address of the page the newest version was read from'),
  `title` STRING OPTIONS (description = 'Title as printed'),
  `doc_type` STRING NOT NULL OPTIONS (description = 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other'),
  `doc_type_evidence` STRING NOT NULL OPTIONS (description = 'The rule that decided the kind'),
  `organisation` STRING OPTIONS (description = 'The committee\'s full name (全称)'),
  `organisation_printed` STRING OPTIONS (description = 'The committee\'s name as it stands in the text'),
  `term` INT64 OPTIONS (description = 'Term of the committee (届)'),
  `session` INT64 OPTIONS (description = 'Plenary session within the term (次)'),
  `speaker` STRING OPTIONS (description = 'Who gave the report'),
  `speaker_role` STRING OPTIONS (description = 'The speaker\'s office as printed'),
  `event_date` DATE OPTIONS (description = 'Day the report was given'),
  `published_at` TIMESTAMP OPTIONS (description = 'When the site says it was published; midnight in Shanghai where only a day is given'),
  `published_date` DATE OPTIONS (description = 'Day of published_at at the site (Asia/Shanghai)'),
  `year_reviewed` INT64 OPTIONS (description = 'Year the report looks back on (year)'),
  `year_planned` INT64 OPTIONS (description = 'Year the report looks ahead to (year)'),
  `source` STRING OPTIONS (description = 'Source line of the page (来源)'),
  `author` STRING OPTIONS (description = 'Author line of the page (作者)'),
  `breadcrumb` ARRAY<STRING> OPTIONS (description = 'Path of columns the page stands under'),
  `text` STRING NOT NULL OPTIONS (description = 'The whole text as printed, never repaired; offsets of all parts count code points in it'),
  `characters` INT64 NOT NULL OPTIONS (description = 'Length of the text (code points)'),
  `anomalies` STRING NOT NULL OPTIONS (description = 'Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected'),
  `anomaly_count` INT64 NOT NULL OPTIONS (description = 'How many anomalies there are'),
  `encoding` STRING NOT NULL OPTIONS (description = 'Character encoding the page was decoded by'),
  `warnings` ARRAY<STRING> OPTIONS (description = 'Doubts of the extraction and the parser'),
  `first_seen` TIMESTAMP NOT NULL OPTIONS (description = 'When the archive first captured it'),
  `last_changed` TIMESTAMP NOT NULL OPTIONS (description = 'When the version that stands was first captured'),
  `gone_since` TIMESTAMP OPTIONS (description = 'When the site was first seen without it; null while it is there'),
  `content_digest` STRING NOT NULL OPTIONS (description = 'Digest of this row and all its parts; equal digests, equal content'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY division_code, published_at, report_id
OPTIONS (description = 'The newest version of every report, also of those the site has deleted since (gone_since).');

CREATE OR REPLACE TABLE cppcc_release.report_versions (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `division_code` STRING OPTIONS (description = 'Division (行政区划代码, GB/T 2260) of the committee'),
  `url` STRING NOT NULL OPTIONS (description = 'Address of the page'),
  `title` STRING OPTIONS (description = 'Title as printed'),
  `text` STRING NOT NULL OPTIONS (description = 'The whole text as printed'),
  `characters` INT64 NOT NULL OPTIONS (description = 'Length of the text (code points)'),
  `first_seen` TIMESTAMP NOT NULL OPTIONS (description = 'When this version was first captured'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY division_code, report_id, first_seen
OPTIONS (description = 'Every distinct text of every report, in the order they were first seen. Append-only.');

CREATE OR REPLACE TABLE cppcc_release.sections (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `section` INT64 NOT NULL OPTIONS (description = 'Position in the outline, from 0'),
  `parent` INT64 OPTIONS (description = 'Position of the section it lies in'),
  `level` INT64 NOT NULL OPTIONS (description = 'Depth, 1 for the outermost'),
  `number` STRING OPTIONS (description = 'Number as printed; null for a run-in lead or a lost ordinal'),
  `heading` STRING NOT NULL OPTIONS (description = 'Heading as printed'),
  `run_in` BOOL NOT NULL OPTIONS (description = 'Whether the heading is the first sentence of a paragraph'),
  `start_char` INT64 NOT NULL OPTIONS (description = 'Where the heading begins in the report\'s text (code points)'),
  `end_char` INT64 NOT NULL OPTIONS (description = 'Where the heading ends (exclusive) (code points)'),
  `section_end` INT64 NOT NULL OPTIONS (description = 'Where the section with its subsections ends (exclusive) (code points)'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY report_id, section
OPTIONS (description = 'The outline: 一、 → （一） → 1. → run-in lead sentences.');

CREATE OR REPLACE TABLE cppcc_release.paragraphs (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `paragraph` INT64 NOT NULL OPTIONS (description = 'Position in the text, from 0'),
  `section` INT64 OPTIONS (description = 'The innermost section above it; null before the first heading'),
  `text` STRING NOT NULL OPTIONS (description = 'The paragraph as printed'),
  `start_char` INT64 NOT NULL OPTIONS (description = 'Where the paragraph begins in the report\'s text (code points)'),
  `end_char` INT64 NOT NULL OPTIONS (description = 'Where the paragraph ends (exclusive) (code points)'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY report_id, paragraph
OPTIONS (description = 'The text by paragraphs, with their place in the outline.');

CREATE OR REPLACE TABLE cppcc_release.indicators (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `division_code` STRING OPTIONS (description = 'Division (行政区划代码, GB/T 2260) of the committee'),
  `indicator` INT64 NOT NULL OPTIONS (description = 'Position among the report\'s indicators, from 0'),
  `code` STRING NOT NULL OPTIONS (description = 'What is counted'),
  `label` STRING NOT NULL OPTIONS (description = 'The Chinese term for it'),
  `value` FLOAT64 NOT NULL OPTIONS (description = 'The number, in the unit beside it'),
  `unit` STRING NOT NULL OPTIONS (description = 'Unit as printed'),
  `qualifier` STRING NOT NULL OPTIONS (description = 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)'),
  `value_min` FLOAT64 OPTIONS (description = 'Lower end where a range is printed (6—8件)'),
  `value_max` FLOAT64 OPTIONS (description = 'Upper end where a range is printed'),
  `period` STRING OPTIONS (description = 'Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown'),
  `figure_year` INT64 OPTIONS (description = 'The year it speaks of, where it is one year (year)'),
  `year` INT64 OPTIONS (description = 'The year the report reviews (year)'),
  `holder` STRING OPTIONS (description = 'Whose figure it is: own (the committee\'s), higher, lower (other committees), government, party, other'),
  `holder_name` STRING OPTIONS (description = 'The holder as printed, where the text names it'),
  `role` STRING OPTIONS (description = 'Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)'),
  `part_of` STRING OPTIONS (description = 'The figure it is part of (its indicator_id)'),
  `sector` STRING OPTIONS (description = 'Field: economic, political, cultural, social, ecological, agriculture, industry, commerce, urban, transport, education, science, health, welfare, law'),
  `sector_name` STRING OPTIONS (description = 'The field as printed'),
  `source_kind` STRING OPTIONS (description = 'Who proposed or sent in: party, group, sector, committee, locality, collective (any of these), member, joint'),
  `span` STRING NOT NULL OPTIONS (description = 'The words it was read from'),
  `start_char` INT64 NOT NULL OPTIONS (description = 'Where the span begins in the report\'s text (code points)'),
  `end_char` INT64 NOT NULL OPTIONS (description = 'Where the span ends (exclusive) (code points)'),
  `section` INT64 OPTIONS (description = 'The section it stands in'),
  `warning` STRING OPTIONS (description = 'Contradiction with other figures; the figure stays as printed'),
  `warning_kind` STRING OPTIONS (description = 'Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient'),
  `warning_with` STRING OPTIONS (description = 'The figure it contradicts (its indicator_id)'),
  `indicator_id` STRING OPTIONS (description = 'Stable name: the same as long as the figure stands in the same words, whatever its number'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY code, division_code, report_id, indicator
OPTIONS (description = 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.');

CREATE OR REPLACE TABLE cppcc_release.mentions (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `mention` INT64 NOT NULL OPTIONS (description = 'Position among the report\'s mentions, from 0'),
  `kind` STRING NOT NULL OPTIONS (description = 'What is named: proposal, work, person, meeting, mechanism'),
  `text` STRING NOT NULL OPTIONS (description = 'The name as printed'),
  `role` STRING OPTIONS (description = 'Office or part, for persons'),
  `act` STRING OPTIONS (description = 'What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed'),
  `start_char` INT64 NOT NULL OPTIONS (description = 'Where the name begins in the report\'s text (code points)'),
  `end_char` INT64 NOT NULL OPTIONS (description = 'Where the name ends (exclusive) (code points)'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY report_id, mention
OPTIONS (description = 'Proposals, works, persons, meetings and mechanisms that are named.');

CREATE OR REPLACE TABLE cppcc_release.attachments (
  `report_id` STRING NOT NULL OPTIONS (description = 'The report; stable when the site moves the page, where that can be known'),
  `version_id` STRING NOT NULL OPTIONS (description = 'Digest of the report\'s text without blanks; the version it belongs to'),
  `attachment` INT64 NOT NULL OPTIONS (description = 'Position among the report\'s attachments, from 0'),
  `url` STRING NOT NULL OPTIONS (description = 'Canonical address of the file'),
  `name` STRING NOT NULL OPTIONS (description = 'Name it is shown under'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication at the site (year)'),
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture the row was read from'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it')
)
CLUSTER BY report_id, attachment
OPTIONS (description = 'Files linked from the body or below it; their captures are those of the same url with kind attachment.');

CREATE OR REPLACE TABLE cppcc_release.parses (
  `capture_id` STRING NOT NULL OPTIONS (description = 'The capture that was read'),
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `requested_url` STRING NOT NULL OPTIONS (description = 'What the page is known under'),
  `captured_at` TIMESTAMP NOT NULL OPTIONS (description = 'When the capture was made'),
  `result` STRING NOT NULL OPTIONS (description = 'What it is: report, part (a further page of another article), failed'),
  `reason` STRING OPTIONS (description = 'Why it failed'),
  `report_id` STRING OPTIONS (description = 'The report it is, or is part of'),
  `version_id` STRING OPTIONS (description = 'The version it shows'),
  `content_digest` STRING OPTIONS (description = 'Digest of the report\'s row and parts'),
  `published_year` INT64 NOT NULL OPTIONS (description = 'Year of publication (year)'),
  `parser_version` STRING NOT NULL OPTIONS (description = 'The version of the parser that read it'),
  `parsed_at` TIMESTAMP NOT NULL OPTIONS (description = 'When it was read')
)
CLUSTER BY site_id, requested_url, captured_at
OPTIONS (description = 'What the build made of each article capture: the way from a capture to a report\'s version, and every page that failed. Append-only.');

CREATE OR REPLACE TABLE cppcc_release.sites (
  `site_id` STRING NOT NULL OPTIONS (description = 'The site of the registry it comes from'),
  `name` STRING NOT NULL OPTIONS (description = 'Name of the committee\'s site'),
  `division_code` STRING OPTIONS (description = 'Division of the committee (GB/T 2260)'),
  `base_url` STRING NOT NULL OPTIONS (description = 'Home page'),
  `cms` STRING OPTIONS (description = 'CMS family, where the registry names one'),
  `status` STRING NOT NULL OPTIONS (description = 'Where it stands: unverified, active, paused, retired'),
  `since` DATE OPTIONS (description = 'In force from'),
  `until` DATE OPTIONS (description = 'In force to'),
  `column_count` INT64 NOT NULL OPTIONS (description = 'Columns the registry names (0: found from the home page) (columns)')
)
CLUSTER BY division_code, site_id
OPTIONS (description = 'Every site that was ever crawled or built, as its registry entry was last seen.');

CREATE OR REPLACE TABLE cppcc_release.divisions (
  `division_code` STRING NOT NULL OPTIONS (description = 'Code (GB/T 2260)'),
  `name` STRING NOT NULL OPTIONS (description = 'Name'),
  `level` STRING NOT NULL OPTIONS (description = 'Rank: province, city (prefecture level), county'),
  `parent_code` STRING OPTIONS (description = 'Code of the division above'),
  `full_name` STRING NOT NULL OPTIONS (description = 'Name with the divisions above'),
  `valid_from` DATE OPTIONS (description = 'In force from; null: since before the first list'),
  `valid_to` DATE OPTIONS (description = 'In force to (exclusive); null: still'),
  `province_code` STRING OPTIONS (description = 'Code of its province'),
  `city_code` STRING OPTIONS (description = 'Code of its city; null for provinces and what lies right under one'),
  `name_pinyin` STRING OPTIONS (description = 'Name in Hanyu Pinyin'),
  `name_en` STRING OPTIONS (description = 'Name in English'),
  `is_current` BOOL OPTIONS (description = 'Whether it stands'),
  `successors` ARRAY<STRING> OPTIONS (description = 'Codes under which the same place goes on, as far as its name tells; null while it stands')
)
CLUSTER BY division_code, valid_from
OPTIONS (description = 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.');
