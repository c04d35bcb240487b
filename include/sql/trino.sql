-- Generated from include/cppcc_archive/tables/contract.py by `python -m cppcc_archive.tables.generate`: do not edit.
-- Trino (catalog `delta` with the Delta Lake connector). Replace BUCKET/PREFIX by the place of your store.

-- 1. Mount the tables as they are stored

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'captures',
  table_location => 's3://BUCKET/PREFIX/tables/captures');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'confirmed',
  table_location => 's3://BUCKET/PREFIX/tables/confirmed');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'crawl_outcomes',
  table_location => 's3://BUCKET/PREFIX/tables/crawl_outcomes');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'reports',
  table_location => 's3://BUCKET/PREFIX/tables/reports');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'texts',
  table_location => 's3://BUCKET/PREFIX/tables/texts');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'report_versions',
  table_location => 's3://BUCKET/PREFIX/tables/report_versions');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'sections',
  table_location => 's3://BUCKET/PREFIX/tables/sections');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'paragraphs',
  table_location => 's3://BUCKET/PREFIX/tables/paragraphs');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'indicators',
  table_location => 's3://BUCKET/PREFIX/tables/indicators');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'mentions',
  table_location => 's3://BUCKET/PREFIX/tables/mentions');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'attachments',
  table_location => 's3://BUCKET/PREFIX/tables/attachments');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'anomalies',
  table_location => 's3://BUCKET/PREFIX/tables/anomalies');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'parses',
  table_location => 's3://BUCKET/PREFIX/tables/parses');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'layouts',
  table_location => 's3://BUCKET/PREFIX/tables/layouts');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'sites',
  table_location => 's3://BUCKET/PREFIX/tables/sites');

CALL delta.system.register_table(schema_name => 'cppcc_stored', table_name => 'divisions',
  table_location => 's3://BUCKET/PREFIX/tables/divisions');

-- 2. The names of docs/tables.md over them

-- Every answer that told something new, and where its WARC record lies; what only confirmed a page is in `confirmed`. Append-only.
CREATE OR REPLACE VIEW cppcc.captures AS
SELECT
  capture_id,
  site_id,
  run_id,
  kind,
  url,
  requested_url,
  captured_at,
  captured_year,
  captured_month,
  status,
  verdict,
  verdict_reason,
  content_type,
  payload_digest,
  payload_bytes,
  etag,
  last_modified,
  warc_key,
  warc_offset,
  warc_length,
  revisit_of,
  published_year,
  listed_title,
  listed_date,
  column_url,
  cms,
  truncated,
  origin,
  origin_source
FROM cppcc_stored.captures;

-- Pages that a run asked for and found as known (304, the same payload, still gone). Rows of a site are folded into one another by the weekly care, which keeps each page's newest confirmation.
CREATE OR REPLACE VIEW cppcc.confirmed AS
SELECT
  site_id,
  run_id,
  confirmed_at,
  pages,
  validated,
  etags,
  last_modifieds
FROM cppcc_stored.confirmed;

-- How each site came out of each run, also when nothing was new and when it failed. A run that is tried again replaces the rows of sites that had not answered.
CREATE OR REPLACE VIEW cppcc.crawl_outcomes AS
SELECT
  run_id,
  shard,
  site_id,
  result,
  reason,
  started_at,
  finished_at,
  cms,
  requests,
  bytes_received,
  not_modified,
  links_seen,
  articles_new,
  articles_changed,
  articles_unchanged,
  articles_gone,
  verdict_ok,
  verdict_unchanged,
  verdict_blocked,
  verdict_tombstone,
  verdict_gone,
  verdict_error,
  published_years,
  warnings,
  verdict_missing,
  progress,
  too_many_requests,
  least_pause_seconds,
  asked_pause_seconds
FROM cppcc_stored.crawl_outcomes;

-- The newest version of every report, also of those the site has deleted since (gone_since).
CREATE OR REPLACE VIEW cppcc.reports AS
SELECT
  r.report_id,
  r.version_id,
  r.site_id,
  r.division_code,
  r.url,
  r.title,
  r.doc_type,
  r.doc_type_evidence,
  r.organisation,
  r.organisation_printed,
  r.term,
  r.session,
  r.speaker,
  r.speaker_role,
  r.event_date,
  r.published_at,
  r.published_date,
  r.year_reviewed,
  r.year_planned,
  r.source,
  r.author,
  r.breadcrumb,
  r.characters,
  r.anomalies,
  r.anomaly_count,
  r.encoding,
  r.warnings,
  r.first_seen,
  r.last_changed,
  r.gone_since,
  r.content_digest,
  r.layout_id,
  r.text_origin,
  r.needs_ocr,
  r.published_year,
  r.capture_id,
  r.parser_version,
  t.text,
  NULLIF(c.first_id, r.report_id) AS duplicate_of
FROM cppcc_stored.reports AS r
LEFT JOIN (
  SELECT
    report_id,
    MAX(revision) AS newest
  FROM cppcc_stored.reports
  WHERE
    revision > 0
  GROUP BY
    report_id
) AS n
  ON n.report_id = r.report_id
