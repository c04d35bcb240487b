"""What an article's page shows beside its text: pictures and styles, as its markup names them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

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
    return tuple(dict.fromkeys(url for _, _, url in naming(page)))[:most]


def naming(page: Page) -> Iterator[tuple[LexborNode, str, str]]:
    """The elements that name them, styles first: the element, which attribute of it does, and the address."""
    base = _base(page)
    styles = ((link, "href") for link in page.tree.css("link[href]") if _is_style(link))
    pictures = ((image, "src") for image in page.tree.css("img[src], input[type=image][src]"))
    for node, name in chain(styles, pictures):
        said = _attribute(node, name)
        url = absolute(base, said) if 0 < len(said) <= _LONGEST else None
        if url is not None:
            yield node, name, url


def _base(page: Page) -> str:
    told = page.tree.css_first("base[href]")
    return (absolute(page.url, _attribute(told, "href")) if told is not None else None) or page.url


def _is_style(link: LexborNode) -> bool:
    words = _attribute(link, "rel").lower().split()
    return "stylesheet" in words and "alternate" not in words


def _attribute(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "").strip()
