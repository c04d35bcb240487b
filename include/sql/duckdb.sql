-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- DuckDB. Replace BUCKET/PREFIX by the place of your store.
-- INSTALL delta; INSTALL httpfs; LOAD delta; LOAD httpfs; and CREATE SECRET (TYPE s3, …) come first.

-- 1. Read the tables in place

CREATE OR REPLACE VIEW captures AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/captures');
COMMENT ON VIEW captures IS 'Every answer the crawler kept, and where its WARC record lies. Append-only.';

CREATE OR REPLACE VIEW crawl_outcomes AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/crawl_outcomes');
COMMENT ON VIEW crawl_outcomes IS 'How each site came out of each run, also when nothing was new and when it failed. Append-only.';

CREATE OR REPLACE VIEW reports AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/reports');
COMMENT ON VIEW reports IS 'The newest version of every report, also of those the site has deleted since (gone_since).';

CREATE OR REPLACE VIEW report_versions AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/report_versions');
COMMENT ON VIEW report_versions IS 'Every distinct text of every report, in the order they were first seen. Append-only.';

CREATE OR REPLACE VIEW sections AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/sections');
COMMENT ON VIEW sections IS 'The outline: 一、 → （一） → 1. → run-in lead sentences.';

CREATE OR REPLACE VIEW paragraphs AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/paragraphs');
COMMENT ON VIEW paragraphs IS 'The text by paragraphs, with their place in the outline.';

CREATE OR REPLACE VIEW indicators AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/indicators');
COMMENT ON VIEW indicators IS 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.';

CREATE OR REPLACE VIEW mentions AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/mentions');
COMMENT ON VIEW mentions IS 'Proposals, works, persons, meetings and mechanisms that are named.';

CREATE OR REPLACE VIEW attachments AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/attachments');
COMMENT ON VIEW attachments IS 'Files linked from the body or below it; their captures are those of the same url with kind attachment.';

CREATE OR REPLACE VIEW parses AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/parses');
COMMENT ON VIEW parses IS 'What the build made of each article capture: the way from a capture to a report''s version, and every page that failed. Append-only.';

CREATE OR REPLACE VIEW sites AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/sites');
COMMENT ON VIEW sites IS 'Every site that was ever crawled or built, as its registry entry was last seen.';

CREATE OR REPLACE VIEW divisions AS SELECT * FROM delta_scan('s3://BUCKET/PREFIX/tables/divisions');
COMMENT ON VIEW divisions IS 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.';