LEFT JOIN (
  SELECT
    r.report_id,
    FIRST_VALUE(r.report_id) OVER (
      PARTITION BY COALESCE(r.division_code, r.site_id), r.version_id
      ORDER BY CASE WHEN r.gone_since IS NULL THEN 0 ELSE 1 END, r.first_seen, r.report_id
    ) AS first_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  JOIN (
    SELECT
      COALESCE(r.division_code, r.site_id) AS place_id,
      r.version_id
    FROM cppcc_stored.reports AS r
    WHERE
      r.characters >= 100
    GROUP BY
      COALESCE(r.division_code, r.site_id),
      r.version_id
    HAVING
      COUNT(*) > 1
  ) AS w
    ON w.place_id = COALESCE(r.division_code, r.site_id) AND w.version_id = r.version_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS c
  ON c.report_id = r.report_id
LEFT JOIN cppcc_stored.texts AS t
  ON t.report_id = r.report_id AND t.version_id = r.version_id
WHERE
  n.newest IS NULL OR r.revision = n.newest;

-- The text of every version: the only place where it is stored. Offsets of all parts count code points in it.
CREATE OR REPLACE VIEW cppcc.texts AS
SELECT
  report_id,
  version_id,
  site_id,
  text,
  published_year,
  capture_id,
  parser_version
FROM cppcc_stored.texts;

-- Every text of every report and when it stood: A, then B, then A again are three rows.
CREATE OR REPLACE VIEW cppcc.report_versions AS
SELECT
  v.report_id,
  v.version_id,
  v.site_id,
  v.division_code,
  v.url,
  v.title,
  v.characters,
  v.valid_from,
  v.published_year,
  v.capture_id,
  v.parser_version,
  LEAD(v.valid_from) OVER (PARTITION BY v.report_id ORDER BY v.valid_from) AS valid_to,
  t.text
FROM cppcc_stored.report_versions AS v
LEFT JOIN cppcc_stored.texts AS t
  ON t.report_id = v.report_id AND t.version_id = v.version_id;

-- The outline: 一、 → （一） → 1. → run-in lead sentences.
CREATE OR REPLACE VIEW cppcc.sections AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.section,
  p.parent,
  p.level,
  p.number,
  p.heading,
  p.run_in,
  p.start_char,
  p.end_char,
  p.section_end,
  p.published_year,
  p.capture_id,
  p.parser_version
FROM cppcc_stored.sections AS p
JOIN (
  SELECT
    r.report_id,
    r.version_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS s
  ON s.report_id = p.report_id AND s.version_id = p.version_id;

-- The text by paragraphs, with their place in the outline; their words are those of `texts` from start to end.
CREATE OR REPLACE VIEW cppcc.paragraphs AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.paragraph,
  p.section,
  p.start_char,
  p.end_char,
  p.file,
  p.page,
  p.text_origin,
  p.confidence,
  p.published_year,
  p.capture_id,
  p.parser_version,
  SUBSTR(t.text, p.start_char + 1, p.end_char - p.start_char) AS text
FROM cppcc_stored.paragraphs AS p
JOIN (
  SELECT
    r.report_id,
    r.version_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS s
  ON s.report_id = p.report_id AND s.version_id = p.version_id
LEFT JOIN cppcc_stored.texts AS t
  ON t.report_id = p.report_id AND t.version_id = p.version_id;

-- Figures read from the text, each with the span it was read from; codes in docs/indicators.md.
CREATE OR REPLACE VIEW cppcc.indicators AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.division_code,
  p.indicator,
  p.code,
  p.label,
  p.value,
  p.unit,
  p.qualifier,
  p.value_min,
  p.value_max,
  p.period,
  p.figure_year,
  p.year,
  p.holder,
  p.holder_name,
  p.role,
  p.part_of,
  p.sector,
  p.sector_name,
  p.source_kind,
  p.span,
  p.start_char,
  p.end_char,
  p.section,
  p.warning,
  p.warning_kind,
  p.warning_with,
  p.indicator_id,
  p.file,
  p.page,
  p.text_origin,
  p.published_year,
  p.capture_id,
  p.parser_version
FROM cppcc_stored.indicators AS p
JOIN (
  SELECT
    r.report_id,
    r.version_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS s
  ON s.report_id = p.report_id AND s.version_id = p.version_id;

-- Proposals, works, persons, meetings and mechanisms that are named.
CREATE OR REPLACE VIEW cppcc.mentions AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.mention,
  p.kind,
  p.text,
  p.role,
  p.act,
  p.start_char,
  p.end_char,
  p.published_year,
  p.capture_id,
  p.parser_version
FROM cppcc_stored.mentions AS p
JOIN (
  SELECT
    r.report_id,
    r.version_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS s
  ON s.report_id = p.report_id AND s.version_id = p.version_id;

-- Files linked from the body or below it; their captures are those of the same url with kind attachment.
CREATE OR REPLACE VIEW cppcc.attachments AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.attachment,
  p.url,
  p.name,
  p.pages,
  p.text_origin,
  p.needs_ocr,
  p.problem,
  p.published_year,
  p.capture_id,
  p.parser_version
FROM cppcc_stored.attachments AS p
JOIN (
  SELECT
    r.report_id,
    r.version_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS s
  ON s.report_id = p.report_id AND s.version_id = p.version_id;

-- Nothing is repaired in the text: here stands what is there, and what should be where that is certain.
CREATE OR REPLACE VIEW cppcc.anomalies AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.anomaly,
  p.kind,
  p.span,
  p.expected,
  p.field,
  p.start_char,
  p.end_char,
  p.published_year,
  p.capture_id,
  p.parser_version,
  CASE p.kind
    WHEN 'lost_term'
    THEN '缺届次数字'
    WHEN 'lost_session'
    THEN '缺会议次数'
    WHEN 'lost_character'
    THEN '固定用语缺字'
    WHEN 'lost_ordinal'
    THEN '缺标题序号'
    WHEN 'skipped_ordinal'
    THEN '标题序号跳号'
    WHEN 'broken_date'
    THEN '日期缺字'
    WHEN 'lost_measure'
    THEN '缺量词'
    WHEN 'split_number'
    THEN '数字中间有空格'
    WHEN 'lost_stop'
    THEN '两句连写'
    WHEN 'unbalanced_quote'
    THEN '引号不成对'
    WHEN 'unbalanced_bracket'
    THEN '括号不成对'
    ELSE p.kind
  END AS label_zh,
  CASE p.kind
    WHEN 'lost_term'
    THEN 'The number of the term (届) is missing'
    WHEN 'lost_session'
    THEN 'The number of the session (次) is missing'
    WHEN 'lost_character'
    THEN 'A fixed expression lacks a character'
    WHEN 'lost_ordinal'
    THEN 'A heading lacks its number'
    WHEN 'skipped_ordinal'
    THEN 'The numbers of headings skip one'
    WHEN 'broken_date'
    THEN 'A date lacks a character'
    WHEN 'lost_measure'
    THEN 'A figure lacks its unit'
    WHEN 'split_number'
    THEN 'A blank stands inside a number'
    WHEN 'lost_stop'
    THEN 'Two sentences run together'
    WHEN 'unbalanced_quote'
    THEN 'A quotation mark has no partner'
    WHEN 'unbalanced_bracket'
    THEN 'A bracket has no partner'
    ELSE p.kind
  END AS label_en,
  CASE p.kind
    WHEN 'lost_term'
    THEN '届数以 reports.term 为准；为空则查原网页。'
    WHEN 'lost_session'
    THEN '会议次数以 reports.session 为准；为空则查原网页。'
    WHEN 'lost_character'
    THEN '引用时采用 expected；检索时两种写法都查。'
    WHEN 'lost_ordinal'
    THEN '序号以 expected 为准；标题本身完整。'
    WHEN 'skipped_ordinal'
    THEN '其间可能少了一节：统计章节前先查原网页。'
    WHEN 'broken_date'
    THEN '有 expected 则采用；否则以 event_date 或 published_date 为准。'
    WHEN 'lost_measure'
    THEN '该数字的单位存疑：相加之前先查原网页。'
    WHEN 'split_number'
    THEN '数值存疑：看前后文是一个数还是两个数。'
    WHEN 'lost_stop'
    THEN '数字仍有效；按句切分时在 expected 的句号处分开。'
    WHEN 'unbalanced_quote'
    THEN '内容完整；按引号摘取名称时此处不可靠。'
    WHEN 'unbalanced_bracket'
    THEN '内容完整；按括号或书名号摘取名称时此处不可靠。'
    ELSE p.kind
  END AS advice_zh,
  CASE p.kind
    WHEN 'lost_term'
    THEN 'Take the term from reports.term; where that is null, look at the archived page.'
    WHEN 'lost_session'
    THEN 'Take the session from reports.session; where that is null, look at the archived page.'
    WHEN 'lost_character'
    THEN 'Quote what expected says; search for both spellings.'
    WHEN 'lost_ordinal'
    THEN 'Take the number from expected; the heading itself is whole.'
    WHEN 'skipped_ordinal'
    THEN 'A section may be missing between them: look at the archived page before counting sections.'
    WHEN 'broken_date'
    THEN 'Take the date from expected; without one, from event_date or published_date.'
    WHEN 'lost_measure'
    THEN 'The unit of this figure is uncertain: look at the archived page before adding it up.'
    WHEN 'split_number'
    THEN 'The value is uncertain: see by the words around it whether it is one number or two.'
    WHEN 'lost_stop'
    THEN 'The figure stands; split sentences where expected has its full stop.'
    WHEN 'unbalanced_quote'
    THEN 'Nothing is missing but the mark; names taken by their quotation marks are unreliable here.'
    WHEN 'unbalanced_bracket'
    THEN 'Nothing is missing but the bracket; names taken by their brackets are unreliable here.'
    ELSE p.kind
  END AS advice_en
FROM cppcc_stored.anomalies AS p
JOIN (
  SELECT
    r.report_id,
    r.version_id
  FROM cppcc_stored.reports AS r
  LEFT JOIN (
    SELECT
      report_id,
      MAX(revision) AS newest
    FROM cppcc_stored.reports
    WHERE
      revision > 0
    GROUP BY
      report_id
  ) AS n
    ON n.report_id = r.report_id
  WHERE
    n.newest IS NULL OR r.revision = n.newest
) AS s
  ON s.report_id = p.report_id AND s.version_id = p.version_id;

-- What the build made of each article capture: the way from a capture to a report's version, every page that failed and every page that was found gone. Append-only, written last.
CREATE OR REPLACE VIEW cppcc.parses AS
SELECT
  capture_id,
  site_id,
  requested_url,
  captured_at,
  files_at,
  result,
  reason,
  report_id,
  version_id,
  content_digest,
  parts_digest,
  needs,
  lacks,
  files,
  template,
  layout_id,
  published_year,
  parser_version,
  parsed_at
FROM cppcc_stored.parses;

-- Where a site's templates keep title, date and text, learned from its own archived pages. Append-only; a row with an empty template says that somebody looked and nothing else was found.
CREATE OR REPLACE VIEW cppcc.layouts AS
SELECT
  site_id,
  template,
  version,
  layout_id,
  learned,
  pages,
  certainty,
  site_pages,
  learned_at
FROM cppcc_stored.layouts;

-- Every site that was ever crawled or built, as its registry entry was last seen.
CREATE OR REPLACE VIEW cppcc.sites AS
SELECT
  site_id,
  name,
  division_code,
  base_url,
  cms,
  status,
  since,
  until,
  column_count,
  layout,
  invented
FROM cppcc_stored.sites;

-- Provinces, cities and counties (行政区划) with their codes, and how long each was in force.
CREATE OR REPLACE VIEW cppcc.divisions AS
SELECT
  division_code,
  name,
  level,
  parent_code,
  full_name,
  valid_from,
  valid_to,
  province_code,
  city_code,
  name_pinyin,
  name_en,
  is_current,
  successors
FROM cppcc_stored.divisions;

-- What the codes of indicators mean; rules and examples in docs/indicators.md.
CREATE OR REPLACE VIEW cppcc.codes AS
SELECT
  code,
  label_zh,
  label_en,
  unit,
  kind,
  documents
FROM (
  SELECT
    'proposals_submitted' AS code,
    '收到提案' AS label_zh,
    'Proposals received since the last plenary, before examination' AS label_en,
    '件 / 份' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_filed' AS code,
    '立案' AS label_zh,
    'Proposals filed after examination (after merging where the text says so)' AS label_en,
    '件 / 份' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_not_filed' AS code,
    '不予立案' AS label_zh,
    'Proposals examined and not filed' AS label_en,
    '件 / 份' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_merged' AS code,
    '并案' AS label_zh,
    'Proposals merged into others' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_after_merging' AS code,
    '并案后提案' AS label_zh,
    'Proposals left after merging' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_transferred' AS code,
    '转送' AS label_zh,
    'Proposals handled as opinions, letters or suggestions instead of being filed' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_assigned' AS code,
    '交办' AS label_zh,
    'Proposals handed to the bodies that answer them' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_collective' AS code,
    '集体提案' AS label_zh,
    'Proposals by parties, mass organisations, sectors and committees' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_by_source' AS code,
    '分来源提案' AS label_zh,
    'Collective proposals by one kind of proposer (parties, sectors, committees); the label names it' AS label_en,
    '件' AS unit,
    'breakdown' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_individual' AS code,
    '委员提案' AS label_zh,
    'Proposals by members, alone or (where that is not told apart) jointly' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_joint' AS code,
    '联名提案' AS label_zh,
    'Proposals signed by several members' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_livelihood' AS code,
    '民生类提案' AS label_zh,
    'Proposals on people''s livelihood' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_key' AS code,
    '重点提案' AS label_zh,
    'Key proposals, supervised by leaders' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_excellent' AS code,
    '优秀提案' AS label_zh,
    'Proposals commended as excellent' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_by_sector' AS code,
    '分领域提案' AS label_zh,
    'Proposals on one field; the label names the field as printed' AS label_en,
    '件' AS unit,
    'breakdown' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_replied' AS code,
    '办复提案' AS label_zh,
    'Proposals answered' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_resolved' AS code,
    '已解决提案' AS label_zh,
    'Proposals whose matter is solved or accepted (class A)' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_planned' AS code,
    '列入计划提案' AS label_zh,
    'Proposals being solved or planned (class B)' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_deferred' AS code,
    '留作参考提案' AS label_zh,
    'Proposals kept for reference or not solvable now (class C)' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_share' AS code,
    '提案占比' AS label_zh,
    'Share of a kind of proposal in the total; the label names the kind' AS label_en,
    '%' AS unit,
    'breakdown' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'filing_rate' AS code,
    '立案率' AS label_zh,
    'Filed of received' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'reply_rate' AS code,
    '办复率' AS label_zh,
    'Answered of filed (办复率, 答复率, 办结率)' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'resolution_rate' AS code,
    '解决率' AS label_zh,
    'Proposals solved or accepted, of those answered (解决率, 采纳率, 已解决或采纳的占)' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'satisfaction_rate' AS code,
    '满意率' AS label_zh,
    'Proposers satisfied, basically satisfied included where the text adds them' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_submitted' AS code,
    '社情民意信息' AS label_zh,
    'Opinions collected or reported' AS label_en,
    '篇 / 条 / 件 / 期' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_edited' AS code,
    '编发信息' AS label_zh,
    'Issues of the opinion bulletin edited and sent' AS label_en,
    '期 / 篇 / 条' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_adopted' AS code,
    '采用信息' AS label_zh,
    'Opinions adopted, level not said or several levels together' AS label_en,
    '篇 / 条 / 件' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_adopted_national' AS code,
    '全国政协采用' AS label_zh,
    'Opinions adopted by the National Committee or central organs' AS label_en,
    '篇 / 条' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_adopted_ministry' AS code,
    '部委采用' AS label_zh,
    'Opinions adopted by ministries and parties'' central committees' AS label_en,
    '篇 / 条' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_adopted_provincial' AS code,
    '省级采用' AS label_zh,
    'Opinions adopted at province level' AS label_en,
    '篇 / 条' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_adopted_city' AS code,
    '市级采用' AS label_zh,
    'Opinions adopted at prefecture level' AS label_en,
    '篇 / 条 / 件' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_adopted_district' AS code,
    '区县级采用' AS label_zh,
    'Opinions adopted at district or county level' AS label_en,
    '篇 / 条' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_commented' AS code,
    '领导批示' AS label_zh,
    'Opinions or reports that leaders commented on' AS label_en,
    '篇 / 件 / 条 / 次 / 件次 / 份 / 篇次 / 期 / 人次 / 条次' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'members_total' AS code,
    '应到委员' AS label_zh,
    'Members of the committee, or due at the meeting' AS label_en,
    '名 / 人' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'members_attending' AS code,
    '实到委员' AS label_zh,
    'Members present at the meeting' AS label_en,
    '名 / 人' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'plenary_meetings' AS code,
    '全体会议' AS label_zh,
    'Plenary sessions held' AS label_en,
    '次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'standing_committee_meetings' AS code,
    '常委会会议' AS label_zh,
    'Standing committee meetings held' AS label_en,
    '次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'chairmen_meetings' AS code,
    '主席会议' AS label_zh,
    'Chairmen''s meetings held' AS label_en,
    '次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'surveys' AS code,
    '调研' AS label_zh,
    'Surveys and research topics' AS label_en,
    '次 / 项 / 个' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'research_reports' AS code,
    '调研报告' AS label_zh,
    'Research reports written' AS label_en,
    '篇 / 份 / 个' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'consultations' AS code,
    '协商' AS label_zh,
    'Consultations (协商, 商量, 议政)' AS label_en,
    '次 / 场 / 场次 / 项 / 期 / 个 / 件' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'inspections' AS code,
    '视察监督' AS label_zh,
    'Inspections, democratic supervision, appraisals' AS label_en,
    '次 / 项 / 个 / 件' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'suggestions_made' AS code,
    '意见建议' AS label_zh,
    'Suggestions made' AS label_en,
    '条' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'visits' AS code,
    '走访' AS label_zh,
    'Visits to members, firms, households' AS label_en,
    '次 / 家 / 户 / 人次 / 人 / 名 / 个 / 家次 / 位 / 间' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'trainings' AS code,
    '培训' AS label_zh,
    'Trainings held' AS label_en,
    '次 / 期 / 场 / 批 / 批次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'articles_published' AS code,
    '宣传稿件' AS label_zh,
    'Articles published by own and other media' AS label_en,
    '篇 / 条 / 期 / 篇次 / 则' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'study_sessions' AS code,
    '学习' AS label_zh,
    'Study sessions (学习, 研讨, 党课)' AS label_en,
    '次 / 场 / 场次 / 期' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_led' AS code,
    '领办督办提案' AS label_zh,
    'Proposals that leaders supervise or take in hand, not called 重点' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_plenary' AS code,
    '大会提案' AS label_zh,
    'Proposals submitted during the plenary' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_between' AS code,
    '平时提案' AS label_zh,
    'Proposals submitted between plenaries' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposals_not_adopted' AS code,
    '未采纳提案' AS label_zh,
    'Proposals not adopted or not resolved, where no class is named' AS label_en,
    '件' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'handling_bodies' AS code,
    '承办单位' AS label_zh,
    'Bodies that handle proposals' AS label_en,
    '个 / 家' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'proposers' AS code,
    '提案人' AS label_zh,
    'Members or bodies that made proposals' AS label_en,
    '名 / 人 / 人次' AS unit,
    'count' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'contact_rate' AS code,
    '面商率' AS label_zh,
    'Proposals discussed with their proposers in person (面商率, 见面率, 沟通率, 走访率)' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'planned_share' AS code,
    '列入计划占比' AS label_zh,
    'Share of proposals being solved or planned' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'deferred_share' AS code,
    '留作参考占比' AS label_zh,
    'Share of proposals kept for reference' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'attendance_rate' AS code,
    '参会率' AS label_zh,
    'Members who attend or take part, of those due (参会率, 出席率, 参与率)' AS label_en,
    '%' AS unit,
    'share' AS kind,
    'proposal_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'opinions_reported' AS code,
    '上报信息' AS label_zh,
    'Opinions sent up to higher committees, party committees or governments' AS label_en,
    '篇 / 条 / 件' AS unit,
    'count' AS kind,
    'opinion_report, standing_committee_report' AS documents
  UNION ALL
  SELECT
    'suggestions_adopted' AS code,
    '采纳建议' AS label_zh,
    'Suggestions adopted or acted on' AS label_en,
    '条 / 件 / 项' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'problems_reported' AS code,
    '反映问题' AS label_zh,
    'Problems found, collected or fed back' AS label_en,
    '个 / 条' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'problems_solved' AS code,
    '解决问题' AS label_zh,
    'Problems, difficulties and disputes solved, not as proposals' AS label_en,
    '件 / 个 / 起 / 条' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'participations' AS code,
    '参与人次' AS label_zh,
    'People who took part in activities, by head or by times' AS label_en,
    '人次 / 人 / 名 / 位' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'plenary_speeches' AS code,
    '大会发言' AS label_zh,
    'Speeches at plenaries, spoken or written' AS label_en,
    '篇 / 人次 / 名 / 位 / 人 / 份 / 次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'members_group' AS code,
    '委员构成' AS label_zh,
    'Members of one kind (常委, 中共党员, 女委员, one sector)' AS label_en,
    '名 / 人' AS unit,
    'breakdown' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'platforms' AS code,
    '履职平台' AS label_zh,
    'Platforms and stations (工作室, 议事室, 委员之家, 书屋, 联络站, 基地)' AS label_en,
    '个 / 家 / 处' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'people_aided' AS code,
    '帮扶惠及' AS label_zh,
    'People and households aided or served' AS label_en,
    '人 / 户 / 人次 / 名' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'aid_value' AS code,
    '捐赠帮扶' AS label_zh,
    'Donations and aid in money' AS label_en,
    '元 / 港元' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'investment' AS code,
    '引资金额' AS label_zh,
    'Investment attracted' AS label_en,
    '元 / 美元 / 港元' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'projects_attracted' AS code,
    '引进项目' AS label_zh,
    'Projects and firms attracted' AS label_en,
    '个 / 家' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'history_volumes' AS code,
    '文史书刊' AS label_zh,
    'Volumes of local history (文史) published' AS label_en,
    '部 / 辑 / 册 / 本 / 期 / 卷 / 种' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'history_words' AS code,
    '文史字数' AS label_zh,
    'Words of local history collected or published' AS label_en,
    '字' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'history_items' AS code,
    '文史史料' AS label_zh,
    'Pieces of local history collected (articles, photographs, recordings)' AS label_en,
    '篇 / 幅 / 集 / 张' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'guests_received' AS code,
    '接待来访' AS label_zh,
    'Groups and people received as guests; no inspections' AS label_en,
    '批次 / 人次 / 批 / 人' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'reading_activities' AS code,
    '读书活动' AS label_zh,
    'Reading activities (读书会, 书香政协)' AS label_en,
    '次 / 场 / 场次 / 期' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'outreach' AS code,
    '宣讲' AS label_zh,
    'Outreach: explaining policies to the public' AS label_en,
    '场 / 次 / 场次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'tours' AS code,
    '外出考察' AS label_zh,
    'Study tours elsewhere' AS label_en,
    '次 / 批次 / 批' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'meetings_other' AS code,
    '其他会议' AS label_zh,
    'Other meetings (座谈会, 党组会, 专委会会议, 督办会)' AS label_en,
    '次 / 场' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'activities' AS code,
    '其他活动' AS label_zh,
    'Other activities (界别活动, 志愿服务, 联谊, 展览)' AS label_en,
    '次 / 场 / 期 / 场次 / 讲' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'bulletins' AS code,
    '简报' AS label_zh,
    'Issues of bulletins other than of opinions' AS label_en,
    '期 / 份' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'rules_made' AS code,
    '制度文件' AS label_zh,
    'Rules, policies and documents made or led to' AS label_en,
    '项 / 个 / 份' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'honours' AS code,
    '表彰' AS label_zh,
    'Commendations given or received' AS label_en,
    '名 / 个 / 篇 / 项 / 人次 / 家' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'places_reached' AS code,
    '深入点位' AS label_zh,
    'Townships, villages, firms and sites reached by a survey or an inspection' AS label_en,
    '个 / 家 / 处 / 座 / 间' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'readership' AS code,
    '阅读量' AS label_zh,
    'Readers or views of publications' AS label_en,
    '次 / 人次' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
  UNION ALL
  SELECT
    'other' AS code,
    '其他' AS label_zh,
    'Any other number with a unit; the label is the phrase around it' AS label_en,
    'any' AS unit,
    'count' AS kind,
    'standing_committee_report' AS documents
) AS listed;

-- Every figure of the reports as they stand with the forty characters before and after it (KWIC).
CREATE OR REPLACE VIEW cppcc.figure_context AS
SELECT
  i.report_id,
  i.version_id,
  i.indicator,
  i.site_id,
  i.division_code,
  i.code,
  i.label,
  i.value,
  i.unit,
  i.qualifier,
  i.figure_year,
  i.year,
  i.period,
  i.holder,
  i.role,
  SUBSTR(
    r.text,
    CASE WHEN i.start_char > 40 THEN i.start_char - 39 ELSE 1 END,
    CASE WHEN i.start_char > 40 THEN 40 ELSE i.start_char END
  ) AS text_before,
  i.span,
  SUBSTR(r.text, i.end_char + 1, 40) AS text_after,
  i.start_char,
  i.end_char,
  r.doc_type,
  r.title,
  r.url,
  i.published_year,
  i.capture_id
FROM cppcc.indicators AS i
JOIN cppcc.reports AS r
  ON r.report_id = i.report_id AND r.version_id = i.version_id;

-- One value for each: the committee's own total, from the document that accounts for the year (for proposals and their rates the report on them, for opinions the report on those, else the standing committee's; a report on proposals accounts for nothing else), with the figure it was read from.
CREATE OR REPLACE VIEW cppcc.panel AS
SELECT
  p.place_id,
  p.division_code,
  COALESCE(
    d.province_code,
    CONCAT(CAST(SUBSTR(p.division_code, 1, 2) AS VARCHAR), CAST('0000' AS VARCHAR))
  ) AS province_code,
  d.city_code,
  COALESCE(d.full_name, s.name) AS name,
  d.name_en,
  p.site_id,
  p.year,
  p.code,
  p.label_zh,
  p.label_en,
  p.value,
  p.unit,
  p.qualifier,
  p.value_min,
  p.value_max,
  p.warning,
  CASE
    WHEN p.other_things = 2
    THEN 'several_things'
    WHEN p.other_things = 1
    THEN 'said_twice'
    WHEN NOT p.conflict_report_id IS NULL
    THEN 'documents_differ'
    ELSE 'one_value'
  END AS basis,
  CAST(p.candidates AS INTEGER) AS candidates,
  CAST(p.values_found AS INTEGER) AS values_found,
  p.lowest,
  p.highest,
  p.conflict_report_id,
  p.conflict_value,
  p.report_id,
  p.version_id,
  p.indicator,
  p.indicator_id,
  p.doc_type,
  p.title,
  p.url,
  p.span,
  p.start_char,
  p.end_char,
  p.capture_id
FROM (
  SELECT
    v.*,
    MAX(CASE WHEN preference = first_denial THEN report_id END) OVER (PARTITION BY place_id, year, code) AS conflict_report_id,
    MAX(CASE WHEN preference = first_denial THEN value END) OVER (PARTITION BY place_id, year, code) AS conflict_value
  FROM (
    SELECT
      w.*,
      MAX(another_thing) OVER (PARTITION BY place_id, year, code) AS other_things,
      MIN(denial) OVER (PARTITION BY place_id, year, code) AS first_denial
    FROM (
      SELECT
        m.*,
        CASE
          WHEN m.unit = m.chosen_unit
          AND (
            m.qualifier <> 'exact' OR m.chosen_qualifier <> 'exact'
          )
          AND ABS(m.value - m.chosen_value) * 10 <= ABS(m.value)
          THEN 0
          WHEN m.preference > 1
          AND m.told_later = 0
          AND m.report_id = m.chosen_report
          AND (
            m.value <> m.chosen_value
            OR (
              NOT (
                m.code LIKE 'proposals%'
                OR m.code LIKE 'opinions%'
                OR m.code LIKE 'members%'
                OR m.code LIKE '%rate'
                OR m.code LIKE '%share'
                OR m.code IN (
                  'chairmen_meetings',
                  'handling_bodies',
                  'plenary_meetings',
                  'proposers',
                  'standing_committee_meetings'
                )
              )
              AND m.unit <> m.chosen_unit
            )
          )
          THEN 2
          WHEN m.preference > 1
          AND m.told_later = 0
          AND m.report_id = m.chosen_report
          AND NOT (
            m.code LIKE 'proposals%'
            OR m.code LIKE 'opinions%'
            OR m.code LIKE 'members%'
            OR m.code LIKE '%rate'
            OR m.code LIKE '%share'
            OR m.code IN (
              'chairmen_meetings',
              'handling_bodies',
              'plenary_meetings',
              'proposers',
              'standing_committee_meetings'
            )
          )
          AND m.value < 50
          AND COALESCE(m.file, '') = m.chosen_file
          THEN 1
          ELSE 0
        END AS another_thing,
        CASE
          WHEN m.value <> m.chosen_value
          AND m.report_id <> m.chosen_report
          AND m.unit = m.chosen_unit
          AND m.qualifier = 'exact'
          AND m.chosen_qualifier = 'exact'
          AND m.document <= 2
          AND m.chosen_document <= 2
          THEN m.preference
        END AS denial
      FROM (
        SELECT
          r.*,
          COUNT(*) OVER (PARTITION BY place_id, year, code) AS candidates,
          MAX(value_rank) OVER (PARTITION BY place_id, year, code) AS values_found,
          MIN(value) OVER (PARTITION BY place_id, year, code) AS lowest,
          MAX(value) OVER (PARTITION BY place_id, year, code) AS highest,
          MAX(CASE WHEN preference = 1 THEN value END) OVER (PARTITION BY place_id, year, code) AS chosen_value,
          MAX(CASE WHEN preference = 1 THEN unit END) OVER (PARTITION BY place_id, year, code) AS chosen_unit,
          MAX(CASE WHEN preference = 1 THEN qualifier END) OVER (PARTITION BY place_id, year, code) AS chosen_qualifier,
          MAX(CASE WHEN preference = 1 THEN report_id END) OVER (PARTITION BY place_id, year, code) AS chosen_report,
          MAX(CASE WHEN preference = 1 THEN document END) OVER (PARTITION BY place_id, year, code) AS chosen_document,
          MAX(CASE WHEN preference = 1 THEN COALESCE(file, '') END) OVER (PARTITION BY place_id, year, code) AS chosen_file
        FROM (
          SELECT
            a.*,
            c.label_zh,
            c.label_en,
            ROW_NUMBER() OVER (
              PARTITION BY a.place_id, a.year, a.code
              ORDER BY a.told_later, a.document, a.looks_back_further, a.dimensions_unknown, CASE
                WHEN STRPOS(
                  CONCAT(CAST(' / ' AS VARCHAR), CAST(c.unit AS VARCHAR), CAST(' / ' AS VARCHAR)),
                  CONCAT(CAST(' / ' AS VARCHAR), CAST(a.unit AS VARCHAR), CAST(' / ' AS VARCHAR))
                ) > 0
                THEN STRPOS(
                  CONCAT(CAST(' / ' AS VARCHAR), CAST(c.unit AS VARCHAR), CAST(' / ' AS VARCHAR)),
                  CONCAT(CAST(' / ' AS VARCHAR), CAST(a.unit AS VARCHAR), CAST(' / ' AS VARCHAR))
                )
                ELSE 100
              END, CASE WHEN a.warning IS NULL THEN 0 ELSE 1 END, CASE WHEN a.qualifier = 'exact' THEN 0 ELSE 1 END, a.published_at DESC, a.report_id, a.start_char, a.indicator
            ) AS preference,
            DENSE_RANK() OVER (PARTITION BY a.place_id, a.year, a.code ORDER BY a.value) AS value_rank
          FROM (
            SELECT
              i.report_id,
              i.version_id,
              i.indicator,
              i.indicator_id,
              i.site_id,
              i.division_code,
              COALESCE(i.division_code, i.site_id) AS place_id,
              COALESCE(i.figure_year, i.year) AS year,
              i.code,
              i.value,
              i.unit,
              i.qualifier,
              i.value_min,
              i.value_max,
              i.span,
              i.start_char,
              i.end_char,
              i.warning,
              i.capture_id,
              i.file,
              r.doc_type,
              r.title,
              r.url,
              CASE
                WHEN r.doc_type = 'proposal_report' OR r.doc_type = 'opinion_report'
                THEN 1
                WHEN r.doc_type = 'standing_committee_report'
                THEN 2
                ELSE 3
              END AS document,
              CASE WHEN i.period = 'prior_year' THEN 1 ELSE 0 END AS told_later,
              CASE WHEN COALESCE(i.figure_year, i.year) = r.year_reviewed THEN 0 ELSE 1 END AS looks_back_further,
              CASE WHEN i.holder = 'own' AND NOT i.role IS NULL THEN 0 ELSE 1 END AS dimensions_unknown,
              r.published_at
            FROM cppcc.indicators AS i
            JOIN cppcc.reports AS r
              ON r.report_id = i.report_id AND r.version_id = i.version_id
            WHERE
              NOT i.code IN (
                'members_group',
                'other',
                'proposals_by_sector',
                'proposals_by_source',
                'proposals_share'
              )
              AND NOT COALESCE(i.figure_year, i.year) IS NULL
              AND (
                COALESCE(i.period, 'reviewed') = 'reviewed'
                OR (
                  i.period = 'prior_year' AND NOT i.figure_year IS NULL
                )
              )
              AND COALESCE(i.holder, 'own') = 'own'
              AND (
                COALESCE(i.role, 'total') = 'total'
                OR (
                  i.role = 'part'
                  AND i.code IN (
                    'deferred_share',
                    'planned_share',
                    'proposals_between',
                    'proposals_collective',
                    'proposals_deferred',
                    'proposals_individual',
                    'proposals_joint',
                    'proposals_livelihood',
                    'proposals_merged',
                    'proposals_not_adopted',
                    'proposals_planned',
                    'proposals_plenary',
                    'proposals_resolved'
                  )
                )
              )
              AND (
                NOT r.doc_type IN ('meeting_news', 'notice', 'plan', 'regulation', 'speech')
                OR i.code LIKE 'proposals%'
                OR i.code LIKE 'opinions%'
                OR i.code LIKE 'members%'
                OR i.code LIKE '%rate'
              )
              AND (
                r.doc_type <> 'proposal_report'
                OR i.code IN (
                  'proposals_submitted',
                  'proposals_filed',
                  'proposals_not_filed',
                  'proposals_merged',
                  'proposals_after_merging',
                  'proposals_transferred',
                  'proposals_assigned',
                  'proposals_collective',
                  'proposals_by_source',
                  'proposals_individual',
                  'proposals_joint',
                  'proposals_livelihood',
                  'proposals_key',
                  'proposals_excellent',
                  'proposals_by_sector',
                  'proposals_replied',
                  'proposals_resolved',
                  'proposals_planned',
                  'proposals_deferred',
                  'proposals_share',
                  'filing_rate',
                  'reply_rate',
                  'resolution_rate',
                  'satisfaction_rate',
                  'proposals_led',
                  'proposals_plenary',
                  'proposals_between',
                  'proposals_not_adopted',
                  'handling_bodies',
                  'proposers',
                  'contact_rate',
                  'planned_share',
                  'deferred_share',
                  'attendance_rate'
                )
              )
              AND (
                r.doc_type <> 'opinion_report'
                OR i.code IN (
                  'opinions_submitted',
                  'opinions_edited',
                  'opinions_adopted',
                  'opinions_adopted_national',
                  'opinions_adopted_ministry',
                  'opinions_adopted_provincial',
                  'opinions_adopted_city',
                  'opinions_adopted_district',
                  'opinions_commented',
                  'opinions_reported'
                )
              )
              AND r.duplicate_of IS NULL
          ) AS a
          LEFT JOIN cppcc.codes AS c
            ON c.code = a.code
        ) AS r
      ) AS m
    ) AS w
  ) AS v
) AS p
LEFT JOIN cppcc.sites AS s
  ON s.site_id = p.site_id
LEFT JOIN (
  SELECT
    division_code,
    province_code,
    city_code,
    full_name,
    name_en,
    COALESCE(EXTRACT(YEAR FROM valid_from), 0) AS first_year,
    COALESCE(EXTRACT(YEAR FROM valid_to), 9999) AS next_year
  FROM cppcc.divisions
) AS d
  ON d.division_code = p.division_code
  AND d.first_year <= p.year
  AND d.next_year > p.year
WHERE
  p.preference = 1 AND p.told_later = 0;

-- The panel with a column for each code: what spreadsheets and regressions want. Empty where a document counts several things under the code or one small number twice (basis several_things and said_twice in panel), where it counts in another unit than the column's (its first, or a measure word that counts the same: 件 and 条, 次 and 场, 名 and 人), and where it prints a bound only (qualifier more_than, less_than): those are in panel, with unit and qualifier, and left_out counts them.
CREATE OR REPLACE VIEW cppcc.panel_wide AS
SELECT
  place_id,
  MAX(division_code) AS division_code,
  MAX(province_code) AS province_code,
  MAX(city_code) AS city_code,
  MAX(name) AS name,
  MAX(name_en) AS name_en,
  year,
  CAST(SUM(CASE WHEN value IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS left_out,
  CAST(SUM(CASE WHEN NOT value IS NULL AND qualifier = 'approx' THEN 1 ELSE 0 END) AS INTEGER) AS approximate,
  MAX(CASE WHEN code = 'proposals_submitted' THEN value END) AS proposals_submitted,
  MAX(CASE WHEN code = 'proposals_filed' THEN value END) AS proposals_filed,
  MAX(CASE WHEN code = 'proposals_not_filed' THEN value END) AS proposals_not_filed,
  MAX(CASE WHEN code = 'proposals_merged' THEN value END) AS proposals_merged,
  MAX(CASE WHEN code = 'proposals_after_merging' THEN value END) AS proposals_after_merging,
  MAX(CASE WHEN code = 'proposals_transferred' THEN value END) AS proposals_transferred,
  MAX(CASE WHEN code = 'proposals_assigned' THEN value END) AS proposals_assigned,
  MAX(CASE WHEN code = 'proposals_collective' THEN value END) AS proposals_collective,
  MAX(CASE WHEN code = 'proposals_individual' THEN value END) AS proposals_individual,
  MAX(CASE WHEN code = 'proposals_joint' THEN value END) AS proposals_joint,
  MAX(CASE WHEN code = 'proposals_livelihood' THEN value END) AS proposals_livelihood,
  MAX(CASE WHEN code = 'proposals_key' THEN value END) AS proposals_key,
  MAX(CASE WHEN code = 'proposals_excellent' THEN value END) AS proposals_excellent,
  MAX(CASE WHEN code = 'proposals_replied' THEN value END) AS proposals_replied,
  MAX(CASE WHEN code = 'proposals_resolved' THEN value END) AS proposals_resolved,
  MAX(CASE WHEN code = 'proposals_planned' THEN value END) AS proposals_planned,
  MAX(CASE WHEN code = 'proposals_deferred' THEN value END) AS proposals_deferred,
  MAX(CASE WHEN code = 'filing_rate' THEN value END) AS filing_rate,
  MAX(CASE WHEN code = 'reply_rate' THEN value END) AS reply_rate,
  MAX(CASE WHEN code = 'resolution_rate' THEN value END) AS resolution_rate,
  MAX(CASE WHEN code = 'satisfaction_rate' THEN value END) AS satisfaction_rate,
  MAX(CASE WHEN code = 'opinions_submitted' THEN value END) AS opinions_submitted,
  MAX(CASE WHEN code = 'opinions_edited' THEN value END) AS opinions_edited,
  MAX(CASE WHEN code = 'opinions_adopted' THEN value END) AS opinions_adopted,
  MAX(CASE WHEN code = 'opinions_adopted_national' THEN value END) AS opinions_adopted_national,
  MAX(CASE WHEN code = 'opinions_adopted_ministry' THEN value END) AS opinions_adopted_ministry,
  MAX(CASE WHEN code = 'opinions_adopted_provincial' THEN value END) AS opinions_adopted_provincial,
  MAX(CASE WHEN code = 'opinions_adopted_city' THEN value END) AS opinions_adopted_city,
  MAX(CASE WHEN code = 'opinions_adopted_district' THEN value END) AS opinions_adopted_district,
  MAX(CASE WHEN code = 'opinions_commented' THEN value END) AS opinions_commented,
  MAX(CASE WHEN code = 'members_total' THEN value END) AS members_total,
  MAX(CASE WHEN code = 'members_attending' THEN value END) AS members_attending,
  MAX(CASE WHEN code = 'plenary_meetings' THEN value END) AS plenary_meetings,
  MAX(CASE WHEN code = 'standing_committee_meetings' THEN value END) AS standing_committee_meetings,
  MAX(CASE WHEN code = 'chairmen_meetings' THEN value END) AS chairmen_meetings,
  MAX(CASE WHEN code = 'surveys' THEN value END) AS surveys,
  MAX(CASE WHEN code = 'research_reports' THEN value END) AS research_reports,
  MAX(CASE WHEN code = 'consultations' THEN value END) AS consultations,
  MAX(CASE WHEN code = 'inspections' THEN value END) AS inspections,
  MAX(CASE WHEN code = 'suggestions_made' THEN value END) AS suggestions_made,
  MAX(CASE WHEN code = 'visits' THEN value END) AS visits,
  MAX(CASE WHEN code = 'trainings' THEN value END) AS trainings,
  MAX(CASE WHEN code = 'articles_published' THEN value END) AS articles_published,
  MAX(CASE WHEN code = 'study_sessions' THEN value END) AS study_sessions,
  MAX(CASE WHEN code = 'proposals_led' THEN value END) AS proposals_led,
  MAX(CASE WHEN code = 'proposals_plenary' THEN value END) AS proposals_plenary,
  MAX(CASE WHEN code = 'proposals_between' THEN value END) AS proposals_between,
  MAX(CASE WHEN code = 'proposals_not_adopted' THEN value END) AS proposals_not_adopted,
  MAX(CASE WHEN code = 'handling_bodies' THEN value END) AS handling_bodies,
  MAX(CASE WHEN code = 'proposers' THEN value END) AS proposers,
  MAX(CASE WHEN code = 'contact_rate' THEN value END) AS contact_rate,
  MAX(CASE WHEN code = 'planned_share' THEN value END) AS planned_share,
  MAX(CASE WHEN code = 'deferred_share' THEN value END) AS deferred_share,
  MAX(CASE WHEN code = 'attendance_rate' THEN value END) AS attendance_rate,
  MAX(CASE WHEN code = 'opinions_reported' THEN value END) AS opinions_reported,
  MAX(CASE WHEN code = 'suggestions_adopted' THEN value END) AS suggestions_adopted,
  MAX(CASE WHEN code = 'problems_reported' THEN value END) AS problems_reported,
  MAX(CASE WHEN code = 'problems_solved' THEN value END) AS problems_solved,
  MAX(CASE WHEN code = 'participations' THEN value END) AS participations,
  MAX(CASE WHEN code = 'plenary_speeches' THEN value END) AS plenary_speeches,
  MAX(CASE WHEN code = 'platforms' THEN value END) AS platforms,
  MAX(CASE WHEN code = 'people_aided' THEN value END) AS people_aided,
  MAX(CASE WHEN code = 'aid_value' THEN value END) AS aid_value,
  MAX(CASE WHEN code = 'investment' THEN value END) AS investment,
  MAX(CASE WHEN code = 'projects_attracted' THEN value END) AS projects_attracted,
  MAX(CASE WHEN code = 'history_volumes' THEN value END) AS history_volumes,
  MAX(CASE WHEN code = 'history_words' THEN value END) AS history_words,
  MAX(CASE WHEN code = 'history_items' THEN value END) AS history_items,
  MAX(CASE WHEN code = 'guests_received' THEN value END) AS guests_received,
  MAX(CASE WHEN code = 'reading_activities' THEN value END) AS reading_activities,
  MAX(CASE WHEN code = 'outreach' THEN value END) AS outreach,
  MAX(CASE WHEN code = 'tours' THEN value END) AS tours,
  MAX(CASE WHEN code = 'meetings_other' THEN value END) AS meetings_other,
  MAX(CASE WHEN code = 'activities' THEN value END) AS activities,
  MAX(CASE WHEN code = 'bulletins' THEN value END) AS bulletins,
  MAX(CASE WHEN code = 'rules_made' THEN value END) AS rules_made,
  MAX(CASE WHEN code = 'honours' THEN value END) AS honours,
  MAX(CASE WHEN code = 'places_reached' THEN value END) AS places_reached,
  MAX(CASE WHEN code = 'readership' THEN value END) AS readership
FROM (
  SELECT
    p.place_id,
    p.division_code,
    p.province_code,
    p.city_code,
    p.name,
    p.name_en,
    p.year,
    p.code,
    p.qualifier,
    CASE
      WHEN NOT p.basis IN ('several_things', 'said_twice')
      AND p.qualifier IN ('exact', 'approx')
      AND (
        p.unit IN ('件', '件次', '份', '条', '条次', '篇', '篇次')
        AND p.code IN (
          'proposals_submitted',
          'proposals_filed',
          'proposals_not_filed',
          'proposals_merged',
          'proposals_after_merging',
          'proposals_transferred',
          'proposals_assigned',
          'proposals_collective',
          'proposals_individual',
          'proposals_joint',
          'proposals_livelihood',
          'proposals_key',
          'proposals_excellent',
          'proposals_replied',
          'proposals_resolved',
          'proposals_planned',
          'proposals_deferred',
          'opinions_submitted',
          'opinions_adopted',
          'opinions_adopted_national',
          'opinions_adopted_ministry',
          'opinions_adopted_provincial',
          'opinions_adopted_city',
          'opinions_adopted_district',
          'opinions_commented',
          'research_reports',
          'suggestions_made',
          'articles_published',
          'proposals_led',
          'proposals_plenary',
          'proposals_between',
          'proposals_not_adopted',
          'opinions_reported',
          'suggestions_adopted',
          'problems_solved',
          'plenary_speeches',
          'history_items'
        )
        OR p.unit IN ('%')
        AND p.code IN (
          'filing_rate',
          'reply_rate',
          'resolution_rate',
          'satisfaction_rate',
          'contact_rate',
          'planned_share',
          'deferred_share',
          'attendance_rate'
        )
        OR p.unit IN ('场', '场次', '批', '批次', '期', '次', '讲')
        AND p.code IN (
          'opinions_edited',
          'plenary_meetings',
          'standing_committee_meetings',
          'chairmen_meetings',
          'surveys',
          'consultations',
          'inspections',
          'visits',
          'trainings',
          'study_sessions',
          'guests_received',
          'reading_activities',
          'outreach',
          'tours',
          'meetings_other',
          'activities',
          'bulletins',
          'readership'
        )
        OR p.unit IN ('人', '位', '名')
        AND p.code IN ('members_total', 'members_attending', 'proposers', 'people_aided', 'honours')
        OR p.unit IN ('个', '处', '家')
        AND p.code IN (
          'handling_bodies',
          'problems_reported',
          'platforms',
          'projects_attracted',
          'places_reached'
        )
        OR p.unit IN ('人次')
        AND p.code IN ('participations')
        OR p.unit IN ('元')
        AND p.code IN ('aid_value', 'investment')
        OR p.unit IN ('册', '本', '部')
        AND p.code IN ('history_volumes')
        OR p.unit IN ('字')
        AND p.code IN ('history_words')
        OR p.unit IN ('项')
        AND p.code IN ('rules_made')
      )
      THEN p.value
    END AS value
  FROM cppcc.panel AS p
) AS named
GROUP BY
  place_id,
  year;

-- A district's own totals for one year and code that differ between two of its documents, or between a year's own report and what a later one prints of the year before; both directions.
CREATE OR REPLACE VIEW cppcc.contradictions AS
WITH accounts AS (
  SELECT
    i.report_id,
    i.version_id,
    i.indicator,
    i.indicator_id,
    i.site_id,
    i.division_code,
    COALESCE(i.division_code, i.site_id) AS place_id,
    COALESCE(i.figure_year, i.year) AS year,
    i.code,
    i.value,
    i.unit,
    i.qualifier,
    i.value_min,
    i.value_max,
    i.span,
    i.start_char,
    i.end_char,
    i.warning,
    i.capture_id,
    i.file,
    r.doc_type,
    r.title,
    r.url,
    CASE
      WHEN r.doc_type = 'proposal_report' OR r.doc_type = 'opinion_report'
      THEN 1
      WHEN r.doc_type = 'standing_committee_report'
      THEN 2
      ELSE 3
    END AS document,
    CASE WHEN i.period = 'prior_year' THEN 1 ELSE 0 END AS told_later,
    CASE WHEN COALESCE(i.figure_year, i.year) = r.year_reviewed THEN 0 ELSE 1 END AS looks_back_further,
    CASE WHEN i.holder = 'own' AND NOT i.role IS NULL THEN 0 ELSE 1 END AS dimensions_unknown,
    r.published_at
  FROM cppcc.indicators AS i
  JOIN cppcc.reports AS r
    ON r.report_id = i.report_id AND r.version_id = i.version_id
  WHERE
    NOT i.code IN (
      'members_group',
      'other',
      'proposals_by_sector',
      'proposals_by_source',
      'proposals_share'
    )
    AND NOT COALESCE(i.figure_year, i.year) IS NULL
    AND (
      COALESCE(i.period, 'reviewed') = 'reviewed'
      OR (
        i.period = 'prior_year' AND NOT i.figure_year IS NULL
      )
    )
    AND COALESCE(i.holder, 'own') = 'own'
    AND (
      COALESCE(i.role, 'total') = 'total'
      OR (
        i.role = 'part'
        AND i.code IN (
          'deferred_share',
          'planned_share',
          'proposals_between',
          'proposals_collective',
          'proposals_deferred',
          'proposals_individual',
          'proposals_joint',
          'proposals_livelihood',
          'proposals_merged',
          'proposals_not_adopted',
          'proposals_planned',
          'proposals_plenary',
          'proposals_resolved'
        )
      )
    )
    AND (
      NOT r.doc_type IN ('meeting_news', 'notice', 'plan', 'regulation', 'speech')
      OR i.code LIKE 'proposals%'
      OR i.code LIKE 'opinions%'
      OR i.code LIKE 'members%'
      OR i.code LIKE '%rate'
    )
    AND (
      r.doc_type <> 'proposal_report'
      OR i.code IN (
        'proposals_submitted',
        'proposals_filed',
        'proposals_not_filed',
        'proposals_merged',
        'proposals_after_merging',
        'proposals_transferred',
        'proposals_assigned',
        'proposals_collective',
        'proposals_by_source',
        'proposals_individual',
        'proposals_joint',
        'proposals_livelihood',
        'proposals_key',
        'proposals_excellent',
        'proposals_by_sector',
        'proposals_replied',
        'proposals_resolved',
        'proposals_planned',
        'proposals_deferred',
        'proposals_share',
        'filing_rate',
        'reply_rate',
        'resolution_rate',
        'satisfaction_rate',
        'proposals_led',
        'proposals_plenary',
        'proposals_between',
        'proposals_not_adopted',
        'handling_bodies',
        'proposers',
        'contact_rate',
        'planned_share',
        'deferred_share',
        'attendance_rate'
      )
    )
    AND (
      r.doc_type <> 'opinion_report'
      OR i.code IN (
        'opinions_submitted',
        'opinions_edited',
        'opinions_adopted',
        'opinions_adopted_national',
        'opinions_adopted_ministry',
        'opinions_adopted_provincial',
        'opinions_adopted_city',
        'opinions_adopted_district',
        'opinions_commented',
        'opinions_reported'
      )
    )
    AND r.duplicate_of IS NULL
)
SELECT
  a.place_id,
  a.year,
  a.code,
  a.report_id,
  a.version_id,
  a.indicator,
  a.indicator_id,
  a.value,
  a.qualifier,
  a.doc_type,
  CASE
    WHEN a.told_later + b.told_later > 0
    THEN 'prior_year'
    ELSE 'other_document'
  END AS kind,
  b.report_id AS other_report_id,
  b.indicator_id AS other_id,
  b.value AS other_value,
  b.doc_type AS other_doc_type
FROM accounts AS a
JOIN accounts AS b
  ON b.place_id = a.place_id
  AND b.year = a.year
  AND b.code = a.code
  AND b.report_id <> a.report_id
  AND b.unit = a.unit
WHERE
  a.value <> b.value
  AND a.qualifier = 'exact'
  AND b.qualifier = 'exact'
  AND a.document <= 2
  AND b.document <= 2;

-- Of each district and kind of document the one given last, without its text.
CREATE OR REPLACE VIEW cppcc.latest_reports AS
SELECT
  l.place_id,
  l.report_id,
  l.version_id,
  l.site_id,
  l.division_code,
  l.url,
  l.title,
  l.doc_type,
  l.doc_type_evidence,
  l.organisation,
  l.organisation_printed,
  l.term,
  l.session,
  l.speaker,
  l.speaker_role,
  l.event_date,
  l.published_at,
  l.published_date,
  l.year_reviewed,
  l.year_planned,
  l.source,
  l.author,
  l.breadcrumb,
  l.characters,
  l.anomaly_count,
  l.encoding,
  l.warnings,
  l.first_seen,
  l.last_changed,
  l.gone_since,
  l.content_digest,
  l.layout_id,
  l.text_origin,
  l.needs_ocr,
  l.published_year,
  l.capture_id,
  l.parser_version,
  n.published_year - l.published_year AS years_behind
FROM (
  SELECT
    COALESCE(r.division_code, r.site_id) AS place_id,
    r.report_id,
    r.version_id,
    r.site_id,
    r.division_code,
    r.url,
    r.title,
    r.doc_type,
    r.doc_type_evidence,
    r.organisation,
    r.organisation_printed,
    r.term,
    r.session,
    r.speaker,
    r.speaker_role,
    r.event_date,
    r.published_at,
    r.published_date,
    r.year_reviewed,
    r.year_planned,
    r.source,
    r.author,
    r.breadcrumb,
    r.characters,
    r.anomaly_count,
    r.encoding,
    r.warnings,
    r.first_seen,
    r.last_changed,
    r.gone_since,
    r.content_digest,
    r.layout_id,
    r.text_origin,
    r.needs_ocr,
    r.published_year,
    r.capture_id,
    r.parser_version,
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(r.division_code, r.site_id), r.doc_type
      ORDER BY COALESCE(r.event_date, r.published_date) DESC, r.published_at DESC, r.report_id
    ) AS preference
  FROM cppcc.reports AS r
) AS l
JOIN (
  SELECT
    doc_type,
    MAX(published_year) AS published_year
  FROM cppcc.reports
  GROUP BY
    doc_type
) AS n
  ON n.doc_type = l.doc_type
WHERE
  l.preference = 1;

-- Every county there was in that year (and every other place with a site), and whether the archive has its reports: the denominator of every panel.
CREATE OR REPLACE VIEW cppcc.coverage AS
WITH listed AS (
  SELECT
    1995 AS year
  UNION ALL
  SELECT
    1996 AS year
  UNION ALL
  SELECT
    1997 AS year
  UNION ALL
  SELECT
    1998 AS year
  UNION ALL
  SELECT
    1999 AS year
  UNION ALL
  SELECT
    2000 AS year
  UNION ALL
  SELECT
    2001 AS year
  UNION ALL
  SELECT
    2002 AS year
  UNION ALL
  SELECT
    2003 AS year
  UNION ALL
  SELECT
    2004 AS year
  UNION ALL
  SELECT
    2005 AS year
  UNION ALL
  SELECT
    2006 AS year
  UNION ALL
  SELECT
    2007 AS year
  UNION ALL
  SELECT
    2008 AS year
  UNION ALL
  SELECT
    2009 AS year
  UNION ALL
  SELECT
    2010 AS year
  UNION ALL
  SELECT
    2011 AS year
  UNION ALL
  SELECT
    2012 AS year
  UNION ALL
  SELECT
    2013 AS year
  UNION ALL
  SELECT
    2014 AS year
  UNION ALL
  SELECT
    2015 AS year
  UNION ALL
  SELECT
    2016 AS year
  UNION ALL
  SELECT
    2017 AS year
  UNION ALL
  SELECT
    2018 AS year
  UNION ALL
  SELECT
    2019 AS year
  UNION ALL
  SELECT
    2020 AS year
  UNION ALL
  SELECT
    2021 AS year
  UNION ALL
  SELECT
    2022 AS year
  UNION ALL
  SELECT
    2023 AS year
  UNION ALL
  SELECT
    2024 AS year
  UNION ALL
  SELECT
    2025 AS year
  UNION ALL
  SELECT
    2026 AS year
  UNION ALL
  SELECT
    2027 AS year
  UNION ALL
  SELECT
    2028 AS year
  UNION ALL
  SELECT
    2029 AS year
  UNION ALL
  SELECT
    2030 AS year
  UNION ALL
  SELECT
    2031 AS year
  UNION ALL
  SELECT
    2032 AS year
  UNION ALL
  SELECT
    2033 AS year
  UNION ALL
  SELECT
    2034 AS year
  UNION ALL
  SELECT
    2035 AS year
  UNION ALL
  SELECT
    2036 AS year
  UNION ALL
  SELECT
    2037 AS year
  UNION ALL
  SELECT
    2038 AS year
  UNION ALL
  SELECT
    2039 AS year
  UNION ALL
  SELECT
    2040 AS year
  UNION ALL
  SELECT
    2041 AS year
  UNION ALL
  SELECT
    2042 AS year
  UNION ALL
  SELECT
    2043 AS year
  UNION ALL
  SELECT
    2044 AS year
  UNION ALL
  SELECT
    2045 AS year
  UNION ALL
  SELECT
    2046 AS year
  UNION ALL
  SELECT
    2047 AS year
  UNION ALL
  SELECT
    2048 AS year
  UNION ALL
  SELECT
    2049 AS year
  UNION ALL
  SELECT
    2050 AS year
  UNION ALL
  SELECT
    2051 AS year
  UNION ALL
  SELECT
    2052 AS year
  UNION ALL
  SELECT
    2053 AS year
  UNION ALL
  SELECT
    2054 AS year
  UNION ALL
  SELECT
    2055 AS year
  UNION ALL
  SELECT
    2056 AS year
  UNION ALL
  SELECT
    2057 AS year
  UNION ALL
  SELECT
    2058 AS year
  UNION ALL
  SELECT
    2059 AS year
  UNION ALL
  SELECT
    2060 AS year
), held AS (
  SELECT
    COALESCE(r.division_code, r.site_id) AS place_id,
    r.published_year AS year,
    COUNT(*) AS reports,
    SUM(CASE WHEN r.doc_type = 'standing_committee_report' THEN 1 ELSE 0 END) AS work_reports,
    SUM(CASE WHEN r.doc_type = 'proposal_report' THEN 1 ELSE 0 END) AS proposal_reports
  FROM cppcc.reports AS r
  WHERE
    r.duplicate_of IS NULL
  GROUP BY
    COALESCE(r.division_code, r.site_id),
    r.published_year
), bounds AS (
  SELECT
    MIN(year) AS first_year,
    MAX(year) AS last_year
  FROM held
), years AS (
  SELECT
    l.year
  FROM listed AS l
  CROSS JOIN bounds AS b
  WHERE
    l.year >= b.first_year AND l.year <= b.last_year
), places AS (
  SELECT DISTINCT
    s.site_id,
    COALESCE(s.division_code, s.site_id) AS place_id,
    s.division_code,
    s.name,
    s.status,
    s.invented
  FROM cppcc.sites AS s
), last_runs AS (
  SELECT
    o.site_id,
    o.result,
    o.finished_at,
    ROW_NUMBER() OVER (PARTITION BY o.site_id ORDER BY o.finished_at DESC, o.run_id) AS preference
  FROM cppcc.crawl_outcomes AS o
  WHERE
    o.shard <> 'import'
), standing AS (
  SELECT
    p.place_id,
    MAX(p.division_code) AS division_code,
    MAX(p.name) AS name,
    COUNT(*) AS sites,
    MAX(CASE WHEN p.invented THEN 1 ELSE 0 END) AS is_invented,
    MAX(r.finished_at) AS last_crawled_at,
    MAX(r.result) AS last_result,
    MAX(CASE WHEN r.result IN ('ok', 'unchanged', 'partial') THEN 1 ELSE 0 END) AS answers,
    MAX(CASE WHEN r.result IN ('blocked', 'refused') THEN 1 ELSE 0 END) AS is_blocked,
    MAX(CASE WHEN NOT r.result IS NULL OR p.status = 'retired' THEN 1 ELSE 0 END) AS was_tried
  FROM places AS p
  LEFT JOIN last_runs AS r
    ON r.site_id = p.site_id AND r.preference = 1
  GROUP BY
    p.place_id
), missed AS (
  SELECT
    p.place_id,
    c.published_year AS year,
    COUNT(DISTINCT c.requested_url) AS known_pages
  FROM (
    SELECT
      site_id,
      requested_url,
      MAX(published_year) AS published_year
    FROM cppcc.captures
    WHERE
      kind = 'article' AND NOT published_year IS NULL
    GROUP BY
      site_id,
      requested_url
    HAVING
      MAX(CASE WHEN verdict IN ('ok', 'unchanged') THEN 1 ELSE 0 END) = 0
  ) AS c
  JOIN places AS p
    ON p.site_id = c.site_id
  GROUP BY
    p.place_id,
    c.published_year
), districts AS (
  SELECT
    d.division_code AS place_id,
    d.province_code,
    d.city_code,
    d.full_name AS name,
    d.name_en,
    d.level = 'county' AS is_county,
    y.year
  FROM cppcc.divisions AS d
  CROSS JOIN years AS y
  WHERE
    (
      d.valid_from IS NULL OR EXTRACT(YEAR FROM d.valid_from) <= y.year
    )
    AND (
      d.valid_to IS NULL OR EXTRACT(YEAR FROM d.valid_to) > y.year
    )
    AND (
      d.level = 'county'
      OR d.division_code IN (
        SELECT
          place_id
        FROM standing
      )
    )
), named AS (
  SELECT DISTINCT
    division_code
  FROM cppcc.divisions
), grid AS (
  SELECT
    place_id,
    province_code,
    city_code,
    name,
    name_en,
    is_county,
    year
  FROM districts
  UNION ALL
  SELECT
    s.place_id,
    CONCAT(CAST(SUBSTR(s.division_code, 1, 2) AS VARCHAR), CAST('0000' AS VARCHAR)) AS province_code,
    CAST(NULL AS VARCHAR) AS city_code,
    s.name,
    CAST(NULL AS VARCHAR) AS name_en,
    NOT s.division_code IS NULL
    AND s.division_code NOT LIKE '%00'
    AND n.division_code IS NULL
    AND s.is_invented = 0 AS is_county,
    y.year
  FROM standing AS s
  CROSS JOIN years AS y
  LEFT JOIN named AS n
    ON n.division_code = s.division_code
  WHERE
    NOT EXISTS(
      SELECT
        1
      FROM districts AS d
      WHERE
        d.place_id = s.place_id AND d.year = y.year
    )
)
SELECT
  g.place_id,
  g.province_code,
  g.city_code,
  g.name,
  g.name_en,
  g.is_county,
  g.year,
  CASE
    WHEN h.reports > 0
    THEN 'present'
    WHEN m.known_pages > 0
    THEN 'known'
    WHEN s.answers = 1
    THEN 'nothing_found'
    WHEN s.is_blocked = 1
    THEN 'blocked'
    WHEN s.was_tried = 1
    THEN 'dead'
    ELSE 'never_seen'
  END AS state,
  CAST(COALESCE(h.reports, 0) AS INTEGER) AS reports,
  CAST(COALESCE(h.work_reports, 0) AS INTEGER) AS work_reports,
  CAST(COALESCE(h.proposal_reports, 0) AS INTEGER) AS proposal_reports,
  CAST(COALESCE(m.known_pages, 0) AS INTEGER) AS known_pages,
  CAST(COALESCE(s.sites, 0) AS INTEGER) AS sites,
  s.last_crawled_at,
  s.last_result
FROM grid AS g
LEFT JOIN held AS h
  ON h.place_id = g.place_id AND h.year = g.year
LEFT JOIN missed AS m
  ON m.place_id = g.place_id AND m.year = g.year
LEFT JOIN standing AS s
  ON s.place_id = g.place_id;

-- sections of every version of every report, with the time the version stood.
CREATE OR REPLACE VIEW cppcc.sections_history AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.section,
  p.parent,
  p.level,
  p.number,
  p.heading,
  p.run_in,
  p.start_char,
  p.end_char,
  p.section_end,
  p.published_year,
  p.capture_id,
  p.parser_version,
  v.valid_from,
  v.valid_to
FROM cppcc_stored.sections AS p
JOIN cppcc.report_versions AS v
  ON v.report_id = p.report_id AND v.version_id = p.version_id;

-- paragraphs of every version of every report, with the time the version stood.
CREATE OR REPLACE VIEW cppcc.paragraphs_history AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.paragraph,
  p.section,
  p.start_char,
  p.end_char,
  p.file,
  p.page,
  p.text_origin,
  p.confidence,
  p.published_year,
  p.capture_id,
  p.parser_version,
  SUBSTR(t.text, p.start_char + 1, p.end_char - p.start_char) AS text,
  v.valid_from,
  v.valid_to
FROM cppcc_stored.paragraphs AS p
JOIN cppcc.report_versions AS v
  ON v.report_id = p.report_id AND v.version_id = p.version_id
LEFT JOIN cppcc_stored.texts AS t
  ON t.report_id = p.report_id AND t.version_id = p.version_id;

-- indicators of every version of every report, with the time the version stood.
CREATE OR REPLACE VIEW cppcc.indicators_history AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.division_code,
  p.indicator,
  p.code,
  p.label,
  p.value,
  p.unit,
  p.qualifier,
  p.value_min,
  p.value_max,
  p.period,
  p.figure_year,
  p.year,
  p.holder,
  p.holder_name,
  p.role,
  p.part_of,
  p.sector,
  p.sector_name,
  p.source_kind,
  p.span,
  p.start_char,
  p.end_char,
  p.section,
  p.warning,
  p.warning_kind,
  p.warning_with,
  p.indicator_id,
  p.file,
  p.page,
  p.text_origin,
  p.published_year,
  p.capture_id,
  p.parser_version,
  v.valid_from,
  v.valid_to
FROM cppcc_stored.indicators AS p
JOIN cppcc.report_versions AS v
  ON v.report_id = p.report_id AND v.version_id = p.version_id;

-- mentions of every version of every report, with the time the version stood.
CREATE OR REPLACE VIEW cppcc.mentions_history AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.mention,
  p.kind,
  p.text,
  p.role,
  p.act,
  p.start_char,
  p.end_char,
  p.published_year,
  p.capture_id,
  p.parser_version,
  v.valid_from,
  v.valid_to
FROM cppcc_stored.mentions AS p
JOIN cppcc.report_versions AS v
  ON v.report_id = p.report_id AND v.version_id = p.version_id;

-- attachments of every version of every report, with the time the version stood.
CREATE OR REPLACE VIEW cppcc.attachments_history AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.attachment,
  p.url,
  p.name,
  p.pages,
  p.text_origin,
  p.needs_ocr,
  p.problem,
  p.published_year,
  p.capture_id,
  p.parser_version,
  v.valid_from,
  v.valid_to
FROM cppcc_stored.attachments AS p
JOIN cppcc.report_versions AS v
  ON v.report_id = p.report_id AND v.version_id = p.version_id;

-- anomalies of every version of every report, with the time the version stood.
CREATE OR REPLACE VIEW cppcc.anomalies_history AS
SELECT
  p.report_id,
  p.version_id,
  p.site_id,
  p.anomaly,
  p.kind,
  p.span,
  p.expected,
  p.field,
  p.start_char,
  p.end_char,
  p.published_year,
  p.capture_id,
  p.parser_version,
  v.valid_from,
  v.valid_to
FROM cppcc_stored.anomalies AS p
JOIN cppcc.report_versions AS v
  ON v.report_id = p.report_id AND v.version_id = p.version_id;

-- What committees changed in their reports after publishing them: each text that changed, and each figure that moved, came or went with it.
CREATE OR REPLACE VIEW cppcc.changes AS
WITH stays AS (
  SELECT
    report_id,
    site_id,
    division_code,
    title,
    url,
    version_id,
    characters,
    valid_from,
    LAG(version_id) OVER (PARTITION BY report_id ORDER BY valid_from) AS version_before,
    LAG(characters) OVER (PARTITION BY report_id ORDER BY valid_from) AS characters_before
  FROM cppcc.report_versions
), pairs AS (
  SELECT
    *
  FROM stays
  WHERE
    NOT version_before IS NULL AND version_before <> version_id
), figures_before AS (
  SELECT
    p.report_id,
    p.valid_from,
    i.indicator_id,
    i.code,
    i.unit,
    i.value,
    i.span
  FROM pairs AS p
  JOIN cppcc_stored.indicators AS i
    ON i.report_id = p.report_id AND i.version_id = p.version_before
  WHERE
    NOT i.indicator_id IS NULL
), figures_after AS (
  SELECT
    p.report_id,
    p.valid_from,
    i.indicator_id,
    i.code,
    i.unit,
    i.value,
    i.span
  FROM pairs AS p
  JOIN cppcc_stored.indicators AS i
    ON i.report_id = p.report_id AND i.version_id = p.version_id
  WHERE
    NOT i.indicator_id IS NULL
), figures AS (
  SELECT
    COALESCE(a.report_id, b.report_id) AS report_id,
    COALESCE(a.valid_from, b.valid_from) AS valid_from,
    CASE
      WHEN b.report_id IS NULL
      THEN 'added'
      WHEN a.report_id IS NULL
      THEN 'removed'
      ELSE 'moved'
    END AS kind,
    COALESCE(a.indicator_id, b.indicator_id) AS indicator_id,
    COALESCE(a.code, b.code) AS code,
    COALESCE(a.unit, b.unit) AS unit,
    b.value AS value_before,
    a.value AS value_after,
    b.span AS span_before,
    a.span AS span_after
  FROM figures_before AS b
  FULL OUTER JOIN figures_after AS a
    ON a.report_id = b.report_id
    AND a.valid_from = b.valid_from
    AND a.indicator_id = b.indicator_id
  WHERE
    a.value IS NULL OR b.value IS NULL OR a.value <> b.value
)
SELECT
  p.report_id,
  p.site_id,
  p.division_code,
  p.title,
  p.url,
  p.version_before,
  p.version_id AS version_after,
  p.valid_from AS changed_at,
  f.kind,
  f.indicator_id,
  f.code,
  f.unit,
  f.value_before,
  f.value_after,
  f.span_before,
  f.span_after,
  p.characters_before,
  p.characters AS characters_after
FROM pairs AS p
JOIN figures AS f
  ON f.report_id = p.report_id AND f.valid_from = p.valid_from
UNION ALL
SELECT
  p.report_id,
  p.site_id,
  p.division_code,
  p.title,
  p.url,
  p.version_before,
  p.version_id AS version_after,
  p.valid_from AS changed_at,
  'text' AS kind,
  CAST(NULL AS VARCHAR) AS indicator_id,
  CAST(NULL AS VARCHAR) AS code,
  CAST(NULL AS VARCHAR) AS unit,
  CAST(NULL AS DOUBLE) AS value_before,
  CAST(NULL AS DOUBLE) AS value_after,
  CAST(NULL AS VARCHAR) AS span_before,
  CAST(NULL AS VARCHAR) AS span_after,
  p.characters_before,
  p.characters AS characters_after
FROM pairs AS p;

-- 3. Or tables of your own, loaded from a release (replace DATE by its name)

CREATE TABLE IF NOT EXISTS hive.cppcc_release.captures (
  "capture_id" VARCHAR COMMENT 'UUID of the WARC response or revisit record',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "run_id" VARCHAR COMMENT 'The crawl run',
  "kind" VARCHAR COMMENT 'Why it was fetched: robots, home, listing, article, attachment, requisite (a picture or style); redirect: on the way to one of these',
  "url" VARCHAR COMMENT 'Address that answered, after redirects',
  "requested_url" VARCHAR COMMENT 'Canonical address that was asked for (a POST with its form): what the page is known under',
  "captured_at" TIMESTAMP(6) COMMENT 'When the answer came',
  "captured_year" INTEGER COMMENT 'Year of captured_at (UTC) (year)',
  "captured_month" VARCHAR COMMENT 'Month of captured_at (UTC)',
  "status" INTEGER COMMENT 'HTTP status',
  "verdict" VARCHAR COMMENT 'What it turned out to be: ok, unchanged, blocked, tombstone, gone, missing, error',
  "verdict_reason" VARCHAR COMMENT 'Why',
  "content_type" VARCHAR COMMENT 'Content-Type header',
  "payload_digest" VARCHAR COMMENT 'SHA-256 of the payload, content coding undone; for a 304 the one it confirms',
  "payload_bytes" BIGINT COMMENT 'Size of the payload received (0 for a 304) (bytes)',
  "etag" VARCHAR COMMENT 'ETag header',
  "last_modified" VARCHAR COMMENT 'Last-Modified header',
  "warc_key" VARCHAR COMMENT 'Key of the WARC object in the store',
  "warc_offset" BIGINT COMMENT 'Where the record begins in the object (bytes)',
  "warc_length" BIGINT COMMENT 'Compressed length of the record (bytes)',
  "revisit_of" VARCHAR COMMENT 'The capture whose payload this one repeats',
  "published_year" INTEGER COMMENT 'Publication year of the article, by page, address or listing (year)',
  "listed_title" VARCHAR COMMENT 'Title in the listing that led here',
  "listed_date" DATE COMMENT 'Date in the listing that led here',
  "column_url" VARCHAR COMMENT 'The listing that led here',
  "cms" VARCHAR COMMENT 'CMS family the site was read as by then; generic before it is told, as of robots.txt and the home page',
  "truncated" VARCHAR COMMENT 'Why the payload is not whole: length (a limit of ours), time, disconnect, unspecified; null: it is',
  "origin" VARCHAR COMMENT 'Where it comes from: live, wayback, commoncrawl, cdx (another archive), import; null: live',
  "origin_source" VARCHAR COMMENT 'The service and address, or the file and who handed it in, where it is not live'
)
COMMENT 'Every answer that told something new, and where its WARC record lies; what only confirmed a page is in `confirmed`. Append-only.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/captures/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.crawl_outcomes (
  "run_id" VARCHAR COMMENT 'The crawl run',
  "shard" VARCHAR COMMENT 'The part of the run''s sites it was crawled with; import: taken in from a file',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "result" VARCHAR COMMENT 'How the site came out: ok, unchanged, partial, silent, blocked, refused, error, stopped, busy, outage, redesigned',
  "reason" VARCHAR COMMENT 'Why, where it is not ok; of an import, the file',
  "started_at" TIMESTAMP(6) COMMENT 'When the site''s crawl began',
  "finished_at" TIMESTAMP(6) COMMENT 'When it ended',
  "cms" VARCHAR COMMENT 'CMS family the site was read as',
  "requests" INTEGER COMMENT 'Requests made (requests)',
  "bytes_received" BIGINT COMMENT 'Bytes received (bytes)',
  "not_modified" INTEGER COMMENT 'Answers 304 (answers)',
  "links_seen" INTEGER COMMENT 'Article links seen in listings (links)',
  "articles_new" INTEGER COMMENT 'Articles fetched for the first time (articles)',
  "articles_changed" INTEGER COMMENT 'Known articles with another payload (articles)',
  "articles_unchanged" INTEGER COMMENT 'Known articles that are as they were (articles)',
  "articles_gone" INTEGER COMMENT 'Articles that are gone (articles)',
  "verdict_ok" INTEGER COMMENT 'Fetches with the verdict ok (fetches)',
  "verdict_unchanged" INTEGER COMMENT 'Fetches with the verdict unchanged (fetches)',
  "verdict_blocked" INTEGER COMMENT 'Fetches with the verdict blocked (fetches)',
  "verdict_tombstone" INTEGER COMMENT 'Fetches with the verdict tombstone (fetches)',
  "verdict_gone" INTEGER COMMENT 'Fetches with the verdict gone (fetches)',
  "verdict_error" INTEGER COMMENT 'Fetches with the verdict error (fetches)',
  "published_years" ARRAY(INTEGER) COMMENT 'Publication years that got something new',
  "warnings" ARRAY(VARCHAR) COMMENT 'What the crawler stumbled over; `redesigned: …` where most of the new pages fit no stored layout of the site, with since when and on how many pages',
  "verdict_missing" INTEGER COMMENT 'Fetches of pages that were there before and are not, on a night that does not settle it (fetches)',
  "progress" ARRAY(VARCHAR) COMMENT 'How far the lists were read, for the next night: by column whether the walk was cut short (open) and where (gaps: the page that comes next, rows above it that are still to be fetched), its pages when it was last read to its end and how many nights ago; articles that gave no answer. Null for a run over dates',
  "too_many_requests" INTEGER COMMENT 'Answers 429 (answers)',
  "least_pause_seconds" DOUBLE COMMENT 'Shortest time between the end of an exchange with one of the site''s hosts and the next request to it in this run; null where no host was asked twice (seconds)',
  "asked_pause_seconds" DOUBLE COMMENT 'What least_pause_seconds should have been: the site''s delay, its robots.txt''s where that is longer; of several that differ the two with the least to spare (seconds)'
)
COMMENT 'How each site came out of each run, also when nothing was new and when it failed. A run that is tried again replaces the rows of sites that had not answered.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/crawl_outcomes/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.reports (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "url" VARCHAR COMMENT 'Address of the page the newest version was read from',
  "title" VARCHAR COMMENT 'Title as printed',
  "doc_type" VARCHAR COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  "doc_type_evidence" VARCHAR COMMENT 'The rule that decided the kind',
  "organisation" VARCHAR COMMENT 'The committee''s full name (全称)',
  "organisation_printed" VARCHAR COMMENT 'The committee''s name as it stands in the text',
  "term" INTEGER COMMENT 'Term of the committee (届)',
  "session" INTEGER COMMENT 'Plenary session within the term (次)',
  "speaker" VARCHAR COMMENT 'Who gave the report',
  "speaker_role" VARCHAR COMMENT 'The speaker''s office as printed',
  "event_date" DATE COMMENT 'Day the report was given',
  "published_at" TIMESTAMP(6) COMMENT 'When the site says it was published; midnight in Shanghai where only a day is given',
  "published_date" DATE COMMENT 'Day of published_at at the site (Asia/Shanghai)',
  "year_reviewed" INTEGER COMMENT 'Year the report looks back on (year)',
  "year_planned" INTEGER COMMENT 'Year the report looks ahead to (year)',
  "source" VARCHAR COMMENT 'Source line of the page (来源)',
  "author" VARCHAR COMMENT 'Author line of the page (作者)',
  "breadcrumb" ARRAY(VARCHAR) COMMENT 'Path of columns the page stands under',
  "characters" INTEGER COMMENT 'Length of the text (code points)',
  "anomalies" VARCHAR COMMENT 'Where the text lost characters or contradicts itself: JSON list of kind, span, start, end, expected, field; the same as rows: table anomalies',
  "anomaly_count" INTEGER COMMENT 'How many anomalies there are',
  "encoding" VARCHAR COMMENT 'Character encoding the page was decoded by',
  "warnings" ARRAY(VARCHAR) COMMENT 'Doubts of the extraction and the parser',
  "first_seen" TIMESTAMP(6) COMMENT 'When the archive first captured it',
  "last_changed" TIMESTAMP(6) COMMENT 'When the version that stands was first captured',
  "gone_since" TIMESTAMP(6) COMMENT 'When the site was first seen without it; null while it is there',
  "content_digest" VARCHAR COMMENT 'Digest of this row, its text and all its parts; equal digests, equal content',
  "layout_id" VARCHAR COMMENT 'The row of layouts it was read with',
  "text_origin" VARCHAR COMMENT 'What the text was read from: page, file, ocr, mixed; none: there is no text',
  "needs_ocr" BOOLEAN COMMENT 'Whether there is text that only an OCR would have',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it',
  "text" VARCHAR COMMENT 'The whole text as printed, never repaired',
  "duplicate_of" VARCHAR COMMENT 'The report this one copies: the same committee''s same text under another address (two columns, an old host); null for a report that counts'
)
COMMENT 'The newest version of every report, also of those the site has deleted since (gone_since).'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/reports/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.report_versions (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "url" VARCHAR COMMENT 'Address of the page',
  "title" VARCHAR COMMENT 'Title as printed',
  "characters" INTEGER COMMENT 'Length of the text (code points)',
  "valid_from" TIMESTAMP(6) COMMENT 'When this text was first captured in this stay',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it',
  "valid_to" TIMESTAMP(6) COMMENT 'When the next one was first seen; null while it stands',
  "text" VARCHAR COMMENT 'The whole text as printed, never repaired'
)
COMMENT 'Every text of every report and when it stood: A, then B, then A again are three rows.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/report_versions/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.sections (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "section" INTEGER COMMENT 'Position in the outline, from 0',
  "parent" INTEGER COMMENT 'Position of the section it lies in',
  "level" INTEGER COMMENT 'Depth, 1 for the outermost',
  "number" VARCHAR COMMENT 'Number as printed; null for a run-in lead or a lost ordinal',
  "heading" VARCHAR COMMENT 'Heading as printed',
  "run_in" BOOLEAN COMMENT 'Whether the heading is the first sentence of a paragraph',
  "start_char" INTEGER COMMENT 'Where the heading begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the heading ends (exclusive) (code points)',
  "section_end" INTEGER COMMENT 'Where the section with its subsections ends (exclusive) (code points)',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it'
)
COMMENT 'The outline: 一、 → （一） → 1. → run-in lead sentences.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/sections/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.paragraphs (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "paragraph" INTEGER COMMENT 'Position in the text, from 0',
  "section" INTEGER COMMENT 'The innermost section above it; null before the first heading',
  "start_char" INTEGER COMMENT 'Where the paragraph begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the paragraph ends (exclusive) (code points)',
  "file" VARCHAR COMMENT 'The file it was read from (…#name: inside a zip); null: the page itself',
  "page" INTEGER COMMENT 'Page of that file, from 1; null where it has none',
  "text_origin" VARCHAR COMMENT 'What it was read from: page, file, ocr (a machine read it off a picture)',
  "confidence" DOUBLE COMMENT 'How sure the OCR was, 0 to 1',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it',
  "text" VARCHAR COMMENT 'The paragraph as printed'
)
COMMENT 'The text by paragraphs, with their place in the outline; their words are those of `texts` from start to end.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/paragraphs/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.indicators (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "indicator" INTEGER COMMENT 'Position among the report''s indicators, from 0',
  "code" VARCHAR COMMENT 'What is counted',
  "label" VARCHAR COMMENT 'The code''s Chinese term (codes has it in English, too); of other the words around it',
  "value" DOUBLE COMMENT 'The number, in the unit beside it',
  "unit" VARCHAR COMMENT 'Unit as printed',
  "qualifier" VARCHAR COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
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
  "span" VARCHAR COMMENT 'The words it was read from',
  "start_char" INTEGER COMMENT 'Where the span begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the span ends (exclusive) (code points)',
  "section" INTEGER COMMENT 'The section it stands in',
  "warning" VARCHAR COMMENT 'Contradiction with other figures; the figure stays as printed',
  "warning_kind" VARCHAR COMMENT 'Kind of contradiction: over_100, part_exceeds_whole, parts_do_not_sum, share_is_not_quotient',
  "warning_with" VARCHAR COMMENT 'The figure it contradicts (its indicator_id)',
  "indicator_id" VARCHAR COMMENT 'Stable name: the same as long as the figure stands in the same words, whatever its number',
  "file" VARCHAR COMMENT 'The file it was read from (…#name: inside a zip); null: the page itself',
  "page" INTEGER COMMENT 'Page of that file, from 1; null where it has none',
  "text_origin" VARCHAR COMMENT 'What it was read from: page, file, ocr (a machine read it off a picture)',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it'
)
COMMENT 'Figures read from the text, each with the span it was read from; codes in docs/indicators.md.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/indicators/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.mentions (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "mention" INTEGER COMMENT 'Position among the report''s mentions, from 0',
  "kind" VARCHAR COMMENT 'What is named: proposal, work, person, meeting, mechanism',
  "text" VARCHAR COMMENT 'The name as printed',
  "role" VARCHAR COMMENT 'Office or part, for persons',
  "act" VARCHAR COMMENT 'What a person does: reported, spoke, chaired, commented, led, attended, visited, proposed',
  "start_char" INTEGER COMMENT 'Where the name begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the name ends (exclusive) (code points)',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it'
)
COMMENT 'Proposals, works, persons, meetings and mechanisms that are named.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/mentions/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.attachments (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "attachment" INTEGER COMMENT 'Position among the report''s attachments, from 0',
  "url" VARCHAR COMMENT 'Canonical address of the file',
  "name" VARCHAR COMMENT 'Name it is shown under',
  "pages" INTEGER COMMENT 'Pages it has, where it was read for the report''s text (pages)',
  "text_origin" VARCHAR COMMENT 'How the report''s text was read from it: file, ocr; null: it is not the report''s text, or not read',
  "needs_ocr" BOOLEAN COMMENT 'Whether text of it is in pictures that were not read',
  "problem" VARCHAR COMMENT 'Why not all of it could be read',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it'
)
COMMENT 'Files linked from the body or below it; their captures are those of the same url with kind attachment.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/attachments/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.anomalies (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "anomaly" INTEGER COMMENT 'Position among the report''s anomalies, from 0',
  "kind" VARCHAR COMMENT 'What is wrong: lost_term, lost_session, lost_character, lost_ordinal, skipped_ordinal, broken_date, lost_measure, split_number, lost_stop, unbalanced_quote, unbalanced_bracket',
  "span" VARCHAR COMMENT 'What stands there',
  "expected" VARCHAR COMMENT 'What should stand there, where that is certain',
  "field" VARCHAR COMMENT 'What the offsets cut: text, or title where the title is no part of the text',
  "start_char" INTEGER COMMENT 'Where the place begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the place ends (exclusive) (code points)',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it',
  "label_zh" VARCHAR COMMENT 'What kind that is, in Chinese',
  "label_en" VARCHAR COMMENT 'What kind that is, in English',
  "advice_zh" VARCHAR COMMENT 'What to do about it, in Chinese',
  "advice_en" VARCHAR COMMENT 'What to do about it, in English'
)
COMMENT 'Nothing is repaired in the text: here stands what is there, and what should be where that is certain.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/anomalies/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.parses (
  "capture_id" VARCHAR COMMENT 'The capture that was read',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "requested_url" VARCHAR COMMENT 'What the page is known under',
  "captured_at" TIMESTAMP(6) COMMENT 'When the capture was made',
  "files_at" TIMESTAMP(6) COMMENT 'When files that it was read with replaced others while the page stayed as it was; null: read with those it came with',
  "result" VARCHAR COMMENT 'What it is: report, part (a further page of another article), failed, gone, superseded (a later found capture of the page lies between it and its files_at)',
  "reason" VARCHAR COMMENT 'Why it failed',
  "report_id" VARCHAR COMMENT 'The report it is, or is part of',
  "version_id" VARCHAR COMMENT 'The version it shows',
  "content_digest" VARCHAR COMMENT 'Digest of the report''s row, text and parts',
  "parts_digest" VARCHAR COMMENT 'Digest of the report''s text and parts alone',
  "needs" ARRAY(VARCHAR) COMMENT 'Other addresses that belong to what was read (further pages, files), without scheme and www',
  "lacks" ARRAY(VARCHAR) COMMENT 'Those of them that are files with its text and were not captured yet: it is read again when they come',
  "files" ARRAY(VARCHAR) COMMENT 'Payload digests of the files it was read with: it is read again when others come at their addresses',
  "template" VARCHAR COMMENT 'The template of the site that the page is of, where known',
  "layout_id" VARCHAR COMMENT 'The row of layouts it was read with',
  "published_year" INTEGER COMMENT 'Year of publication (year)',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it',
  "parsed_at" TIMESTAMP(6) COMMENT 'When it was read'
)
COMMENT 'What the build made of each article capture: the way from a capture to a report''s version, every page that failed and every page that was found gone. Append-only, written last.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/parses/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.layouts (
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "template" VARCHAR COMMENT 'Fingerprint of the template: the frame its pages share',
  "version" INTEGER COMMENT 'Version of what is known of the template, from 1',
  "layout_id" VARCHAR COMMENT 'Digest of what was learned: the same, the same',
  "learned" VARCHAR COMMENT 'What was learned (JSON): marks it is known by, places of body, title and date, furniture',
  "pages" INTEGER COMMENT 'Pages of the template it was learned from (pages)',
  "certainty" DOUBLE COMMENT 'Share of those pages on which the places were found',
  "site_pages" INTEGER COMMENT 'Article pages the site had in the archive then (pages)',
  "learned_at" TIMESTAMP(6) COMMENT 'When it was learned'
)
COMMENT 'Where a site''s templates keep title, date and text, learned from its own archived pages. Append-only; a row with an empty template says that somebody looked and nothing else was found.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/layouts/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.sites (
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "name" VARCHAR COMMENT 'Name of the committee''s site',
  "division_code" VARCHAR COMMENT 'Division of the committee (GB/T 2260)',
  "base_url" VARCHAR COMMENT 'Home page',
  "cms" VARCHAR COMMENT 'CMS family, where the registry names one',
  "status" VARCHAR COMMENT 'Where it stands: unverified, active, paused, retired',
  "since" DATE COMMENT 'In force from',
  "until" DATE COMMENT 'In force to',
  "column_count" INTEGER COMMENT 'Columns the registry names (0: found from the home page) (columns)',
  "layout" VARCHAR COMMENT 'Places in its pages that the registry pins (JSON); null where all is learned',
  "invented" BOOLEAN COMMENT 'Whether the committee is made up: of a demo, no data'
)
COMMENT 'Every site that was ever crawled or built, as its registry entry was last seen.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/sites/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.divisions (
  "division_code" VARCHAR COMMENT 'Code (GB/T 2260)',
  "name" VARCHAR COMMENT 'Name',
  "level" VARCHAR COMMENT 'Rank: province, city (prefecture level), county',
  "parent_code" VARCHAR COMMENT 'Code of the division above',
  "full_name" VARCHAR COMMENT 'Name with the divisions above',
  "valid_from" DATE COMMENT 'In force from; null: since before the first list',
  "valid_to" DATE COMMENT 'In force to (exclusive); null: still',
  "province_code" VARCHAR COMMENT 'Code of its province',
  "city_code" VARCHAR COMMENT 'Code of its city; null for provinces and what lies right under one',
  "name_pinyin" VARCHAR COMMENT 'Name in Hanyu Pinyin',
  "name_en" VARCHAR COMMENT 'Name in English',
  "is_current" BOOLEAN COMMENT 'Whether it stands',
  "successors" ARRAY(VARCHAR) COMMENT 'Codes under which the same place goes on, as far as its name tells; null while it stands'
)
COMMENT 'Provinces, cities and counties (行政区划) with their codes, and how long each was in force.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/divisions/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.codes (
  "code" VARCHAR COMMENT 'What is counted',
  "label_zh" VARCHAR COMMENT 'The Chinese term',
  "label_en" VARCHAR COMMENT 'What it means, in English',
  "unit" VARCHAR COMMENT 'The units it is printed in',
  "kind" VARCHAR COMMENT 'count, share (per cent), or breakdown (many figures of one report, told apart by their labels)',
  "documents" VARCHAR COMMENT 'Kinds of documents that account for it, the first before the second; the panel takes no other report on proposals or opinions, and what else counts it only where these do not'
)
COMMENT 'What the codes of indicators mean; rules and examples in docs/indicators.md.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/codes/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.figure_context (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "indicator" INTEGER COMMENT 'Position among the report''s indicators, from 0',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "code" VARCHAR COMMENT 'What is counted',
  "label" VARCHAR COMMENT 'The code''s Chinese term (codes has it in English, too); of other the words around it',
  "value" DOUBLE COMMENT 'The number, in the unit beside it',
  "unit" VARCHAR COMMENT 'Unit as printed',
  "qualifier" VARCHAR COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
  "figure_year" INTEGER COMMENT 'The year it speaks of, where it is one year (year)',
  "year" INTEGER COMMENT 'The year the report reviews (year)',
  "period" VARCHAR COMMENT 'Of which time it speaks: reviewed, prior_year, term, cumulative, planned, session; null where unknown',
  "holder" VARCHAR COMMENT 'Whose figure it is: own (the committee''s), higher, lower (other committees), government, party, other',
  "role" VARCHAR COMMENT 'Whether it is a total, a part of a whole, a change (a difference) or a norm (what a rule demands)',
  "text_before" VARCHAR COMMENT 'The forty characters before it',
  "span" VARCHAR COMMENT 'The words it was read from',
  "text_after" VARCHAR COMMENT 'The forty characters after it',
  "start_char" INTEGER COMMENT 'Where the span begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the span ends (exclusive) (code points)',
  "doc_type" VARCHAR COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  "title" VARCHAR COMMENT 'Title as printed',
  "url" VARCHAR COMMENT 'Address of the page the newest version was read from',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from'
)
COMMENT 'Every figure of the reports as they stand with the forty characters before and after it (KWIC).'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/figure_context/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.panel (
  "place_id" VARCHAR COMMENT 'The district: its division code, or the site where that is not known',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260)',
  "province_code" VARCHAR COMMENT 'Code of its province',
  "city_code" VARCHAR COMMENT 'Code of its city; null for provinces and what lies right under one',
  "name" VARCHAR COMMENT 'Its name with those above it, as it was in that year',
  "name_en" VARCHAR COMMENT 'Its name in English',
  "site_id" VARCHAR COMMENT 'The site the figure comes from',
  "year" INTEGER COMMENT 'The year the figure speaks of (year)',
  "code" VARCHAR COMMENT 'What is counted',
  "label_zh" VARCHAR COMMENT 'The Chinese term for it',
  "label_en" VARCHAR COMMENT 'What it means, in English',
  "value" DOUBLE COMMENT 'The number, in the unit beside it',
  "unit" VARCHAR COMMENT 'Unit as printed',
  "qualifier" VARCHAR COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
  "value_min" DOUBLE COMMENT 'Lower end where a range is printed (6—8件)',
  "value_max" DOUBLE COMMENT 'Upper end where a range is printed',
  "warning" VARCHAR COMMENT 'Contradiction with other figures; the figure stays as printed',
  "basis" VARCHAR COMMENT 'one_value (the document has one, beside roundings of it, and no other that accounts for the year denies it), documents_differ (see conflict_value), several_things (the document counts several under the code, meetings of three kinds: value is one of them, no total), said_twice (the document says one small number twice, four courses and four courses: one thing told again, or two, and value no total)',
  "candidates" INTEGER COMMENT 'How many figures could have stood here, this one and what a later report says of the year included (figures)',
  "values_found" INTEGER COMMENT 'How many different values they have; above 1 basis says why, or it is a document that does not account for the code (values)',
  "lowest" DOUBLE COMMENT 'The lowest of them',
  "highest" DOUBLE COMMENT 'The highest of them',
  "conflict_report_id" VARCHAR COMMENT 'The first other report with another exact value in the same unit; null where none disagrees',
  "conflict_value" DOUBLE COMMENT 'The value there',
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "indicator" INTEGER COMMENT 'Position among the report''s indicators, from 0',
  "indicator_id" VARCHAR COMMENT 'Stable name: the same as long as the figure stands in the same words, whatever its number',
  "doc_type" VARCHAR COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  "title" VARCHAR COMMENT 'Title as printed',
  "url" VARCHAR COMMENT 'Address of the page the newest version was read from',
  "span" VARCHAR COMMENT 'The words it was read from',
  "start_char" INTEGER COMMENT 'Where the span begins in the report''s text (code points)',
  "end_char" INTEGER COMMENT 'Where the span ends (exclusive) (code points)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from'
)
COMMENT 'One value for each: the committee''s own total, from the document that accounts for the year (for proposals and their rates the report on them, for opinions the report on those, else the standing committee''s; a report on proposals accounts for nothing else), with the figure it was read from.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/panel/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.panel_wide (
  "place_id" VARCHAR COMMENT 'The district: its division code, or the site where that is not known',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260)',
  "province_code" VARCHAR COMMENT 'Code of its province',
  "city_code" VARCHAR COMMENT 'Code of its city; null for provinces and what lies right under one',
  "name" VARCHAR COMMENT 'Its name with those above it, as it was in that year',
  "name_en" VARCHAR COMMENT 'Its name in English',
  "year" INTEGER COMMENT 'The year the figures speak of (year)',
  "left_out" INTEGER COMMENT 'How many codes panel has of this district and year that are empty here; what panel has not is not known, or was not printed (codes)',
  "approximate" INTEGER COMMENT 'How many values of this row are approximate (qualifier approx in panel says which) (values)',
  "proposals_submitted" DOUBLE COMMENT '收到提案: Proposals received since the last plenary, before examination (件 / 份)',
  "proposals_filed" DOUBLE COMMENT '立案: Proposals filed after examination (after merging where the text says so) (件 / 份)',
  "proposals_not_filed" DOUBLE COMMENT '不予立案: Proposals examined and not filed (件 / 份)',
  "proposals_merged" DOUBLE COMMENT '并案: Proposals merged into others (件)',
  "proposals_after_merging" DOUBLE COMMENT '并案后提案: Proposals left after merging (件)',
  "proposals_transferred" DOUBLE COMMENT '转送: Proposals handled as opinions, letters or suggestions instead of being filed (件)',
  "proposals_assigned" DOUBLE COMMENT '交办: Proposals handed to the bodies that answer them (件)',
  "proposals_collective" DOUBLE COMMENT '集体提案: Proposals by parties, mass organisations, sectors and committees (件)',
  "proposals_individual" DOUBLE COMMENT '委员提案: Proposals by members, alone or (where that is not told apart) jointly (件)',
  "proposals_joint" DOUBLE COMMENT '联名提案: Proposals signed by several members (件)',
  "proposals_livelihood" DOUBLE COMMENT '民生类提案: Proposals on people''s livelihood (件)',
  "proposals_key" DOUBLE COMMENT '重点提案: Key proposals, supervised by leaders (件)',
  "proposals_excellent" DOUBLE COMMENT '优秀提案: Proposals commended as excellent (件)',
  "proposals_replied" DOUBLE COMMENT '办复提案: Proposals answered (件)',
  "proposals_resolved" DOUBLE COMMENT '已解决提案: Proposals whose matter is solved or accepted (class A) (件)',
  "proposals_planned" DOUBLE COMMENT '列入计划提案: Proposals being solved or planned (class B) (件)',
  "proposals_deferred" DOUBLE COMMENT '留作参考提案: Proposals kept for reference or not solvable now (class C) (件)',
  "filing_rate" DOUBLE COMMENT '立案率: Filed of received (%)',
  "reply_rate" DOUBLE COMMENT '办复率: Answered of filed (办复率, 答复率, 办结率) (%)',
  "resolution_rate" DOUBLE COMMENT '解决率: Proposals solved or accepted, of those answered (解决率, 采纳率, 已解决或采纳的占) (%)',
  "satisfaction_rate" DOUBLE COMMENT '满意率: Proposers satisfied, basically satisfied included where the text adds them (%)',
  "opinions_submitted" DOUBLE COMMENT '社情民意信息: Opinions collected or reported (篇 / 条 / 件 / 期)',
  "opinions_edited" DOUBLE COMMENT '编发信息: Issues of the opinion bulletin edited and sent (期 / 篇 / 条)',
  "opinions_adopted" DOUBLE COMMENT '采用信息: Opinions adopted, level not said or several levels together (篇 / 条 / 件)',
  "opinions_adopted_national" DOUBLE COMMENT '全国政协采用: Opinions adopted by the National Committee or central organs (篇 / 条)',
  "opinions_adopted_ministry" DOUBLE COMMENT '部委采用: Opinions adopted by ministries and parties'' central committees (篇 / 条)',
  "opinions_adopted_provincial" DOUBLE COMMENT '省级采用: Opinions adopted at province level (篇 / 条)',
  "opinions_adopted_city" DOUBLE COMMENT '市级采用: Opinions adopted at prefecture level (篇 / 条 / 件)',
  "opinions_adopted_district" DOUBLE COMMENT '区县级采用: Opinions adopted at district or county level (篇 / 条)',
  "opinions_commented" DOUBLE COMMENT '领导批示: Opinions or reports that leaders commented on (篇 / 件 / 条 / 次 / 件次 / 份 / 篇次 / 期 / 人次 / 条次)',
  "members_total" DOUBLE COMMENT '应到委员: Members of the committee, or due at the meeting (名 / 人)',
  "members_attending" DOUBLE COMMENT '实到委员: Members present at the meeting (名 / 人)',
  "plenary_meetings" DOUBLE COMMENT '全体会议: Plenary sessions held (次)',
  "standing_committee_meetings" DOUBLE COMMENT '常委会会议: Standing committee meetings held (次)',
  "chairmen_meetings" DOUBLE COMMENT '主席会议: Chairmen''s meetings held (次)',
  "surveys" DOUBLE COMMENT '调研: Surveys and research topics (次 / 项 / 个)',
  "research_reports" DOUBLE COMMENT '调研报告: Research reports written (篇 / 份 / 个)',
  "consultations" DOUBLE COMMENT '协商: Consultations (协商, 商量, 议政) (次 / 场 / 场次 / 项 / 期 / 个 / 件)',
  "inspections" DOUBLE COMMENT '视察监督: Inspections, democratic supervision, appraisals (次 / 项 / 个 / 件)',
  "suggestions_made" DOUBLE COMMENT '意见建议: Suggestions made (条)',
  "visits" DOUBLE COMMENT '走访: Visits to members, firms, households (次 / 家 / 户 / 人次 / 人 / 名 / 个 / 家次 / 位 / 间)',
  "trainings" DOUBLE COMMENT '培训: Trainings held (次 / 期 / 场 / 批 / 批次)',
  "articles_published" DOUBLE COMMENT '宣传稿件: Articles published by own and other media (篇 / 条 / 期 / 篇次 / 则)',
  "study_sessions" DOUBLE COMMENT '学习: Study sessions (学习, 研讨, 党课) (次 / 场 / 场次 / 期)',
  "proposals_led" DOUBLE COMMENT '领办督办提案: Proposals that leaders supervise or take in hand, not called 重点 (件)',
  "proposals_plenary" DOUBLE COMMENT '大会提案: Proposals submitted during the plenary (件)',
  "proposals_between" DOUBLE COMMENT '平时提案: Proposals submitted between plenaries (件)',
  "proposals_not_adopted" DOUBLE COMMENT '未采纳提案: Proposals not adopted or not resolved, where no class is named (件)',
  "handling_bodies" DOUBLE COMMENT '承办单位: Bodies that handle proposals (个 / 家)',
  "proposers" DOUBLE COMMENT '提案人: Members or bodies that made proposals (名 / 人 / 人次)',
  "contact_rate" DOUBLE COMMENT '面商率: Proposals discussed with their proposers in person (面商率, 见面率, 沟通率, 走访率) (%)',
  "planned_share" DOUBLE COMMENT '列入计划占比: Share of proposals being solved or planned (%)',
  "deferred_share" DOUBLE COMMENT '留作参考占比: Share of proposals kept for reference (%)',
  "attendance_rate" DOUBLE COMMENT '参会率: Members who attend or take part, of those due (参会率, 出席率, 参与率) (%)',
  "opinions_reported" DOUBLE COMMENT '上报信息: Opinions sent up to higher committees, party committees or governments (篇 / 条 / 件)',
  "suggestions_adopted" DOUBLE COMMENT '采纳建议: Suggestions adopted or acted on (条 / 件 / 项)',
  "problems_reported" DOUBLE COMMENT '反映问题: Problems found, collected or fed back (个 / 条)',
  "problems_solved" DOUBLE COMMENT '解决问题: Problems, difficulties and disputes solved, not as proposals (件 / 个 / 起 / 条)',
  "participations" DOUBLE COMMENT '参与人次: People who took part in activities, by head or by times (人次 / 人 / 名 / 位)',
  "plenary_speeches" DOUBLE COMMENT '大会发言: Speeches at plenaries, spoken or written (篇 / 人次 / 名 / 位 / 人 / 份 / 次)',
  "platforms" DOUBLE COMMENT '履职平台: Platforms and stations (工作室, 议事室, 委员之家, 书屋, 联络站, 基地) (个 / 家 / 处)',
  "people_aided" DOUBLE COMMENT '帮扶惠及: People and households aided or served (人 / 户 / 人次 / 名)',
  "aid_value" DOUBLE COMMENT '捐赠帮扶: Donations and aid in money (元 / 港元)',
  "investment" DOUBLE COMMENT '引资金额: Investment attracted (元 / 美元 / 港元)',
  "projects_attracted" DOUBLE COMMENT '引进项目: Projects and firms attracted (个 / 家)',
  "history_volumes" DOUBLE COMMENT '文史书刊: Volumes of local history (文史) published (部 / 辑 / 册 / 本 / 期 / 卷 / 种)',
  "history_words" DOUBLE COMMENT '文史字数: Words of local history collected or published (字)',
  "history_items" DOUBLE COMMENT '文史史料: Pieces of local history collected (articles, photographs, recordings) (篇 / 幅 / 集 / 张)',
  "guests_received" DOUBLE COMMENT '接待来访: Groups and people received as guests; no inspections (批次 / 人次 / 批 / 人)',
  "reading_activities" DOUBLE COMMENT '读书活动: Reading activities (读书会, 书香政协) (次 / 场 / 场次 / 期)',
  "outreach" DOUBLE COMMENT '宣讲: Outreach: explaining policies to the public (场 / 次 / 场次)',
  "tours" DOUBLE COMMENT '外出考察: Study tours elsewhere (次 / 批次 / 批)',
  "meetings_other" DOUBLE COMMENT '其他会议: Other meetings (座谈会, 党组会, 专委会会议, 督办会) (次 / 场)',
  "activities" DOUBLE COMMENT '其他活动: Other activities (界别活动, 志愿服务, 联谊, 展览) (次 / 场 / 期 / 场次 / 讲)',
  "bulletins" DOUBLE COMMENT '简报: Issues of bulletins other than of opinions (期 / 份)',
  "rules_made" DOUBLE COMMENT '制度文件: Rules, policies and documents made or led to (项 / 个 / 份)',
  "honours" DOUBLE COMMENT '表彰: Commendations given or received (名 / 个 / 篇 / 项 / 人次 / 家)',
  "places_reached" DOUBLE COMMENT '深入点位: Townships, villages, firms and sites reached by a survey or an inspection (个 / 家 / 处 / 座 / 间)',
  "readership" DOUBLE COMMENT '阅读量: Readers or views of publications (次 / 人次)'
)
COMMENT 'The panel with a column for each code: what spreadsheets and regressions want. Empty where a document counts several things under the code or one small number twice (basis several_things and said_twice in panel), where it counts in another unit than the column''s (its first, or a measure word that counts the same: 件 and 条, 次 and 场, 名 and 人), and where it prints a bound only (qualifier more_than, less_than): those are in panel, with unit and qualifier, and left_out counts them.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/panel_wide/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.contradictions (
  "place_id" VARCHAR COMMENT 'The district: its division code, or the site',
  "year" INTEGER COMMENT 'The year the figures speak of (year)',
  "code" VARCHAR COMMENT 'What is counted',
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "indicator" INTEGER COMMENT 'Position among the report''s indicators, from 0',
  "indicator_id" VARCHAR COMMENT 'Stable name: the same as long as the figure stands in the same words, whatever its number',
  "value" DOUBLE COMMENT 'The number, in the unit beside it',
  "qualifier" VARCHAR COMMENT 'How exactly it was given: exact, more_than (余, 以上), less_than (不足, 以内), approx (近, 约)',
  "doc_type" VARCHAR COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  "kind" VARCHAR COMMENT 'What contradicts it: other_document, or prior_year (one of the two is what a later report says of the year before)',
  "other_report_id" VARCHAR COMMENT 'The report that says otherwise',
  "other_id" VARCHAR COMMENT 'The figure there (its indicator_id)',
  "other_value" DOUBLE COMMENT 'What it says',
  "other_doc_type" VARCHAR COMMENT 'Kind of that document'
)
COMMENT 'A district''s own totals for one year and code that differ between two of its documents, or between a year''s own report and what a later one prints of the year before; both directions.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/contradictions/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.latest_reports (
  "place_id" VARCHAR COMMENT 'The district: its division code, or the site where that is not known',
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "version_id" VARCHAR COMMENT 'Digest of the report''s text without blanks; the version it belongs to',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "url" VARCHAR COMMENT 'Address of the page the newest version was read from',
  "title" VARCHAR COMMENT 'Title as printed',
  "doc_type" VARCHAR COMMENT 'Kind of document: standing_committee_report, proposal_report, opinion_report, speech, resolution, meeting_news, notice, plan, regulation, member_list, other',
  "doc_type_evidence" VARCHAR COMMENT 'The rule that decided the kind',
  "organisation" VARCHAR COMMENT 'The committee''s full name (全称)',
  "organisation_printed" VARCHAR COMMENT 'The committee''s name as it stands in the text',
  "term" INTEGER COMMENT 'Term of the committee (届)',
  "session" INTEGER COMMENT 'Plenary session within the term (次)',
  "speaker" VARCHAR COMMENT 'Who gave the report',
  "speaker_role" VARCHAR COMMENT 'The speaker''s office as printed',
  "event_date" DATE COMMENT 'Day the report was given',
  "published_at" TIMESTAMP(6) COMMENT 'When the site says it was published; midnight in Shanghai where only a day is given',
  "published_date" DATE COMMENT 'Day of published_at at the site (Asia/Shanghai)',
  "year_reviewed" INTEGER COMMENT 'Year the report looks back on (year)',
  "year_planned" INTEGER COMMENT 'Year the report looks ahead to (year)',
  "source" VARCHAR COMMENT 'Source line of the page (来源)',
  "author" VARCHAR COMMENT 'Author line of the page (作者)',
  "breadcrumb" ARRAY(VARCHAR) COMMENT 'Path of columns the page stands under',
  "characters" INTEGER COMMENT 'Length of the text (code points)',
  "anomaly_count" INTEGER COMMENT 'How many anomalies there are',
  "encoding" VARCHAR COMMENT 'Character encoding the page was decoded by',
  "warnings" ARRAY(VARCHAR) COMMENT 'Doubts of the extraction and the parser',
  "first_seen" TIMESTAMP(6) COMMENT 'When the archive first captured it',
  "last_changed" TIMESTAMP(6) COMMENT 'When the version that stands was first captured',
  "gone_since" TIMESTAMP(6) COMMENT 'When the site was first seen without it; null while it is there',
  "content_digest" VARCHAR COMMENT 'Digest of this row, its text and all its parts; equal digests, equal content',
  "layout_id" VARCHAR COMMENT 'The row of layouts it was read with',
  "text_origin" VARCHAR COMMENT 'What the text was read from: page, file, ocr, mixed; none: there is no text',
  "needs_ocr" BOOLEAN COMMENT 'Whether there is text that only an OCR would have',
  "published_year" INTEGER COMMENT 'Year of publication at the site (year)',
  "capture_id" VARCHAR COMMENT 'The capture the row was read from',
  "parser_version" VARCHAR COMMENT 'The version of the parser that read it',
  "years_behind" INTEGER COMMENT 'How many years of publication the archive''s newest report of this kind, of whatever district, is ahead of it; above 1 nothing newer was found for long, and coverage says whether the site still answers (years)'
)
COMMENT 'Of each district and kind of document the one given last, without its text.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/latest_reports/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.coverage (
  "place_id" VARCHAR COMMENT 'The district: its division code, or the site where that is not known',
  "province_code" VARCHAR COMMENT 'Code of its province',
  "city_code" VARCHAR COMMENT 'Code of its city; null for provinces and what lies right under one',
  "name" VARCHAR COMMENT 'Its name as it was in that year, with those above it',
  "name_en" VARCHAR COMMENT 'Its name in English',
  "is_county" BOOLEAN COMMENT 'Whether it is a county-level division, and no invented one: what is counted',
  "year" INTEGER COMMENT 'Year of publication (year)',
  "state" VARCHAR COMMENT 'present, known (pages of that year were found but not archived), blocked, dead (the site does not answer, or is retired), nothing_found (it answers and lists nothing of that year), never_seen',
  "reports" INTEGER COMMENT 'Reports published in that year (reports)',
  "work_reports" INTEGER COMMENT 'Standing committee''s reports among them (reports)',
  "proposal_reports" INTEGER COMMENT 'Reports on proposals among them (reports)',
  "known_pages" INTEGER COMMENT 'Pages of that year that were found and not archived (pages)',
  "sites" INTEGER COMMENT 'Sites of the district that the archive knows (sites)',
  "last_crawled_at" TIMESTAMP(6) COMMENT 'When one of them was crawled last',
  "last_result" VARCHAR COMMENT 'How that ended'
)
COMMENT 'Every county there was in that year (and every other place with a site), and whether the archive has its reports: the denominator of every panel.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/coverage/');

