"""A document to a report: who, when, outline, indicators, mentions, anomalies; every span an offset into the text.
Pure."""

from cppcc_archive.reports.identifiers import default_report_id, version_id_of
from cppcc_archive.reports.model import Report
from cppcc_archive.reports.parser import PARSER_VERSION, SiteHint, parse, parse_text

__all__ = ["PARSER_VERSION", "Report", "SiteHint", "default_report_id", "parse", "parse_text", "version_id_of"]
