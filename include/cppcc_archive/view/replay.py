"""Archived pages as they were, from an origin of their own: nothing in them runs or reaches the reader, and nothing
loads but the archive's own captures of their pictures and styles.

The reader shows these in a frame without any right. Should one be opened by itself, the policy holds all the same:
no script, no network but this origin's parts, a sandbox whose origin is nobody's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import FastAPI
from fastapi.responses import Response

from cppcc_archive.captures.read import stored
from cppcc_archive.captures.records import StoredResponse
from cppcc_archive.errors import ArchiveError
from cppcc_archive.markup.page import Page
from cppcc_archive.store.base import Store
from cppcc_archive.tables.rows import capture_of
from cppcc_archive.view.archive import Archive, Row
from cppcc_archive.view.dressing import dressed, type_of

log = logging.getLogger(__name__)

_CAPTURE = "SELECT * FROM captures WHERE capture_id = $capture"
_MARKUP = {"text/html", "application/xhtml+xml"}
_SHOWN = {*_MARKUP, "text/plain", "image/png", "image/jpeg", "image/gif"}
_MOST_BYTES = 64 << 20


def add_replay(app: FastAPI, archive: Archive, store: Store, reader: str, own: str) -> None:
    """Put ``/capture/ID`` (shown), ``/part/ID`` (its pictures and styles) and ``/bytes/ID`` (downloaded) on ``app``.

    Only ``reader`` may frame them; ``own`` is the origin of ``app``, where alone parts come from.
    """
    parts = f"{own}/part/"
    policy = (
        f"sandbox; default-src 'none'; style-src 'unsafe-inline' {parts}; img-src data: {parts}; "
        f"frame-ancestors {reader}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    def answered(capture_id: str, answer_of: Callable[[Row, StoredResponse], Response]) -> Response:
        try:
            row = archive.row(_CAPTURE, {"capture": capture_id})
            if row is None or row["payload_digest"] is None or row["payload_bytes"] > _MOST_BYTES:
                return Response("no such page here", 404, headers, "text/plain")
            return answer_of(row, stored(store, capture_of(row)))
        except ArchiveError:
            log.exception("capture %s could not be read", capture_id)
            return Response("the archive could not be read", 503, headers, "text/plain")

    def shown(row: Row, found: StoredResponse) -> Response:
        kind = _kind(row)
        media = kind.partition(";")[0].strip().lower()
        if media not in _SHOWN:
            return download(row, found)
        page = Page(found.url, found.body, found.charset)
        with_parts = dressed(archive, row, page, parts) if media in _MARKUP else None
        if with_parts is not None:
            return Response(with_parts, 200, headers | {"Content-Type": "text/html; charset=utf-8"})
        return Response(found.body, 200, headers | {"Content-Type": kind})

    def part(row: Row, found: StoredResponse) -> Response:
        kind = type_of(found)
        if kind is None:
            return Response("no picture and no style", 404, headers, "text/plain")
        return Response(found.body, 200, headers | {"Content-Type": kind})

    def download(row: Row, found: StoredResponse) -> Response:
        name = {
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f'attachment; filename="{row["capture_id"]}"',
        }
        return Response(found.body, 200, headers | name)

    @app.get("/capture/{capture_id}")
    def page(capture_id: str) -> Response:
        return answered(capture_id, shown)

    @app.get("/part/{capture_id}")
    def of_page(capture_id: str) -> Response:
        return answered(capture_id, part)

    @app.get("/bytes/{capture_id}")
    def payload(capture_id: str) -> Response:
        return answered(capture_id, download)


def _kind(row: Row) -> str:
    """The content type a page came with, on one line of plain ASCII."""
    said = row["content_type"] or "text/html"
    return said if said.isascii() and said.isprintable() else "application/octet-stream"
