"""A document to a report: who, when, outline, indicators, mentions, anomalies; every span an offset into the text.
Pure.

In: a ``Document`` (or a saved text) and the site as a hint. Out: a ``Report``.
Order, as ``parser`` goes it: ``plaintext`` (a saved page's text to a document), ``lines`` and ``shadow`` (the text made
easy to match) → ``head/`` (who, when, kind) → ``outline`` → ``figures/`` (numerals to codes) → ``mentions``,
``persons`` with ``names`` and ``person_table`` → ``anomalies`` → ``model``; ``identifiers`` names reports and
versions, ``difference`` tells two versions apart, ``anchors`` tells where to try patterns,
``lexicon_table`` holds shared words, ``anomaly_table`` what each kind of anomaly means.

Nothing of it is loaded before it is asked for: the tables' views want its word lists, and no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cppcc_archive.reports.identifiers import default_report_id, version_id_of
    from cppcc_archive.reports.model import Report
    from cppcc_archive.reports.parser import PARSER_VERSION, SiteHint, parse, parse_text

__all__ = ["PARSER_VERSION", "Report", "SiteHint", "default_report_id", "parse", "parse_text", "version_id_of"]

_IDENTIFIERS = frozenset({"default_report_id", "version_id_of"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    place = "identifiers" if name in _IDENTIFIERS else "model" if name == "Report" else "parser"
    return getattr(import_module(f"{__name__}.{place}"), name)
