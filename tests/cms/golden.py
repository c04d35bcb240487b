"""Fixture pages of every family and what is read from them, as plain data that a golden file can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cppcc_archive.cms.article_pages import article_pages
from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.registry import detect, family, listing
from cppcc_archive.markup.page import Page

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True, slots=True)
class Fixture:
    """One hand-written page; ``kind`` is home, listing or article; ``request`` what fetched a data answer."""

    family: str
    name: str
    kind: str
    page: Page
    request: PageRequest | None

    def __str__(self) -> str:
        return f"{self.family}-{self.name}"

    def read(self) -> dict[str, Any]:
        """What the family makes of the page."""
        best = detect(self.page)[0]
        found: dict[str, Any] = {"detected": best.family, "score": best.score}
        chosen = family(self.family)
        if self.kind == "home":
            found["columns"] = [[c.name, c.url, c.score] for c in chosen.columns(self.page)]
        elif self.kind == "listing":
            found |= _listing(listing(self.page, self.request, chosen))
            found["ids"] = [chosen.article_id(link["url"]) for link in found["links"]]
        else:
            found["article"] = chosen.is_article_url(self.page.url)
            found["id"] = chosen.article_id(self.page.url)
            found["pages"] = list(article_pages(self.page))
        return found


def fixtures() -> list[Fixture]:
    """All fixtures, by family and name."""
    found = []
    for index in sorted(FIXTURES.glob("*/pages.json")):
        for name, entry in json.loads(index.read_text()).items():
            page = Page(entry["url"], (index.parent / name).read_bytes(), entry.get("charset"))
            request = PageRequest(**entry["request"]) if "request" in entry else None
            found.append(Fixture(index.parent.name, name, entry["kind"], page, request))
    return found


def _listing(found: Listing) -> dict[str, Any]:
    return {
        "links": [
            {"url": link.url, "title": link.title, "date": link.listed_date and link.listed_date.isoformat()}
            for link in found.links
        ],
        "next": [
            {"url": request.url, **({"form": dict(request.form)} if request.form is not None else {})}
            for request in found.next
        ],
        "total": found.total,
        "date_ordered": found.date_ordered,
    }