CREATE TABLE IF NOT EXISTS hive.cppcc_release.changes (
  "report_id" VARCHAR COMMENT 'The report; stable when the site moves the page, where that can be known',
  "site_id" VARCHAR COMMENT 'The site of the registry it comes from',
  "division_code" VARCHAR COMMENT 'Division (行政区划代码, GB/T 2260) of the committee',
  "title" VARCHAR COMMENT 'Title as printed',
  "url" VARCHAR COMMENT 'Address of the page the newest version was read from',
  "version_before" VARCHAR COMMENT 'The version before',
  "version_after" VARCHAR COMMENT 'The version after',
  "changed_at" TIMESTAMP(6) COMMENT 'When the version after was first seen',
  "kind" VARCHAR COMMENT 'text (one row for each new version), or what became of a figure: moved, added, removed',
  "indicator_id" VARCHAR COMMENT 'The figure; null for a text',
  "code" VARCHAR COMMENT 'What it counts; null for a text',
  "unit" VARCHAR COMMENT 'Its unit',
  "value_before" DOUBLE COMMENT 'What it was; null where it was added',
  "value_after" DOUBLE COMMENT 'What it is; null where it was removed',
  "span_before" VARCHAR COMMENT 'The words before',
  "span_after" VARCHAR COMMENT 'The words after',
  "characters_before" INTEGER COMMENT 'Length of the text before (code points)',
  "characters_after" INTEGER COMMENT 'Length of the text after (code points)'
)
COMMENT 'What committees changed in their reports after publishing them: each text that changed, and each figure that moved, came or went with it.'
WITH (format = 'PARQUET', external_location = 's3://BUCKET/PREFIX/releases/DATE/changes/');
