"""Where in its files a report's text stands: offsets in the text to file and page. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cppcc_archive.extract.document import Document, Place


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a document's printed blocks by where they begin in its text."""

    starts: tuple[int, ...]
    places: tuple[Place | None, ...]

    def at(self, offset: int) -> Place | None:
        """The place of the character at ``offset``; None where it stands on the page itself."""
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] if index >= 0 else None

    def columns(self, offsets: Sequence[int]) -> dict[str, list[Any]]:
        """The columns ``file``, ``page``, ``text_origin`` and ``confidence`` of what begins at the ``offsets``."""
        found = [self.at(offset) for offset in offsets] if any(self.places) else []
        if not found:  # all of it stands on the page itself
            nothing = [None] * len(offsets)
            return {"file": nothing, "page": nothing, "text_origin": ["page"] * len(offsets), "confidence": nothing}
        return {
            "file": [place and place.file for place in found],
            "page": [place and place.page for place in found],
            "text_origin": ["page" if place is None else "ocr" if place.is_ocr else "file" for place in found],
            "confidence": [place and place.confidence for place in found],
        }


def places_of(document: Document) -> Places:
    """The places of ``document``'s text."""
    printed = document.printed
    starts = accumulate((len(block.text) + 1 for block in printed[:-1]), initial=0) if printed else ()
    return Places(tuple(starts), tuple(block.place for block in printed))


def attachment_columns(document: Document, url: str) -> dict[str, Any]:
    """What reading a file of the article came to: ``pages``, ``text_origin``, ``needs_ocr``, ``problem``."""
    facts = next((item for item in document.files if item.url == url), None)
    if facts is None:
        return {"pages": None, "text_origin": None, "needs_ocr": None, "problem": None}
    printed = [block.place for block in document.printed if block.place and block.place.file.partition("#")[0] == url]
    origin = ("ocr" if any(place.is_ocr for place in printed) else "file") if printed else None
    return {"pages": facts.pages, "text_origin": origin, "needs_ocr": facts.needs_ocr, "problem": facts.problem}
