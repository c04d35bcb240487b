"""Names that a page's style sheets keep from readers: characters strewn into running text against copying.

Only rules about one class, one id or one tag are read, and none inside ``@media``: what hangs together in other ways is
shown and hidden by scripts, and is better read once too often. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cppcc_archive.extract.elements import BLOCK_TAGS, Style, is_unseen

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
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
        for tag, kind, name in _hidden_by(sheet[:_MOST]):
            if kind:
                (classes if kind == "." else ids).add(name)
            else:
                tags.add(tag.lower())
    return Unseen(frozenset(classes), frozenset(ids), frozenset(tags))


@lru_cache(64)
def _hidden_by(sheet: str) -> list[tuple[str, str, str]]:
    """Tag, ``.`` or ``#``, and name of what a style sheet hides; the pages of a site often share one."""
    return [
        (simple[1] or "", simple[2] or "", simple[3] or "")
        for selectors, declarations in _rules(sheet)
        for selector in selectors.split(",")
        if (simple := _SIMPLE.fullmatch(selector.strip())) and simple[0] and is_unseen(declarations)
    ]


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
    depth = 0
    for piece in _COMMENT.sub("", sheet).split("}"):
        opened = piece.count("{")
        if depth == 0 and opened == 1:
            before, _, declarations = piece.partition("{")
            before = before.rpartition(";")[2].lstrip()
            if not before.startswith("@"):
                yield before, declarations
        depth = max(depth + opened - 1, 0)
