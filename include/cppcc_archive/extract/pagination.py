"""Further pages of the same article: the CMS's pager script, or links to numbered twins of its own address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.markup.urls import absolute

_PAGER_CALL = re.compile(
    r"""^[^\n/]*createPageHTML\s*\(\s*(?:['"][^'"]*['"]\s*,\s*)?(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*['"]([^'"]+)['"]\s*,\s*['"](\w+)['"]""",
    re.MULTILINE,
)
_MOST_PAGES = 200


def next_pages(nodes: Nodes, url: str, base: str) -> tuple[str, ...]:
    """Absolute addresses of the article's pages after this one, in order.

    A pager counts only where it names this very file: the same script pages listings.
    """
    path = urlsplit(url).path
    stem, dot, extension = path.rsplit("/", 1)[-1].rpartition(".")
    if not stem or not dot:
        return ()
    return _scripted(nodes, url, stem) or _linked(nodes, base, path, stem, extension)


def _scripted(nodes: Nodes, url: str, stem: str) -> tuple[str, ...]:
    for script in nodes.scripts.values():
        if "createPageHTML" not in script:
            continue
        for match in _PAGER_CALL.finditer(script):
            count, current, name, extension = int(match[1]), int(match[2]), match[3], match[4]
            if name in ("index", "list", "default") or not (
                stem == name or re.fullmatch(re.escape(name) + r"_\d+", stem)
            ):
                continue
            first_is_one = "," in match[0] and re.match(r"""[^(]*\(\s*['"]""", match[0]) is not None
            after = range(current + 1, min(count, _MOST_PAGES) + (1 if first_is_one else 0))
            pages = (absolute(url, f"{name}_{number}.{extension}") for number in after)
            return tuple(page for page in pages if page)
    return ()


def _linked(nodes: Nodes, base: str, path: str, stem: str, extension: str) -> tuple[str, ...]:
    own = re.fullmatch(r"(.+?)([_-])(\d{1,3})", stem)
    numbered: dict[int, str] = {}
    folder = path.rsplit("/", 1)[0]
    pattern = re.compile(rf"{re.escape(folder)}/{re.escape(stem)}[_-](\d{{1,3}})\.{re.escape(extension)}")
    twins = (
        re.compile(rf"{re.escape(folder)}/{re.escape(own[1])}{own[2]}(\d{{1,3}})\.{re.escape(extension)}")
        if own
        else None
    )
    for index, tag in enumerate(nodes.tags):
        if tag != "a":
            continue
        target = nodes.attribute(index, "href")
        if not target or (stem not in target and (own is None or own[1] not in target)):
            continue
        page = absolute(base, target)
        if page is None:
            continue
        where = urlsplit(page).path
        match = pattern.fullmatch(where)
        if match or (
            twins
            and own
            and (match := twins.fullmatch(where))
            and int(match[1]) > int(own[3])
            and _has_first(nodes, own[1], extension)
        ):
            numbered[int(match[1])] = page
    return tuple(numbered[number] for number in sorted(numbered))


def _has_first(nodes: Nodes, stem: str, extension: str) -> bool:
    """Whether the page links its own first page, so that ``123_2`` is page 2 of ``123`` and no article of its own."""
    return any(
        tag == "a" and nodes.attribute(index, "href").endswith(f"{stem}.{extension}")
        for index, tag in enumerate(nodes.tags)
    )
