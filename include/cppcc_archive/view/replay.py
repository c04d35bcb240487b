"""Archived pages as they were, from an origin of their own: nothing in them runs, loads or reaches the reader.

The reader shows these in a frame without any right. Should one be opened by itself, the policy holds all the same:
no script, no network, a sandbox whose origin is nobody's.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response

from cppcc_archive.captures.read import stored
from cppcc_archive.errors import ArchiveError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.rows import capture_of
from cppcc_archive.view.archive import Archive

log = logging.getLogger(__name__)

_CAPTURE = "SELECT * FROM captures WHERE capture_id = $capture"
_SHOWN = {"text/html", "application/xhtml+xml", "text/plain", "image/png", "image/jpeg", "image/gif"}
_MOST_BYTES = 64 << 20


def add_replay(app: FastAPI, archive: Archive, store: Store, reader: str) -> None:
    """Put ``/capture/ID`` (shown) and ``/bytes/ID`` (downloaded) on ``app``; only ``reader`` may frame them."""
    policy = f"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors {reader}"
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    def answered(capture_id: str, shown: bool) -> Response:
        try:
            row = archive.row(_CAPTURE, {"capture": capture_id})
            if row is None or row["payload_digest"] is None or row["payload_bytes"] > _MOST_BYTES:
                return Response("no such page here", 404, headers, "text/plain")
            body = stored(store, capture_of(row)).body
        except ArchiveError:
            log.exception("capture %s could not be read", capture_id)
            return Response("the archive could not be read", 503, headers, "text/plain")
        kind = _kind(row)
        if shown and kind.partition(";")[0].strip().lower() in _SHOWN:
            return Response(body, 200, headers | {"Content-Type": kind})
        name = {
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f'attachment; filename="{capture_id}"',
        }
        return Response(body, 200, headers | name)

    @app.get("/capture/{capture_id}")
    def page(capture_id: str) -> Response:
        return answered(capture_id, shown=True)

    @app.get("/bytes/{capture_id}")
    def payload(capture_id: str) -> Response:
        return answered(capture_id, shown=False)


def _kind(row: Mapping[str, Any]) -> str:
    """The content type a page came with, on one line of plain ASCII."""
    said = row["content_type"] or "text/html"
    return said if said.isascii() and said.isprintable() else "application/octet-stream"
