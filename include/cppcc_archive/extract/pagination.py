"""Further pages of the same article: the CMS's pager script, or links to numbered twins of its own address."""

from __future__ import annotations

import re

from cppcc_archive.extract.links import path_of
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
    path = path_of(url)
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
    """Links to ``123_2.html`` on ``123.html``, and to ``123_3.html`` on ``123_2.html`` when that links its first."""
    targets = [target for index in nodes.tagged["a"] if (target := nodes.attribute(index, "href"))]
    later = re.fullmatch(r"(.+)[_-](\d{1,3})", stem)
    name, page = stem, 0
    if later and any(target.endswith(f"{later[1]}.{extension}") for target in targets):
        name, page = later[1], int(later[2])
    twin = re.compile(rf"(?:^|/){re.escape(name)}[_-](\d{{1,3}})\.{re.escape(extension)}$")
    folder = path.rsplit("/", 1)[0]
    numbered: dict[int, str] = {}
    for target in targets:
        match = twin.search(target) if name in target else None
        if match is None or int(match[1]) <= page:
            continue
        address = absolute(base, target)
        if address and path_of(address).rsplit("/", 1)[0] == folder:
            numbered[int(match[1])] = address
    return tuple(numbered[number] for number in sorted(numbered))
