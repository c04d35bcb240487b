"""Names that a page's style sheets keep from readers: characters strewn into running text against copying.

Only rules about one class, one id or one tag are read, and none inside ``@media``: what hangs together in other ways is
shown and hidden by scripts, and is better read once too often. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cppcc_archive.extract.elements import BLOCK_TAGS, Style, is_unseen

_BRACE = re.compile(r"[{}]")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_SIGN = re.compile(r"none|hidden|collapse|:\s*0|transparent|:\s*-\d|rgba", re.IGNORECASE)
_MOST = 200_000
"""Characters of style sheets that are read."""

ALWAYS = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
"""Classes that mean this in the frameworks everybody uses, whose style sheets lie elsewhere."""


Named = tuple[int, str | None, str | None]
"""An element with an id or a class: its index and their values."""


class Unseen(NamedTuple):
    """What is kept from readers, by class, by id, by tag."""

    classes: frozenset[str] = ALWAYS
    ids: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


def unseen_names(sheets: Iterable[str]) -> Unseen:
    """The names that these style sheets hide."""
    classes, ids, tags = set(ALWAYS), set[str](), set[str]()
    for sheet in sheets:
        for selectors, declarations in _rules(sheet[:_MOST]):
            for selector in selectors.split(",") if _SIGN.search(declarations) and is_unseen(declarations) else ():
                simple = _SIMPLE.fullmatch(selector.strip())
                if simple is None:
                    continue
                tag, kind, name = simple.groups()
                if kind:
                    (classes if kind == "." else ids).add(name)
                elif tag:
                    tags.add(tag.lower())
    return Unseen(frozenset(classes), frozenset(ids), frozenset(tags))


def shows_nothing(
    index: int,
    tags: list[str],
    ends: list[int],
    all_attributes: list[dict[str, str | None]],
    styles: dict[int, Style],
) -> bool:
    """Whether what is drawn without size or colour shows nothing: a phrase, or a block that only has no size. What has
    a style or class of its own inside is seen by that."""
    if tags[index] in BLOCK_TAGS and not styles[index].sizeless:
        return False
    return not any("style" in its or "class" in its for its in all_attributes[index + 1 : ends[index]])


def phrases_unseen(
    unseen: Unseen, tags: list[str], named: Iterable[Named], all_attributes: list[dict[str, str | None]]
) -> list[int]:
    """Phrases that style sheets keep from readers, unless their own style shows them."""
    found = [
        index
        for index, identity, classes in named
        if identity in unseen.ids or (classes and not unseen.classes.isdisjoint(classes.split()))
    ]
    if unseen.tags:
        found += [index for index, tag in enumerate(tags) if tag in unseen.tags]
    shown = ("display", "visibility", "font-size")
    return [
        index
        for index in found
        if tags[index] not in BLOCK_TAGS
        and not any(word in (all_attributes[index].get("style") or "") for word in shown)
    ]


def _rules(sheet: str) -> Iterable[tuple[str, str]]:
    """Selectors and declarations of the rules that always hold."""
    sheet = _COMMENT.sub("", sheet)
    depth, at = 0, 0
    before = ""
    for brace in _BRACE.finditer(sheet):
        text, at = sheet[at : brace.start()], brace.end()
        if brace[0] == "{":
            depth += 1
            before = text.rpartition(";")[2].lstrip() if depth == 1 else "@"
        else:
            if depth == 1 and not before.startswith("@"):
                yield before, text
            depth, before = max(depth - 1, 0), "@"
