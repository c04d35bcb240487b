"""What an article's page shows beside its text: pictures and styles, as its markup names them. Pure."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute

MOST_REQUISITES = 48
"""Of one page: galleries have hundreds of pictures."""

_LONGEST = 2000
"""Characters of an address; pictures written into the page itself are longer."""


def requisites_of(page: Page, most: int = MOST_REQUISITES) -> tuple[str, ...]:
    """The addresses of the styles and pictures a page names, each once, styles first, no more than ``most``.

    What a style or a script fetches in turn is not among them.
    """
    base = _base(page)
    styles = [_attribute(link, "href") for link in page.tree.css("link[href]") if _is_style(link)]
    pictures = [_attribute(image, "src") for image in page.tree.css("img[src], input[type=image][src]")]
    found = (absolute(base, href) for href in (*styles, *pictures) if 0 < len(href) <= _LONGEST)
    return tuple(dict.fromkeys(url for url in found if url is not None))[:most]


def _base(page: Page) -> str:
    told = page.tree.css_first("base[href]")
    return (absolute(page.url, _attribute(told, "href")) if told is not None else None) or page.url


def _is_style(link: LexborNode) -> bool:
    words = _attribute(link, "rel").lower().split()
    return "stylesheet" in words and "alternate" not in words


def _attribute(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "").strip()
