"""The reader's routes: an address to a page. No script is ever sent; every page has a policy that allows none."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from cppcc_archive.errors import ArchiveError
from cppcc_archive.view import compare, coverage, district, nights, report
from cppcc_archive.view.archive import Archive
from cppcc_archive.view.backfill import Backfills
from cppcc_archive.view.language import Language, chosen
from cppcc_archive.view.pages import STYLE, render
from cppcc_archive.view.search import Found, Index, asked_phrases

log = logging.getLogger(__name__)

_PAGE_SIZE = 20
_CAPTURE = "SELECT * FROM captures WHERE capture_id = $capture"
_DOC_TYPES = "SELECT DISTINCT doc_type FROM reports ORDER BY doc_type"
_YEARS = "SELECT DISTINCT published_year AS year FROM reports ORDER BY year DESC"


@dataclass(frozen=True, slots=True)
class Reader:
    """What the app reads from. ``replay`` is the address of the origin that shows archived pages, with a ``{capture}``
    for the capture's id; None where there is none. ``index`` None: no search; ``backfills`` None (a release): how far
    the past is filled in is not said."""

    archive: Archive
    index: Index | None = None
    replay: str | None = None
    backfills: Backfills | None = None

    def policy(self) -> str:
        """The Content-Security-Policy of every page: our style sheet, and frames of the replay origin."""
        frames = "{0.scheme}://{0.netloc}".format(urlsplit(self.replay)) if self.replay else "'none'"
        return (
            f"default-src 'none'; style-src 'self'; frame-src {frames}; img-src 'self'; form-action 'self'; "
            "frame-ancestors 'self'; base-uri 'none'"
        )


def add_routes(app: FastAPI, reader: Reader) -> None:
    """Put the reader's pages on ``app``, below whatever path it is mounted at."""
    archive = reader.archive
    headers = {
        "Content-Security-Policy": reader.policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }

    def page(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> Response:
        asked = request.query_params.get("lang")
        language = chosen(asked, request.cookies.get("lang"), request.headers.get("accept-language"))
        other: Language = "zh" if language == "en" else "en"
        switch = str(request.url.include_query_params(lang=other).query)
        facts = {"switch": f"?{switch}", "invented": _invented(archive)}
        html = render(template, language, _home(request), {**values, **facts})
        answer = Response(html, status, headers, "text/html; charset=utf-8")
        if asked in {"zh", "en"}:
            answer.set_cookie("lang", language, max_age=31_536_000, httponly=True, samesite="lax")
        return answer

    def shown(request: Request, template: str, found: Callable[[], Mapping[str, Any] | None]) -> Response:
        """A page of what ``found`` gives; 404 for nothing, 503 where the archive cannot be read."""
        try:
            values = found()
        except ArchiveError:
            # The message may name the store's address: it is for the log, not for every reader of the page.
            log.exception("the archive could not be read")
            return page(request, "problem.html", {"title": "unreadable", "text": None}, 503)
        if values is None:
            return page(request, "problem.html", {"title": "not_found", "text": None}, 404)
        return page(request, template, values)

    @app.get("/")
    def first(request: Request) -> Response:
        return shown(request, "coverage.html", lambda: {"page": coverage.overview(archive)})

    @app.get("/province/{code}")
    def one_province(request: Request, code: str) -> Response:
        def found() -> Mapping[str, Any] | None:
            got = coverage.province(archive, code)
            return None if got is None else {"page": got}

        return shown(request, "province.html", found)

    @app.get("/district/{committee}")
    def one_district(request: Request, committee: str) -> Response:
        def found() -> Mapping[str, Any] | None:
            got = district.district_page(archive, committee)
            return None if got is None else {"page": got}

        return shown(request, "district.html", found)

    @app.get("/report/{report_id}")
    def one_report(request: Request, report_id: str, version: str | None = None) -> Response:
        def found() -> Mapping[str, Any] | None:
            got = report.report_page(archive, report_id, version)
            return None if got is None else {"page": got}

        return shown(request, "report.html", found)

    @app.get("/report/{report_id}/compare")
    def two_versions(request: Request, report_id: str, before: str = "", after: str = "") -> Response:
        def found() -> Mapping[str, Any] | None:
            got = compare.compare_page(archive, report_id, before or None, after or None)
            return None if got is None else {"page": got}

        return shown(request, "compare.html", found)

    @app.get("/search")
    def found_texts(request: Request, q: str = "", kind: str = "", year: str = "", page_number: int = 1) -> Response:
        def found() -> Mapping[str, Any] | None:
            if reader.index is None:
                return None
            number = _page_number(page_number)
            got, is_asked = Found(0, ()), bool(asked_phrases(q))
            if is_asked:
                got = reader.index.search(
                    archive, q, kind or None, int(year) if year.isdecimal() else None, page=number, size=_PAGE_SIZE
                )
            return {
                "q": q,
                "is_asked": is_asked,
                "kind": kind,
                "year": year,
                "number": number,
                "pages": -(-got.total // _PAGE_SIZE),
                "found": got,
                "kinds": [row["doc_type"] for row in archive.rows(_DOC_TYPES)],
                "years": [row["year"] for row in archive.rows(_YEARS)],
            }

        return shown(request, "search.html", found)

    @app.get("/nights")
    def all_nights(request: Request, page_number: int = 1) -> Response:
        number = _page_number(page_number)
        return shown(request, "nights.html", lambda: {"page": nights.nights(archive, number), "number": number})

    @app.get("/nights.json")
    def nights_for_programs(page_number: int = 1) -> Response:
        try:
            got = nights.nights(archive, _page_number(page_number)).to_json()
        except ArchiveError:
            log.exception("the crawl outcomes could not be read")
            return JSONResponse({"error": "the archive's tables could not be read"}, 503, headers)
        return JSONResponse(got, headers=headers)

    @app.get("/night/{run_id}")
    def one_night(request: Request, run_id: str) -> Response:
        def found() -> Mapping[str, Any] | None:
            rows = nights.run_page(archive, run_id)
            return {"run_id": run_id, "outcomes": rows} if rows else None

        return shown(request, "night.html", found)

    @app.get("/site/{site_id}")
    def one_site(request: Request, site_id: str) -> Response:
        def found() -> Mapping[str, Any] | None:
            got = nights.site_page(archive, site_id, reader.backfills)
            return None if got is None else {"page": got}

        return shown(request, "site.html", found)

    @app.get("/capture/{capture_id}")
    def one_capture(request: Request, capture_id: str) -> Response:
        def found() -> Mapping[str, Any] | None:
            row = archive.row(_CAPTURE, {"capture": capture_id})
            replay = reader.replay.replace("{capture}", capture_id) if reader.replay else None
            return None if row is None else {"row": row, "replay": replay}

        return shown(request, "capture.html", found)

    @app.exception_handler(HTTPException)
    def no_page(request: Request, error: HTTPException) -> Response:
        if request.url.path.endswith(".json"):
            return JSONResponse({"error": error.detail}, error.status_code, {**headers, **(error.headers or {})})
        answer = page(request, "problem.html", {"title": "not_found", "text": None}, error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def no_number(request: Request, error: RequestValidationError) -> Response:
        return no_page(request, HTTPException(404))

    @app.get("/style.css")
    def style() -> Response:
        return Response(STYLE, headers={**headers, "Cache-Control": "max-age=3600"}, media_type="text/css")


def _invented(archive: Archive) -> int:
    """How many committees are made up, which every page says; a page about tables that cannot be read is shown, too."""
    try:
        return len(archive.invented())
    except ArchiveError:
        return 0


def _home(request: Request) -> str:
    """The way from this page back to the reader's first, whatever path the reader is mounted at."""
    own = request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")
    return "../" * own.count("/") or "./"


def _page_number(asked: int) -> int:
    return max(1, min(asked, 10_000))