-- 2. Tables of your own, to load a release (releases/<date>/<table>/*.parquet) into

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.captures (
  "capture_id" VARCHAR NOT NULL,
  "site_id" VARCHAR NOT NULL,
  "run_id" VARCHAR NOT NULL,
  "kind" VARCHAR NOT NULL,
  "url" VARCHAR NOT NULL,
  "requested_url" VARCHAR NOT NULL,
  "captured_at" TIMESTAMPTZ NOT NULL,
  "captured_month" VARCHAR NOT NULL,
  "status" INTEGER,
  "verdict" VARCHAR NOT NULL,
  "verdict_reason" VARCHAR NOT NULL,
  "content_type" VARCHAR,
  "payload_digest" VARCHAR,
  "payload_bytes" BIGINT NOT NULL,
  "etag" VARCHAR,
  "last_modified" VARCHAR,
  "warc_key" VARCHAR NOT NULL,
  "warc_offset" BIGINT NOT NULL,
  "warc_length" BIGINT NOT NULL,
  "revisit_of" VARCHAR,
  "published_year" INTEGER,
  "listed_title" VARCHAR,
  "listed_date" DATE,
  "column_url" VARCHAR,
  "cms" VARCHAR,
  "truncated" VARCHAR,
  "origin" VARCHAR,
  "origin_source" VARCHAR
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.crawl_outcomes (
  "run_id" VARCHAR NOT NULL,
  "shard" VARCHAR NOT NULL,
  "site_id" VARCHAR NOT NULL,
  "result" VARCHAR NOT NULL,
  "reason" VARCHAR NOT NULL,
  "started_at" TIMESTAMPTZ NOT NULL,
  "finished_at" TIMESTAMPTZ NOT NULL,
  "cms" VARCHAR,
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
  "published_years" INTEGER[] NOT NULL,
  "warnings" VARCHAR[] NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.reports (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "site_id" VARCHAR NOT NULL,
  "division_code" VARCHAR,
  "url" VARCHAR NOT NULL,
  "title" VARCHAR,
  "doc_type" VARCHAR NOT NULL,
  "doc_type_evidence" VARCHAR NOT NULL,
  "organisation" VARCHAR,
  "organisation_printed" VARCHAR,
  "term" INTEGER,
  "session" INTEGER,
  "speaker" VARCHAR,
  "speaker_role" VARCHAR,
  "event_date" DATE,
  "published_at" TIMESTAMPTZ,
  "published_date" DATE,
  "year_reviewed" INTEGER,
  "year_planned" INTEGER,
  "source" VARCHAR,
  "author" VARCHAR,
  "breadcrumb" VARCHAR[] NOT NULL,
  "text" VARCHAR NOT NULL,
  "characters" INTEGER NOT NULL,
  "anomalies" VARCHAR NOT NULL,
  "anomaly_count" INTEGER NOT NULL,
  "encoding" VARCHAR NOT NULL,
  "warnings" VARCHAR[] NOT NULL,
  "first_seen" TIMESTAMPTZ NOT NULL,
  "last_changed" TIMESTAMPTZ NOT NULL,
  "gone_since" TIMESTAMPTZ,
  "content_digest" VARCHAR NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.report_versions (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "site_id" VARCHAR NOT NULL,
  "division_code" VARCHAR,
  "url" VARCHAR NOT NULL,
  "title" VARCHAR,
  "text" VARCHAR NOT NULL,
  "characters" INTEGER NOT NULL,
  "first_seen" TIMESTAMPTZ NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.sections (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "section" INTEGER NOT NULL,
  "parent" INTEGER,
  "level" INTEGER NOT NULL,
  "number" VARCHAR,
  "heading" VARCHAR NOT NULL,
  "run_in" BOOLEAN NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "section_end" INTEGER NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.paragraphs (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "paragraph" INTEGER NOT NULL,
  "section" INTEGER,
  "text" VARCHAR NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.indicators (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "site_id" VARCHAR NOT NULL,
  "division_code" VARCHAR,
  "indicator" INTEGER NOT NULL,
  "code" VARCHAR NOT NULL,
  "label" VARCHAR NOT NULL,
  "value" DOUBLE NOT NULL,
  "unit" VARCHAR NOT NULL,
  "qualifier" VARCHAR NOT NULL,
  "value_min" DOUBLE,
  "value_max" DOUBLE,
  "period" VARCHAR,
  "figure_year" INTEGER,
  "year" INTEGER,
  "holder" VARCHAR,
  "holder_name" VARCHAR,
  "role" VARCHAR,
  "part_of" VARCHAR,
  "sector" VARCHAR,
  "sector_name" VARCHAR,
  "source_kind" VARCHAR,
  "span" VARCHAR NOT NULL,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "section" INTEGER,
  "warning" VARCHAR,
  "warning_kind" VARCHAR,
  "warning_with" VARCHAR,
  "indicator_id" VARCHAR,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.mentions (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "mention" INTEGER NOT NULL,
  "kind" VARCHAR NOT NULL,
  "text" VARCHAR NOT NULL,
  "role" VARCHAR,
  "act" VARCHAR,
  "start_char" INTEGER NOT NULL,
  "end_char" INTEGER NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.attachments (
  "report_id" VARCHAR NOT NULL,
  "version_id" VARCHAR NOT NULL,
  "attachment" INTEGER NOT NULL,
  "url" VARCHAR NOT NULL,
  "name" VARCHAR NOT NULL,
  "published_year" INTEGER NOT NULL,
  "capture_id" VARCHAR NOT NULL,
  "parser_version" VARCHAR NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.parses (
  "capture_id" VARCHAR NOT NULL,
  "site_id" VARCHAR NOT NULL,
  "requested_url" VARCHAR NOT NULL,
  "captured_at" TIMESTAMPTZ NOT NULL,
  "result" VARCHAR NOT NULL,
  "reason" VARCHAR,
  "report_id" VARCHAR,
  "version_id" VARCHAR,
  "content_digest" VARCHAR,
  "published_year" INTEGER NOT NULL,
  "parser_version" VARCHAR NOT NULL,
  "parsed_at" TIMESTAMPTZ NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.sites (
  "site_id" VARCHAR NOT NULL,
  "name" VARCHAR NOT NULL,
  "division_code" VARCHAR,
  "base_url" VARCHAR NOT NULL,
  "cms" VARCHAR,
  "status" VARCHAR NOT NULL,
  "since" DATE,
  "until" DATE,
  "column_count" INTEGER NOT NULL
);

CREATE SCHEMA IF NOT EXISTS release;
CREATE OR REPLACE TABLE release.divisions (
  "division_code" VARCHAR NOT NULL,
  "name" VARCHAR NOT NULL,
  "level" VARCHAR NOT NULL,
  "parent_code" VARCHAR,
  "full_name" VARCHAR NOT NULL,
  "valid_from" DATE,
  "valid_to" DATE,
  "province_code" VARCHAR,
  "city_code" VARCHAR,
  "name_pinyin" VARCHAR,
  "name_en" VARCHAR,
  "is_current" BOOLEAN,
  "successors" VARCHAR[]
);
