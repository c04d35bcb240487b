"""Reading captures back: the payload with its headers, checked against the digest it was stored under."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cppcc_archive.captures.model import Capture, Known
from cppcc_archive.captures.records import StoredResponse, digest_of, stored_response
from cppcc_archive.errors import StoreError
from cppcc_archive.markup.page import Page
from cppcc_archive.store.base import Store

log = logging.getLogger(__name__)

_HOPS = 10
_GAP, _SPAN = 256 << 10, 8 << 20
"""Bytes between two records that are read along with them, and of all that is read at once."""


def payload(store: Store, capture: Capture) -> bytes:
    """The payload a capture stands for, content coding undone; see :func:`stored`."""
    return stored(store, capture).body


def stored(store: Store, capture: Capture) -> StoredResponse:
    """The answer a capture stands for: its own headers, and for a revisit the body (and missing headers) of the
    capture whose payload it repeats.

    Raises StoreError when the object is missing or cut, a revisit leads nowhere, or the digest does not fit.
    """
    return _answer(store, capture, store.get(capture.warc_key, capture.warc_offset, capture.warc_length))


def stored_together(store: Store, captures: Sequence[Capture]) -> dict[str, StoredResponse | StoreError]:
    """:func:`stored` of captures in one WARC object, by capture id, with one request where they lie close together."""
    found: dict[str, StoredResponse | StoreError] = {}
    for group in _neighbours(captures):
        first, last = group[0], group[-1]
        data = None
        if len(group) > 1:
            with contextlib.suppress(StoreError):  # then each is asked for by itself, and says what is wrong
                length = last.warc_offset + last.warc_length - first.warc_offset
                data = store.get(first.warc_key, first.warc_offset, length)
        for capture in group:
            start = capture.warc_offset - first.warc_offset
            try:
                found[capture.capture_id] = (
                    stored(store, capture)
                    if data is None
                    else _answer(store, capture, data[start : start + capture.warc_length])
                )
            except StoreError as error:
                found[capture.capture_id] = error
    return found


def _neighbours(captures: Sequence[Capture]) -> Iterator[list[Capture]]:
    """Captures of one object, in groups whose records lie close together."""
    group: list[Capture] = []
    for capture in sorted(captures, key=lambda one: one.warc_offset):
        if group:
            end = group[-1].warc_offset + group[-1].warc_length
            far = capture.warc_offset - end > _GAP or capture.warc_offset - group[0].warc_offset > _SPAN
            if far or capture.warc_key != group[0].warc_key:
                yield group
                group = []
        group.append(capture)
    if group:
        yield group


def _answer(store: Store, capture: Capture, data: bytes) -> StoredResponse:
    found = stored_response(data, f"{capture.warc_key}, byte {capture.warc_offset}")
    answer, hops = found, 0
    while answer.origin is not None and hops < _HOPS:
        origin, hops = answer.origin, hops + 1
        answer = _at(store, origin.warc_key, origin.warc_offset, origin.warc_length)
    if answer.origin is not None or (capture.revisit_of is not None and not hops):
        raise StoreError(f"capture {capture.capture_id} of {capture.url} is a revisit that leads to no payload")
    if capture.payload_digest and digest_of(answer.body) != capture.payload_digest:
        raise StoreError(
            f"capture {capture.capture_id} of {capture.url}: the payload in {capture.warc_key} no longer has the "
            f"digest {capture.payload_digest}; restore the object from a copy"
        )
    if not hops:
        return found
    own = {name.lower() for name, _ in found.headers}
    inherited = tuple(item for item in answer.headers if item[0].lower() not in own)
    return replace(found, status=answer.status, headers=found.headers + inherited, body=answer.body)


def recalled(store: Store, known: Known) -> Page | None:
    """The page as it was last kept; None where nothing says where it lies, or it cannot be had."""
    origin, hops = known.origin, 0
    try:
        while origin is not None and hops < _HOPS:
            answer = _at(store, origin.warc_key, origin.warc_offset, origin.warc_length)
            if answer.origin is None:
                return Page(answer.url, answer.body, answer.charset)
            origin, hops = answer.origin, hops + 1
    except StoreError as error:
        log.warning("%s cannot be compared with what was kept of it: %s", known.url, error)
    return None


def _at(store: Store, key: str, offset: int, length: int) -> StoredResponse:
    return stored_response(store.get(key, offset, length), f"{key}, byte {offset}")
