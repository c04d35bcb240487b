"""Stable names for the figures of a report: the same as long as a figure stands in the same words."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_NUMBER: Final = re.compile(
    r"[0-9〇零一二两三四五六七八九十百千万亿](?:(?<=[0-9])[0-9.,，]*|[〇零一二两三四五六七八九十百千万亿]*)"
)


class Places:
    """Names figures as they are read, in order of position."""

    def __init__(self, report_id: str) -> None:
        self._report = report_id
        self._seen: dict[tuple[str, int, str], int] = {}
        self._span = (-1, -1)
        self._words = ""
        self._sentence = hashlib.sha256()

    def name(self, text: str, sentence: tuple[int, int], index: int, code: str) -> str:
        """The ``indicator_id`` of figure ``index`` of the sentence at these offsets: 16 hex digits of the report, the
        code and the sentence with its numbers blanked; a second sentence in the same words is another place."""
        if self._span != sentence:
            # Once a sentence, not once a figure: one without an end may hold thousands.
            self._span = sentence
            self._words = _NUMBER.sub("#", text[slice(*sentence)])
            self._sentence = hashlib.sha256(f"{self._report}\n{self._words}\n".encode("utf-8", "surrogatepass"))
        place = self._words, index, code
        seen = self._seen[place] = self._seen.get(place, 0) + 1
        own = self._sentence.copy()
        own.update(f"{index}\n{code}\n{seen}".encode())
        return own.hexdigest()[:16]
