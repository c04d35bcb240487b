"""Title, date, source and place of an article: government metas where plausible, else what the page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.text import one_line
from cppcc_archive.markup.dates import first_datetime

_SITE_TAIL = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]*(?:网|政府|政协|门户|网站|委员会|局|平台)[^-_|—–]*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its body."""

    title: str | None
    published_at: datetime | None
    source: str | None
    author: str | None
    column: str | None


def read_metadata(nodes: Nodes, body_start: int | None) -> Metadata:
    """Metadata of the page; ``body_start`` is the first node of the body, when one was found."""
    metas: dict[str, str] = {}
    heading = title = ""
    for index, tag in enumerate(nodes.tags):
        if tag == "meta":
            name = nodes.attribute(index, "name").lower()
            if name:
                metas.setdefault(name, nodes.attribute(index, "content").strip())
        elif tag == "title" and not title:
            title = one_line(nodes.text(index))
        elif tag in ("h1", "h2", "h3", "ucaptitle") and (body_start is None or index < body_start):
            heading = one_line(nodes.text(index)) or heading
    shown = nodes.text(0, body_start) if body_start else nodes.text(0) if nodes.tags else ""
    found = first_datetime(metas.get("pubdate", "")) or first_datetime(shown)
    return Metadata(
        title=metas.get("articletitle") or heading or _SITE_TAIL.sub("", title) or None,
        published_at=found[0] if found else None,
        source=metas.get("contentsource") or None,
        author=metas.get("author") or None,
        column=metas.get("columnname") or None,
    )
