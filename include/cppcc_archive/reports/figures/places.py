"""Stable names for the figures of a report: the same as long as a figure stands in the same words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

_NUMBER = re.compile(r"[0-9][0-9.,，]*|[〇零一二两三四五六七八九十百千万亿]+")


class Places:
    """Names figures as they are read, in order of position."""

    def __init__(self, report_id: str) -> None:
        self._report = report_id
        self._seen: Counter[str] = Counter()
        self._sentence = ("", "")

    def name(self, sentence: str, index: int, code: str) -> str:
        """The ``indicator_id`` of figure ``index`` of ``sentence``: 16 hex digits of the report, the code and the
        sentence with its numbers blanked; the second sentence in the same words counts as another place."""
        if self._sentence[0] != sentence:
            self._sentence = (sentence, _NUMBER.sub("#", sentence))
        place = f"{self._report}\n{self._sentence[1]}\n{index}\n{code}"
        self._seen[place] += 1
        return hashlib.sha256(f"{place}\n{self._seen[place]}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
