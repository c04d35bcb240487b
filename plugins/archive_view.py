"""A page in Airflow's UI: how the last crawls went, and which sites did not answer.

The app is built on the first request: importing Airflow's security takes seconds, and every Airflow process loads
plugins. Every route asks for a logged-in user; Airflow itself does not authenticate plugin apps. The page holds our own
numbers only, everything escaped, under a policy that allows no script: archived HTML is never served from this origin.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, MutableMapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI

Row = dict[str, Any]

RUNS = """
SELECT run_id, min(started_at) AS began, count(*) AS sites,
       count(*) FILTER (result IN ('ok', 'unchanged', 'partial')) AS answered,
       sum(requests)::BIGINT AS requests, sum(not_modified)::BIGINT AS not_modified, sum(articles_new)::BIGINT AS new,
       sum(articles_changed)::BIGINT AS changed, sum(articles_gone)::BIGINT AS gone
FROM crawl_outcomes GROUP BY run_id ORDER BY began DESC LIMIT 30
"""
UNANSWERED = """
SELECT site_id, result, reason, cms, requests, finished_at
FROM crawl_outcomes WHERE run_id = (SELECT run_id FROM crawl_outcomes ORDER BY started_at DESC LIMIT 1)
  AND result NOT IN ('ok', 'unchanged', 'partial') ORDER BY result, site_id LIMIT 500
"""

_STYLE = """
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #1c2733; background: #fff }
h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid #d8dee6 }
td.number { text-align: right; font-variant-numeric: tabular-nums } p.empty { color: #5b6875 }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Of every answer. ``frame-ancestors 'self'``: Airflow shows the page in a frame of its own."""


def page(runs: Sequence[Row], unanswered: Sequence[Row], problem: str | None = None) -> str:
    """The whole page; every value is escaped."""
    notice = f'<p class="empty">{escape(problem)}</p>' if problem else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Crawls of the archive</title>'
        f"<style>{_STYLE}</style></head><body><h1>Crawls of the archive</h1>{notice}"
        f"<h2>Last runs</h2>{_table(runs, 'No crawl has run yet.')}"
        f"<h2>Sites that did not answer in the last run</h2>{_table(unanswered, 'All sites answered.')}</body></html>"
    )


def _table(rows: Sequence[Row], empty: str) -> str:
    if not rows:
        return f'<p class="empty">{escape(empty)}</p>'
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in rows[0])
    body = "".join(f"<tr>{''.join(map(_cell, row.values()))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="number">{value:,}</td>'
    if hasattr(value, "isoformat"):
        value = value.isoformat(sep=" ", timespec="seconds")
    return f"<td>{escape('' if value is None else str(value))}</td>"


def outcomes() -> tuple[list[Row], list[Row]]:
    """The last runs and the sites that did not answer in the newest, from the table ``crawl_outcomes``."""
    from archive_settings import task_settings
    from cppcc_archive.tables.query import query

    store = task_settings().open_store()
    return query(store, RUNS).to_pylist(), query(store, UNANSWERED).to_pylist()


def build() -> FastAPI:
    """The app: ``/crawls`` for people, ``/crawls.json`` for programs."""
    import logging

    from airflow.api_fastapi.core_api.security import get_user
    from fastapi import Depends, FastAPI
    from fastapi.responses import HTMLResponse, JSONResponse, Response

    from cppcc_archive.errors import ArchiveError

    log = logging.getLogger(__name__)
    app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)

    def crawls() -> Response:
        try:
            runs, unanswered = outcomes()
        except ArchiveError:
            # The message may name the store's address: it is for the log, not for every reader of the page.
            log.exception("the crawl outcomes could not be read")
            problem = "The archive's tables could not be read; the API server's log says why."
            return HTMLResponse(page([], [], problem), status_code=503, headers=HEADERS)
        return HTMLResponse(page(runs, unanswered), headers=HEADERS)

    def crawls_json() -> Response:
        try:
            runs, unanswered = outcomes()
        except ArchiveError:
            log.exception("the crawl outcomes could not be read")
            return JSONResponse({"error": "the archive's tables could not be read"}, status_code=503, headers=HEADERS)
        return JSONResponse({"runs": _plain(runs), "unanswered": _plain(unanswered)}, headers=HEADERS)

    app.add_api_route("/crawls", crawls, response_class=HTMLResponse)
    app.add_api_route("/crawls.json", crawls_json)
    return app


def _plain(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [{k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()} for row in rows]


class LazyApp:
    """An ASGI app that becomes the real one on its first request."""

    def __init__(self) -> None:
        self._app: FastAPI | None = None

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Callable[..., Any], send: Callable[..., Any]
    ) -> None:
        """Pass the request on."""
        if self._app is None:
            self._app = build()
        await self._app(scope, receive, send)


_APPS = [{"app": LazyApp(), "url_prefix": "/cppcc", "name": "cppcc archive"}]
_VIEWS = [
    {
        "name": "Archive crawls",
        # Relative, so that it works behind a path prefix too.
        "href": "cppcc/crawls",
        "destination": "nav",
        "category": "browse",
        "url_route": "cppcc-crawls",
    }
]


class ArchivePlugin(AirflowPlugin):
    """Adds the page to Airflow's navigation (Browse)."""

    name = "cppcc_archive"
    fastapi_apps = _APPS
    external_views = _VIEWS
