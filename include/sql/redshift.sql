-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- Amazon Redshift Spectrum. Replace BUCKET/PREFIX by the place of your store.
-- It reads symlink manifests; cppcc_archive.tables.maintenance.write_manifests makes them.
-- Partitions are added with ALTER TABLE … ADD PARTITION.

-- 1. Read the tables in place

CREATE EXTERNAL TABLE cppcc.captures (
  "capture_id" VARCHAR(65535),
  "site_id" VARCHAR(65535),
  "run_id" VARCHAR(65535),
  "kind" VARCHAR(65535),
  "url" VARCHAR(65535),
  "requested_url" VARCHAR(65535),
  "captured_at" TIMESTAMP,
  "status" INTEGER,
  "verdict" VARCHAR(65535),
  "verdict_reason" VARCHAR(65535),
  "content_type" VARCHAR(65535),
  "payload_digest" VARCHAR(65535),
  "payload_bytes" BIGINT,
  "etag" VARCHAR(65535),
  "last_modified" VARCHAR(65535),
  "warc_key" VARCHAR(65535),
  "warc_offset" BIGINT,
  "warc_length" BIGINT,
  "revisit_of" VARCHAR(65535),
  "published_year" INTEGER,
  "listed_title" VARCHAR(65535),
  "listed_date" DATE,
  "column_url" VARCHAR(65535),
  "cms" VARCHAR(65535),
  "truncated" VARCHAR(65535),
  "origin" VARCHAR(65535),
  "origin_source" VARCHAR(65535)
)
PARTITIONED BY ("captured_month" VARCHAR(65535))
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/captures/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.crawl_outcomes (
  "run_id" VARCHAR(65535),
  "shard" VARCHAR(65535),
  "site_id" VARCHAR(65535),
  "result" VARCHAR(65535),
  "reason" VARCHAR(65535),
  "started_at" TIMESTAMP,
  "finished_at" TIMESTAMP,
  "cms" VARCHAR(65535),
  "requests" INTEGER,
  "bytes_received" BIGINT,
  "not_modified" INTEGER,
  "links_seen" INTEGER,
  "articles_new" INTEGER,
  "articles_changed" INTEGER,
  "articles_unchanged" INTEGER,
  "articles_gone" INTEGER,
  "verdict_ok" INTEGER,
  "verdict_unchanged" INTEGER,
  "verdict_blocked" INTEGER,
  "verdict_tombstone" INTEGER,
  "verdict_gone" INTEGER,
  "verdict_error" INTEGER,
  "published_years" ARRAY<INTEGER>,
  "warnings" ARRAY<VARCHAR(65535)>
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/crawl_outcomes/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.reports (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "site_id" VARCHAR(65535),
  "division_code" VARCHAR(65535),
  "url" VARCHAR(65535),
  "title" VARCHAR(65535),
  "doc_type" VARCHAR(65535),
  "doc_type_evidence" VARCHAR(65535),
  "organisation" VARCHAR(65535),
  "organisation_printed" VARCHAR(65535),
  "term" INTEGER,
  "session" INTEGER,
  "speaker" VARCHAR(65535),
  "speaker_role" VARCHAR(65535),
  "event_date" DATE,
  "published_at" TIMESTAMP,
  "published_date" DATE,
  "year_reviewed" INTEGER,
  "year_planned" INTEGER,
  "source" VARCHAR(65535),
  "author" VARCHAR(65535),
  "breadcrumb" ARRAY<VARCHAR(65535)>,
  "text" VARCHAR(65535),
  "characters" INTEGER,
  "anomalies" VARCHAR(65535),
  "anomaly_count" INTEGER,
  "encoding" VARCHAR(65535),
  "warnings" ARRAY<VARCHAR(65535)>,
  "first_seen" TIMESTAMP,
  "last_changed" TIMESTAMP,
  "gone_since" TIMESTAMP,
  "content_digest" VARCHAR(65535),
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/reports/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.report_versions (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "site_id" VARCHAR(65535),
  "division_code" VARCHAR(65535),
  "url" VARCHAR(65535),
  "title" VARCHAR(65535),
  "text" VARCHAR(65535),
  "characters" INTEGER,
  "first_seen" TIMESTAMP,
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/report_versions/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.sections (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "section" INTEGER,
  "parent" INTEGER,
  "level" INTEGER,
  "number" VARCHAR(65535),
  "heading" VARCHAR(65535),
  "run_in" BOOLEAN,
  "start_char" INTEGER,
  "end_char" INTEGER,
  "section_end" INTEGER,
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/sections/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.paragraphs (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "paragraph" INTEGER,
  "section" INTEGER,
  "text" VARCHAR(65535),
  "start_char" INTEGER,
  "end_char" INTEGER,
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/paragraphs/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.indicators (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "site_id" VARCHAR(65535),
  "division_code" VARCHAR(65535),
  "indicator" INTEGER,
  "code" VARCHAR(65535),
  "label" VARCHAR(65535),
  "value" DOUBLE PRECISION,
  "unit" VARCHAR(65535),
  "qualifier" VARCHAR(65535),
  "value_min" DOUBLE PRECISION,
  "value_max" DOUBLE PRECISION,
  "period" VARCHAR(65535),
  "figure_year" INTEGER,
  "year" INTEGER,
  "holder" VARCHAR(65535),
  "holder_name" VARCHAR(65535),
  "role" VARCHAR(65535),
  "part_of" VARCHAR(65535),
  "sector" VARCHAR(65535),
  "sector_name" VARCHAR(65535),
  "source_kind" VARCHAR(65535),
  "span" VARCHAR(65535),
  "start_char" INTEGER,
  "end_char" INTEGER,
  "section" INTEGER,
  "warning" VARCHAR(65535),
  "warning_kind" VARCHAR(65535),
  "warning_with" VARCHAR(65535),
  "indicator_id" VARCHAR(65535),
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/indicators/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.mentions (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "mention" INTEGER,
  "kind" VARCHAR(65535),
  "text" VARCHAR(65535),
  "role" VARCHAR(65535),
  "act" VARCHAR(65535),
  "start_char" INTEGER,
  "end_char" INTEGER,
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/mentions/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.attachments (
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "attachment" INTEGER,
  "url" VARCHAR(65535),
  "name" VARCHAR(65535),
  "capture_id" VARCHAR(65535),
  "parser_version" VARCHAR(65535)
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/attachments/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.parses (
  "capture_id" VARCHAR(65535),
  "site_id" VARCHAR(65535),
  "requested_url" VARCHAR(65535),
  "captured_at" TIMESTAMP,
  "result" VARCHAR(65535),
  "reason" VARCHAR(65535),
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "content_digest" VARCHAR(65535),
  "parser_version" VARCHAR(65535),
  "parsed_at" TIMESTAMP
)
PARTITIONED BY ("published_year" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/parses/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.sites (
  "site_id" VARCHAR(65535),
  "name" VARCHAR(65535),
  "division_code" VARCHAR(65535),
  "base_url" VARCHAR(65535),
  "cms" VARCHAR(65535),
  "status" VARCHAR(65535),
  "since" DATE,
  "until" DATE,
  "column_count" INTEGER
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/sites/_symlink_format_manifest/';

CREATE EXTERNAL TABLE cppcc.divisions (
  "division_code" VARCHAR(65535),
  "name" VARCHAR(65535),
  "level" VARCHAR(65535),
  "parent_code" VARCHAR(65535),
  "full_name" VARCHAR(65535),
  "valid_from" DATE,
  "valid_to" DATE,
  "province_code" VARCHAR(65535),
  "city_code" VARCHAR(65535),
  "name_pinyin" VARCHAR(65535),
  "name_en" VARCHAR(65535),
  "is_current" BOOLEAN,
  "successors" ARRAY<VARCHAR(65535)>
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://BUCKET/PREFIX/tables/divisions/_symlink_format_manifest/';

-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into

CREATE TABLE IF NOT EXISTS "captures" (
  "capture_id" VARCHAR(65535) NOT NULL,
  "site_id" VARCHAR(65535) NOT NULL,
  "run_id" VARCHAR(65535) NOT NULL,
  "kind" VARCHAR(65535) NOT NULL,
  "url" VARCHAR(65535) NOT NULL,
  "requested_url" VARCHAR(65535) NOT NULL,
  "captured_at" TIMESTAMP NOT NULL,
  "captured_month" VARCHAR(65535) NOT NULL,
  "status" INTEGER,
  "verdict" VARCHAR(65535) NOT NULL,
  "verdict_reason" VARCHAR(65535) NOT NULL,
  "content_type" VARCHAR(65535),
  "payload_digest" VARCHAR(65535),
  "payload_bytes" BIGINT NOT NULL,
  "etag" VARCHAR(65535),
  "last_modified" VARCHAR(65535),
  "warc_key" VARCHAR(65535) NOT NULL,
  "warc_offset" BIGINT NOT NULL,
  "warc_length" BIGINT NOT NULL,
  "revisit_of" VARCHAR(65535),
  "published_year" INTEGER,
  "listed_title" VARCHAR(65535),
  "listed_date" DATE,
  "column_url" VARCHAR(65535),
  "cms" VARCHAR(65535),
  "truncated" VARCHAR(65535),
  "origin" VARCHAR(65535),
  "origin_source" VARCHAR(65535)
) SORTKEY ("site_id", "requested_url", "captured_at");
COMMENT ON TABLE "captures" IS 'Every answer the crawler kept, and where its WARC record lies. Append-only.';
COMMENT ON COLUMN "captures"."capture_id" IS 'UUID of the WARC response or revisit record';
COMMENT ON COLUMN "captures"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "captures"."run_id" IS 'The crawl run';
COMMENT ON COLUMN "captures"."kind" IS 'Why it was fetched: robots, home, listing, article, attachment; redirect: on the way to one of these';
COMMENT ON COLUMN "captures"."url" IS 'Address that answered, after redirects';
COMMENT ON COLUMN "captures"."requested_url" IS 'Canonical address that was asked for (a POST with its form): what the page is known under';
COMMENT ON COLUMN "captures"."captured_at" IS 'When the answer came';
COMMENT ON COLUMN "captures"."captured_month" IS 'Month of captured_at (UTC)';
COMMENT ON COLUMN "captures"."status" IS 'HTTP status';
COMMENT ON COLUMN "captures"."verdict" IS 'What it turned out to be: ok, unchanged, blocked, tombstone, gone, error';
COMMENT ON COLUMN "captures"."verdict_reason" IS 'Why';
COMMENT ON COLUMN "captures"."content_type" IS 'Content-Type header';
COMMENT ON COLUMN "captures"."payload_digest" IS 'SHA-256 of the payload, content coding undone; for a 304 the one it confirms';
COMMENT ON COLUMN "captures"."payload_bytes" IS 'Size of the payload received (0 for a 304) (bytes)';
COMMENT ON COLUMN "captures"."etag" IS 'ETag header';
COMMENT ON COLUMN "captures"."last_modified" IS 'Last-Modified header';
COMMENT ON COLUMN "captures"."warc_key" IS 'Key of the WARC object in the store';
COMMENT ON COLUMN "captures"."warc_offset" IS 'Where the record begins in the object (bytes)';
COMMENT ON COLUMN "captures"."warc_length" IS 'Compressed length of the record (bytes)';
COMMENT ON COLUMN "captures"."revisit_of" IS 'The capture whose payload this one repeats';
COMMENT ON COLUMN "captures"."published_year" IS 'Publication year of the article, by page, address or listing (year)';
COMMENT ON COLUMN "captures"."listed_title" IS 'Title in the listing that led here';
COMMENT ON COLUMN "captures"."listed_date" IS 'Date in the listing that led here';
COMMENT ON COLUMN "captures"."column_url" IS 'The listing that led here';
COMMENT ON COLUMN "captures"."cms" IS 'CMS family the site was read as';
COMMENT ON COLUMN "captures"."truncated" IS 'Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is';
COMMENT ON COLUMN "captures"."origin" IS 'Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live';
COMMENT ON COLUMN "captures"."origin_source" IS 'The service and address, or the file and who handed it in, where it is not live';

CREATE TABLE IF NOT EXISTS "crawl_outcomes" (
  "run_id" VARCHAR(65535) NOT NULL,
  "shard" VARCHAR(65535) NOT NULL,
  "site_id" VARCHAR(65535) NOT NULL,
  "result" VARCHAR(65535) NOT NULL,
  "reason" VARCHAR(65535) NOT NULL,
  "started_at" TIMESTAMP NOT NULL,
  "finished_at" TIMESTAMP NOT NULL,
  "cms" VARCHAR(65535),
  "requests" INTEGER NOT NULL,
  "bytes_received" BIGINT NOT NULL,
  "not_modified" INTEGER NOT NULL,
  "links_seen" INTEGER NOT NULL,
  "articles_new" INTEGER NOT NULL,
  "articles_changed" INTEGER NOT NULL,
  "articles_unchanged" INTEGER NOT NULL,
  "articles_gone" INTEGER NOT NULL,
  "verdict_ok" INTEGER NOT NULL,
  "verdict_unchanged" INTEGER NOT NULL,
  "verdict_blocked" INTEGER NOT NULL,
  "verdict_tombstone" INTEGER NOT NULL,
  "verdict_gone" INTEGER NOT NULL,
  "verdict_error" INTEGER NOT NULL,
  "published_years" SUPER NOT NULL,
  "warnings" SUPER NOT NULL
) SORTKEY ("site_id", "started_at");
COMMENT ON TABLE "crawl_outcomes" IS 'How each site came out of each run, also when nothing was new and when it failed. Append-only.';
COMMENT ON COLUMN "crawl_outcomes"."run_id" IS 'The crawl run';
COMMENT ON COLUMN "crawl_outcomes"."shard" IS 'The part of the run''s sites it was crawled with';
COMMENT ON COLUMN "crawl_outcomes"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "crawl_outcomes"."result" IS 'How the site came out: ok, unchanged, partial, silent, blocked, refused, error';
COMMENT ON COLUMN "crawl_outcomes"."reason" IS 'Why, where it is not ok';
COMMENT ON COLUMN "crawl_outcomes"."started_at" IS 'When the site''s crawl began';
COMMENT ON COLUMN "crawl_outcomes"."finished_at" IS 'When it ended';
COMMENT ON COLUMN "crawl_outcomes"."cms" IS 'CMS family the site was read as';
COMMENT ON COLUMN "crawl_outcomes"."requests" IS 'Requests made (requests)';
COMMENT ON COLUMN "crawl_outcomes"."bytes_received" IS 'Bytes received (bytes)';
COMMENT ON COLUMN "crawl_outcomes"."not_modified" IS 'Answers 304 (answers)';
COMMENT ON COLUMN "crawl_outcomes"."links_seen" IS 'Article links seen in listings (links)';
COMMENT ON COLUMN "crawl_outcomes"."articles_new" IS 'Articles fetched for the first time (articles)';
COMMENT ON COLUMN "crawl_outcomes"."articles_changed" IS 'Known articles with another payload (articles)';
COMMENT ON COLUMN "crawl_outcomes"."articles_unchanged" IS 'Known articles that are as they were (articles)';
COMMENT ON COLUMN "crawl_outcomes"."articles_gone" IS 'Articles that are gone (articles)';
COMMENT ON COLUMN "crawl_outcomes"."verdict_ok" IS 'Fetches with the verdict ok (fetches)';
COMMENT ON COLUMN "crawl_outcomes"."verdict_unchanged" IS 'Fetches with the verdict unchanged (fetches)';
COMMENT ON COLUMN "crawl_outcomes"."verdict_blocked" IS 'Fetches with the verdict blocked (fetches)';
COMMENT ON COLUMN "crawl_outcomes"."verdict_tombstone" IS 'Fetches with the verdict tombstone (fetches)';
COMMENT ON COLUMN "crawl_outcomes"."verdict_gone" IS 'Fetches with the verdict gone (fetches)';
COMMENT ON COLUMN "crawl_outcomes"."verdict_error" IS 'Fetches with the verdict error (fetches)';
COMMENT ON COLUMN "crawl_outcomes"."published_years" IS 'Publication years that got something new';
COMMENT ON COLUMN "crawl_outcomes"."warnings" IS 'What the crawler stumbled over';

CREATE TABLE IF NOT EXISTS "reports" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "site_id" VARCHAR(65535) NOT NULL,
  "division_code" VARCHAR(65535),
  "url" VARCHAR(65535) NOT NULL,
  "title" VARCHAR(65535),
  "doc_type" VARCHAR(65535) NOT NULL,
  "doc_type_evidence" VARCHAR(65535) NOT NULL,
  "organisation" VARCHAR(65535),
  "organisation_printed" VARCHAR(65535),
  "term" INTEGER,
  "session" INTEGER,
  "speaker" VARCHAR(65535),
  "speaker_role" VARCHAR(65535),
  "event_date" DATE,
  "published_at" TIMESTAMP,
  "published_date" DATE,
  "year_reviewed" INTEGER,
  "year_planned" INTEGER,
  "source" VARCHAR(65535),
  "author" VARCHAR(65535),
  "breadcrumb" SUPER NOT NULL,
  "text" VARCHAR(65535) NOT NULL,
  "characters" INTEGER NOT NULL,
  "anomalies" VARCHAR(65535) NOT NULL,
  "anomaly_count" INTEGER NOT NULL,
  "encoding" VARCHAR(65535) NOT NULL,
  "warnings" SUPER NOT NULL,
  "first_seen" TIMESTAMP NOT NULL,
  "last_changed" TIMESTAMP NOT NULL,
  "gone_since" TIMESTAMP,
  "content_digest" VARCHAR(65535) NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("division_code", "published_at", "report_id");
COMMENT ON TABLE "reports" IS 'The newest version of every report, also of those the site has deleted since (gone_since).';
COMMENT ON COLUMN "reports"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "reports"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "reports"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "reports"."division_code" IS 'Division (行政区划代码, GB/T 2260) of the committee';
COMMENT ON COLUMN "reports"."url" IS 'Address of the page the newest version was read from';
COMMENT ON COLUMN "reports"."title" IS 'Title as printed';
COMMENT ON COLUMN "reports"."doc_type" IS 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other';
COMMENT ON COLUMN "reports"."doc_type_evidence" IS 'The rule that decided the kind';
COMMENT ON COLUMN "reports"."organisation" IS 'The committee''s full name (全称)';
COMMENT ON COLUMN "reports"."organisation_printed" IS 'The committee''s name as it stands in the text';
COMMENT ON COLUMN "reports"."term" IS 'Term of the committee (届)';
COMMENT ON COLUMN "reports"."session" IS 'Plenary session within the term (次)';
COMMENT ON COLUMN "reports"."speaker" IS 'Who gave the report';
COMMENT ON COLUMN "reports"."speaker_role" IS 'The speaker''s office as printed';
COMMENT ON COLUMN "reports"."event_date" IS 'Day the report was given';
COMMENT ON COLUMN "reports"."published_at" IS 'When the site says it was published; midnight in Shanghai where only a day is given';
COMMENT ON COLUMN "reports"."published_date" IS 'Day of published_at at the site (Asia/Shanghai)';
COMMENT ON COLUMN "reports"."year_reviewed" IS 'Year the report looks back on (year)';
COMMENT ON COLUMN "reports"."year_planned" IS 'Year the report looks ahead to (year)';
COMMENT ON COLUMN "reports"."source" IS 'Source line of the page (来源)';
COMMENT ON COLUMN "reports"."author" IS 'Author line of the page (作者)';
COMMENT ON COLUMN "reports"."breadcrumb" IS 'Path of columns the page stands under';
COMMENT ON COLUMN "reports"."text" IS 'The whole text as printed, never repaired; offsets of all parts count code points in it';
COMMENT ON COLUMN "reports"."characters" IS 'Length of the text (code points)';
COMMENT ON COLUMN "reports"."anomalies" IS 'Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected';
COMMENT ON COLUMN "reports"."anomaly_count" IS 'How many anomalies there are';
COMMENT ON COLUMN "reports"."encoding" IS 'Character encoding the page was decoded by';
COMMENT ON COLUMN "reports"."warnings" IS 'Doubts of the extraction and the parser';
COMMENT ON COLUMN "reports"."first_seen" IS 'When the archive first captured it';
COMMENT ON COLUMN "reports"."last_changed" IS 'When the version that stands was first captured';
COMMENT ON COLUMN "reports"."gone_since" IS 'When the site was first seen without it; null while it is there';
COMMENT ON COLUMN "reports"."content_digest" IS 'Digest of this row and all its parts; equal digests, equal content';
COMMENT ON COLUMN "reports"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "reports"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "reports"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "report_versions" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "site_id" VARCHAR(65535) NOT NULL,
  "division_code" VARCHAR(65535),
  "url" VARCHAR(65535) NOT NULL,
  "title" VARCHAR(65535),
  "text" VARCHAR(65535) NOT NULL,
  "characters" INTEGER NOT NULL,
  "first_seen" TIMESTAMP NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("division_code", "report_id", "first_seen");
COMMENT ON TABLE "report_versions" IS 'Every distinct text of every report, in the order they were first seen. Append-only.';
COMMENT ON COLUMN "report_versions"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "report_versions"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "report_versions"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "report_versions"."division_code" IS 'Division (行政区划代码, GB/T 2260) of the committee';
COMMENT ON COLUMN "report_versions"."url" IS 'Address of the page';
COMMENT ON COLUMN "report_versions"."title" IS 'Title as printed';
COMMENT ON COLUMN "report_versions"."text" IS 'The whole text as printed';
COMMENT ON COLUMN "report_versions"."characters" IS 'Length of the text (code points)';
COMMENT ON COLUMN "report_versions"."first_seen" IS 'When this version was first captured';
COMMENT ON COLUMN "report_versions"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "report_versions"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "report_versions"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "sections" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "section" INTEGER NOT NULL,
  "parent" INTEGER,
  "level" INTEGER NOT NULL,
  "number" VARCHAR(65535),
  "heading" VARCHAR(65535) NOT NULL,
  "run_in" BOOLEAN NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "section_end" INTEGER NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("report_id", "section");
COMMENT ON TABLE "sections" IS 'The outline: 一、 → （一） → 1. → run-in lead sentences.';
COMMENT ON COLUMN "sections"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "sections"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "sections"."section" IS 'Position in the outline, from 0';
COMMENT ON COLUMN "sections"."parent" IS 'Position of the section it lies in';
COMMENT ON COLUMN "sections"."level" IS 'Depth, 1 for the outermost';
COMMENT ON COLUMN "sections"."number" IS 'Number as printed; null for a run-in lead or a lost ordinal';
COMMENT ON COLUMN "sections"."heading" IS 'Heading as printed';
COMMENT ON COLUMN "sections"."run_in" IS 'Whether the heading is the first sentence of a paragraph';
COMMENT ON COLUMN "sections"."start_char" IS 'Where the heading begins in the report''s text (code points)';
COMMENT ON COLUMN "sections"."end_char" IS 'Where the heading ends (exclusive) (code points)';
COMMENT ON COLUMN "sections"."section_end" IS 'Where the section with its subsections ends (exclusive) (code points)';
COMMENT ON COLUMN "sections"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "sections"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "sections"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "paragraphs" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "paragraph" INTEGER NOT NULL,
  "section" INTEGER,
  "text" VARCHAR(65535) NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("report_id", "paragraph");
COMMENT ON TABLE "paragraphs" IS 'The text by paragraphs, with their place in the outline.';
COMMENT ON COLUMN "paragraphs"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "paragraphs"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "paragraphs"."paragraph" IS 'Position in the text, from 0';
COMMENT ON COLUMN "paragraphs"."section" IS 'The innermost section above it; null before the first heading';
COMMENT ON COLUMN "paragraphs"."text" IS 'The paragraph as printed';
COMMENT ON COLUMN "paragraphs"."start_char" IS 'Where the paragraph begins in the report''s text (code points)';
COMMENT ON COLUMN "paragraphs"."end_char" IS 'Where the paragraph ends (exclusive) (code points)';
COMMENT ON COLUMN "paragraphs"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "paragraphs"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "paragraphs"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "indicators" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "site_id" VARCHAR(65535) NOT NULL,
  "division_code" VARCHAR(65535),
  "indicator" INTEGER NOT NULL,
  "code" VARCHAR(65535) NOT NULL,
  "label" VARCHAR(65535) NOT NULL,
  "value" DOUBLE PRECISION NOT NULL,
  "unit" VARCHAR(65535) NOT NULL,
  "qualifier" VARCHAR(65535) NOT NULL,
  "value_min" DOUBLE PRECISION,
  "value_max" DOUBLE PRECISION,
  "period" VARCHAR(65535),
  "figure_year" INTEGER,
  "year" INTEGER,
  "holder" VARCHAR(65535),
  "holder_name" VARCHAR(65535),
  "role" VARCHAR(65535),
  "part_of" VARCHAR(65535),
  "sector" VARCHAR(65535),
  "sector_name" VARCHAR(65535),
  "source_kind" VARCHAR(65535),
  "span" VARCHAR(65535) NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "section" INTEGER,
  "warning" VARCHAR(65535),
  "warning_kind" VARCHAR(65535),
  "warning_with" VARCHAR(65535),
  "indicator_id" VARCHAR(65535),
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("code", "division_code", "report_id", "indicator");
COMMENT ON TABLE "indicators" IS 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.';
COMMENT ON COLUMN "indicators"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "indicators"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "indicators"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "indicators"."division_code" IS 'Division (行政区划代码, GB/T 2260) of the committee';
COMMENT ON COLUMN "indicators"."indicator" IS 'Position among the report''s indicators, from 0';
COMMENT ON COLUMN "indicators"."code" IS 'What is counted';
COMMENT ON COLUMN "indicators"."label" IS 'The Chinese term for it';
COMMENT ON COLUMN "indicators"."value" IS 'The number, in the unit beside it';
COMMENT ON COLUMN "indicators"."unit" IS 'Unit as printed';
COMMENT ON COLUMN "indicators"."qualifier" IS 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)';
COMMENT ON COLUMN "indicators"."value_min" IS 'Lower end where a range is printed (6—8件)';
COMMENT ON COLUMN "indicators"."value_max" IS 'Upper end where a range is printed';
COMMENT ON COLUMN "indicators"."period" IS 'Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown';
COMMENT ON COLUMN "indicators"."figure_year" IS 'The year it speaks of, where it is one year (year)';
COMMENT ON COLUMN "indicators"."year" IS 'The year the report reviews (year)';
COMMENT ON COLUMN "indicators"."holder" IS 'Whose figure it is: own (the committee''s), higher, lower (other committees), government, party, other';
COMMENT ON COLUMN "indicators"."holder_name" IS 'The holder as printed, where the text names it';
COMMENT ON COLUMN "indicators"."role" IS 'Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)';
COMMENT ON COLUMN "indicators"."part_of" IS 'The figure it is part of (its indicator_id)';
COMMENT ON COLUMN "indicators"."sector" IS 'Field: economic, political, cultural, social, ecological, agriculture, industry, commerce, urban, transport, education, science, health, welfare, law';
COMMENT ON COLUMN "indicators"."sector_name" IS 'The field as printed';
COMMENT ON COLUMN "indicators"."source_kind" IS 'Who proposed or sent in: party, group, sector, committee, locality, collective (any of these), member, joint';
COMMENT ON COLUMN "indicators"."span" IS 'The words it was read from';
COMMENT ON COLUMN "indicators"."start_char" IS 'Where the span begins in the report''s text (code points)';
COMMENT ON COLUMN "indicators"."end_char" IS 'Where the span ends (exclusive) (code points)';
COMMENT ON COLUMN "indicators"."section" IS 'The section it stands in';
COMMENT ON COLUMN "indicators"."warning" IS 'Contradiction with other figures; the figure stays as printed';
COMMENT ON COLUMN "indicators"."warning_kind" IS 'Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient';
COMMENT ON COLUMN "indicators"."warning_with" IS 'The figure it contradicts (its indicator_id)';
COMMENT ON COLUMN "indicators"."indicator_id" IS 'Stable name: the same as long as the figure stands in the same words, whatever its number';
COMMENT ON COLUMN "indicators"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "indicators"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "indicators"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "mentions" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "mention" INTEGER NOT NULL,
  "kind" VARCHAR(65535) NOT NULL,
  "text" VARCHAR(65535) NOT NULL,
  "role" VARCHAR(65535),
  "act" VARCHAR(65535),
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("report_id", "mention");
COMMENT ON TABLE "mentions" IS 'Proposals, works, persons, meetings and mechanisms that are named.';
COMMENT ON COLUMN "mentions"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "mentions"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "mentions"."mention" IS 'Position among the report''s mentions, from 0';
COMMENT ON COLUMN "mentions"."kind" IS 'What is named: proposal, work, person, meeting, mechanism';
COMMENT ON COLUMN "mentions"."text" IS 'The name as printed';
COMMENT ON COLUMN "mentions"."role" IS 'Office or part, for persons';
COMMENT ON COLUMN "mentions"."act" IS 'What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed';
COMMENT ON COLUMN "mentions"."start_char" IS 'Where the name begins in the report''s text (code points)';
COMMENT ON COLUMN "mentions"."end_char" IS 'Where the name ends (exclusive) (code points)';
COMMENT ON COLUMN "mentions"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "mentions"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "mentions"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "attachments" (
  "report_id" VARCHAR(65535) NOT NULL,
  "version_id" VARCHAR(65535) NOT NULL,
  "attachment" INTEGER NOT NULL,
  "url" VARCHAR(65535) NOT NULL,
  "name" VARCHAR(65535) NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR(65535) NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL
) SORTKEY ("report_id", "attachment");
COMMENT ON TABLE "attachments" IS 'Files linked from the body or below it; their captures are those of the same url with kind attachment.';
COMMENT ON COLUMN "attachments"."report_id" IS 'The report; stable when the site moves the page, where that can be known';
COMMENT ON COLUMN "attachments"."version_id" IS 'Digest of the report''s text without blanks; the version it belongs to';
COMMENT ON COLUMN "attachments"."attachment" IS 'Position among the report''s attachments, from 0';
COMMENT ON COLUMN "attachments"."url" IS 'Canonical address of the file';
COMMENT ON COLUMN "attachments"."name" IS 'Name it is shown under';
COMMENT ON COLUMN "attachments"."published_year" IS 'Year of publication at the site (year)';
COMMENT ON COLUMN "attachments"."capture_id" IS 'The capture the row was read from';
COMMENT ON COLUMN "attachments"."parser_version" IS 'The version of the parser that read it';

CREATE TABLE IF NOT EXISTS "parses" (
  "capture_id" VARCHAR(65535) NOT NULL,
  "site_id" VARCHAR(65535) NOT NULL,
  "requested_url" VARCHAR(65535) NOT NULL,
  "captured_at" TIMESTAMP NOT NULL,
  "result" VARCHAR(65535) NOT NULL,
  "reason" VARCHAR(65535),
  "report_id" VARCHAR(65535),
  "version_id" VARCHAR(65535),
  "content_digest" VARCHAR(65535),
  "published_year" INTEGER NOT NULL,
  "parser_version" VARCHAR(65535) NOT NULL,
  "parsed_at" TIMESTAMP NOT NULL
) SORTKEY ("site_id", "requested_url", "captured_at");
COMMENT ON TABLE "parses" IS 'What the build made of each article capture: the way from a capture to a report''s version, and every page that failed. Append-only.';
COMMENT ON COLUMN "parses"."capture_id" IS 'The capture that was read';
COMMENT ON COLUMN "parses"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "parses"."requested_url" IS 'What the page is known under';
COMMENT ON COLUMN "parses"."captured_at" IS 'When the capture was made';
COMMENT ON COLUMN "parses"."result" IS 'What it is: report, part (a further page of another article), failed';
COMMENT ON COLUMN "parses"."reason" IS 'Why it failed';
COMMENT ON COLUMN "parses"."report_id" IS 'The report it is, or is part of';
COMMENT ON COLUMN "parses"."version_id" IS 'The version it shows';
COMMENT ON COLUMN "parses"."content_digest" IS 'Digest of the report''s row and parts';
COMMENT ON COLUMN "parses"."published_year" IS 'Year of publication (year)';
COMMENT ON COLUMN "parses"."parser_version" IS 'The version of the parser that read it';
COMMENT ON COLUMN "parses"."parsed_at" IS 'When it was read';

CREATE TABLE IF NOT EXISTS "sites" (
  "site_id" VARCHAR(65535) NOT NULL,
  "name" VARCHAR(65535) NOT NULL,
  "division_code" VARCHAR(65535),
  "base_url" VARCHAR(65535) NOT NULL,
  "cms" VARCHAR(65535),
  "status" VARCHAR(65535) NOT NULL,
  "since" DATE,
  "until" DATE,
  "column_count" INTEGER NOT NULL
) SORTKEY ("division_code", "site_id");
COMMENT ON TABLE "sites" IS 'Every site that was ever crawled or built, as its registry entry was last seen.';
COMMENT ON COLUMN "sites"."site_id" IS 'The site of the registry it comes from';
COMMENT ON COLUMN "sites"."name" IS 'Name of the committee''s site';
COMMENT ON COLUMN "sites"."division_code" IS 'Division of the committee (GB/T 2260)';
COMMENT ON COLUMN "sites"."base_url" IS 'Home page';
COMMENT ON COLUMN "sites"."cms" IS 'CMS family, where the registry names one';
COMMENT ON COLUMN "sites"."status" IS 'Where it stands: unverified, active, paused, retired';
COMMENT ON COLUMN "sites"."since" IS 'In force from';
COMMENT ON COLUMN "sites"."until" IS 'In force to';
COMMENT ON COLUMN "sites"."column_count" IS 'Columns the registry names (0: found from the home page) (columns)';

CREATE TABLE IF NOT EXISTS "divisions" (
  "division_code" VARCHAR(65535) NOT NULL,
  "name" VARCHAR(65535) NOT NULL,
  "level" VARCHAR(65535) NOT NULL,
  "parent_code" VARCHAR(65535),
  "full_name" VARCHAR(65535) NOT NULL,
  "valid_from" DATE,
  "valid_to" DATE,
  "province_code" VARCHAR(65535),
  "city_code" VARCHAR(65535),
  "name_pinyin" VARCHAR(65535),
  "name_en" VARCHAR(65535),
  "is_current" BOOLEAN,
  "successors" SUPER
) SORTKEY ("division_code", "valid_from");
COMMENT ON TABLE "divisions" IS 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.';
COMMENT ON COLUMN "divisions"."division_code" IS 'Code (GB/T 2260)';
COMMENT ON COLUMN "divisions"."name" IS 'Name';
COMMENT ON COLUMN "divisions"."level" IS 'Rank: province, city (prefecture level), county';
COMMENT ON COLUMN "divisions"."parent_code" IS 'Code of the division above';
COMMENT ON COLUMN "divisions"."full_name" IS 'Name with the divisions above';
COMMENT ON COLUMN "divisions"."valid_from" IS 'In force from; null: since before the first list';
COMMENT ON COLUMN "divisions"."valid_to" IS 'In force to (exclusive); null: still';
COMMENT ON COLUMN "divisions"."province_code" IS 'Code of its province';
COMMENT ON COLUMN "divisions"."city_code" IS 'Code of its city; null for provinces and what lies right under one';
COMMENT ON COLUMN "divisions"."name_pinyin" IS 'Name in Hanyu Pinyin';
COMMENT ON COLUMN "divisions"."name_en" IS 'Name in English';
COMMENT ON COLUMN "divisions"."is_current" IS 'Whether it stands';
COMMENT ON COLUMN "divisions"."successors" IS 'Codes under which the same place goes on, as far as its name tells; null while it stands';
