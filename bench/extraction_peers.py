"""Other people's extractors behind one signature: (bytes, decoded text, url, container) -> :class:`Found`.

Each is used as its own documentation shows, with the settings its authors recommend for recall. An extractor that is
not installed is left out and named below the table.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

warnings.filterwarnings("ignore")


@dataclass(frozen=True, slots=True)
class Found:
    """What one extractor made of one page."""

    text: str
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page as every extractor gets it: raw bytes, decoded as a browser would, its address and the known
    container (for the parsers that extract nothing by themselves)."""

    body: bytes
    text: str
    url: str
    container: str | None


Extractor = Callable[[Page], Found]


def ours(page: Page) -> Found:
    """This project, from bytes."""
    from cppcc_archive.extract import extract

    document = extract(page.body, page.url)
    date = document.published_at.date().isoformat() if document.published_at else None
    return Found(document.text, document.title, date)


def _trafilatura() -> Extractor:
    module = importlib.import_module("trafilatura")

    def run(page: Page) -> Found:
        found = module.bare_extraction(
            page.text, url=page.url, favor_recall=True, include_tables=True, with_metadata=True
        )
        if found is None:
            return Found("")
        return Found(found.text or "", found.title, found.date)

    return run


def _readability() -> Extractor:
    module = importlib.import_module("readability")
    html = importlib.import_module("lxml.html")

    def run(page: Page) -> Found:
        document = module.Document(page.text, url=page.url)
        return Found(_block_text(html.fromstring(document.summary())), document.short_title())

    return run


def _resiliparse() -> Extractor:
    module = importlib.import_module("resiliparse.extract.html2text")

    def run(page: Page) -> Found:
        return Found(module.extract_plain_text(page.text, main_content=True, alt_texts=False, list_bullets=False))

    return run


def _magic_html() -> Extractor:
    extractor = importlib.import_module("magic_html").GeneralExtractor()
    html = importlib.import_module("lxml.html")

    def run(page: Page) -> Found:
        found = extractor.extract(page.text, base_url=page.url)
        inner = found.get("html") or ""
        return Found(_block_text(html.fromstring(inner)) if inner.strip() else "", found.get("title"))

    return run


def _newspaper() -> Extractor:
    module = importlib.import_module("newspaper")
    settings = module.Config()
    settings.language = "zh"
    settings.fetch_images = False  # a measurement goes nowhere near the network
    settings.follow_meta_refresh = False

    def run(page: Page) -> Found:
        article = module.Article(page.url, config=settings)
        article.download(input_html=page.text)
        article.parse()
        date = article.publish_date
        return Found(article.text, article.title, date.date().isoformat() if date else None)

    return run


def _gne() -> Extractor:
    extractor = importlib.import_module("gne").GeneralNewsExtractor()

    def run(page: Page) -> Found:
        found: dict[str, Any] = extractor.extract(page.text, host=page.url)
        date = re.match(r"\d{4}-\d{2}-\d{2}", found.get("publish_time") or "")
        return Found(found.get("content") or "", found.get("title"), date[0] if date else None)

    return run


def _justext() -> Extractor:
    module = importlib.import_module("justext")

    def run(page: Page) -> Found:
        # no Chinese stop list is shipped; its authors' advice for such languages is an empty one
        paragraphs = module.justext(
            page.text, frozenset(), length_low=0, length_high=60, stopwords_low=0, stopwords_high=0
        )
        return Found("\n".join(one.text for one in paragraphs if not one.is_boilerplate))

    return run


def _beautifulsoup() -> Extractor:
    soup = importlib.import_module("bs4").BeautifulSoup

    def run(page: Page) -> Found:
        tree = soup(page.text, "lxml")
        element = (tree.select_one(page.container) if page.container else None) or tree.body or tree
        return Found(element.get_text("\n", strip=True), tree.title.get_text(strip=True) if tree.title else None)

    return run


def _block_text(element: Any) -> str:
    """The text of cleaned-up HTML, lines broken at block elements: readability and magic-html return HTML, and their
    users must do this step themselves. Inline elements are glued, so that no loss is ours."""
    parts: list[str] = []
    for event, node in importlib.import_module("lxml.etree").iterwalk(element, events=("start", "end", "comment")):
        if event == "comment":
            parts.append(node.tail or "")
            continue
        breaks = node.tag in _BLOCKS
        if event == "start":
            parts.append(("\n" if breaks else "") + (node.text or "").replace("\n", ""))
        else:
            parts.append(("\n" if breaks else "") + (node.tail or "").replace("\n", ""))
    return "\n".join(line.strip() for line in "".join(parts).split("\n") if line.strip())


_BLOCKS = frozenset(["p", "div", "br", "tr", "td", "th", "li", "section", "article", "h1", "h2", "h3", "h4", "table"])

_PEERS: dict[str, Callable[[], Extractor]] = {
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
    "magic-html": _magic_html,
    "newspaper4k": _newspaper,
    "GNE": _gne,
    "jusText": _justext,
    "BeautifulSoup*": _beautifulsoup,
}


def installed() -> tuple[dict[str, Extractor], list[str]]:
    """Every extractor that can be imported, by name, and the names of those that cannot."""
    found: dict[str, Extractor] = {"cppcc-archive": ours}
    missing = []
    for name, make in _PEERS.items():
        try:
            found[name] = make()
        except ImportError:
            missing.append(name)
    return found, missing
