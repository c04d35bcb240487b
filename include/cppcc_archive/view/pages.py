"""Templates to HTML: everything a page shows is escaped, addresses of pages lead to http(s) only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.view.charts import shown
from cppcc_archive.view.language import Language, speaker
from cppcc_archive.view.search import Context
from cppcc_archive.view.warnings_said import advice, doubt, warning

_HERE = Path(__file__).parent


def _moment(value: datetime | None, seconds: bool = False) -> str:
    """A time as people in Shanghai read it, to the minute unless it takes ``seconds`` to tell two apart."""
    if value is None:
        return ""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()[:10]


def web(url: object) -> str | None:
    """``url`` where it is an http(s) address, else None: what a page says may be ``javascript:``."""
    try:
        return str(url) if urlsplit(str(url)).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _query(**values: object) -> str:
    return urlencode({name: value for name, value in values.items() if value not in (None, "")})


def _place(one: Context) -> str:
    """Where a browser goes to in a report: the phrase itself, or its paragraph where it knows no text fragments."""
    text = quote(one.found, safe="").replace("-", "%2D")
    return f"#c-{one.line}:~:text={text}"


_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {
    "moment": _moment,
    "day": _day,
    "number": shown,
    "web": web,
    "place": _place,
    "segment": lambda text: quote(str(text), safe=""),
}
_TEMPLATES.globals |= {
    "query": _query,
    "meanings": {code.code: code.meaning for code in CODES},
    "labels": {code.code: code.label for code in CODES},
    "warning_said": warning,
    "doubt_said": doubt,
    "advice_said": advice,
}

STYLE = (_HERE / "templates" / "style.css").read_text(encoding="utf-8")
"""The one style sheet."""


def render(template: str, language: Language, home: str, values: Mapping[str, Any]) -> str:
    """A page. ``home`` is the way from the page's own address to the reader's first page (``./``, ``../``): all links
    are relative, so that the reader works below any path."""
    return _TEMPLATES.get_template(template).render(language=language, say=speaker(language), home=home, **values)
