"""Names that a page's style sheets keep from readers: characters strewn into running text against copying.

Only rules about one class, one id or one tag are read, and none inside ``@media``: what hangs together in other ways is
shown and hidden by scripts, and is better read once too often. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from cppcc_archive.extract.elements import BLOCK_TAGS, TEXT, Style, is_hidden, is_unseen

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_MOST = 200_000
"""Characters of style sheets that are read."""
_SHOWING = re.compile(r"(?<![-\w])(?:display|visibility|font-size|opacity|color)\s*:")
"""What a later rule about the same name says anew, where it hides nothing."""
_FOR_READERS = re.compile(r"\s*(?:(?:all|screen)\s*(?:,|$)|$)", re.IGNORECASE)

ALWAYS = frozenset({"sr-only", "visually-hidden", "screen-reader-text"})
"""Classes that mean this in the frameworks everybody uses, whose style sheets lie elsewhere."""


Named = tuple[int, str | None, str | None]
"""An element with an id or a class: its index and their values."""


class Unseen(NamedTuple):
    """What is kept from readers, by class, by id, by tag; ``faint``: those of them that are only drawn small or without
    colour, so that what is inside may have its own."""

    classes: frozenset[str] = ALWAYS
    ids: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    faint: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()


def unseen_names(sheets: Iterable[str]) -> Unseen:
    """The names that these style sheets hide; of rules about one name the last holds."""
    last: dict[str, bool | None] = {}
    for sheet in sheets:
        last |= _said_of(sheet[:_MOST])
    hidden = {name for name, how in last.items() if how is not None}
    return Unseen(
        ALWAYS | {name[1:] for name in hidden if name[0] == "."},
        frozenset(name[1:] for name in hidden if name[0] == "#"),
        frozenset(name for name in hidden if name[0] not in ".#"),
        frozenset(name for name in hidden if last[name] is False),
        frozenset(name for name, how in last.items() if how is None),
    )


@lru_cache(64)
def _said_of(sheet: str) -> dict[str, bool | None]:
    """By name (``.class``, ``#id``, ``tag``) whether a style sheet hides it (False: draws it faint only; None: shows
    it); the pages of a site often share one."""
    said: dict[str, bool | None] = {}
    for selectors, declarations in _rules(sheet):
        how = is_hidden(declarations) if is_unseen(declarations) else None
        if how is None and not _SHOWING.search(declarations):
            continue
        for selector in selectors.split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if simple is None or not simple[0]:
                continue
            tag, kind, name = (part or "" for part in simple.groups())
            if kind and tag.lower() in BLOCK_TAGS:
                continue  # says nothing of phrases
            said[kind + name if kind else tag.lower()] = how
    return said


def is_for_readers(style: LexborNode | None) -> bool:
    """Whether a ``style`` element holds on a screen of any size: not in print only, nor without scripts."""
    if style is None or (style.parent is not None and style.parent.tag == "noscript"):
        return False
    return _FOR_READERS.match(style.attributes.get("media") or "") is not None


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
    unseen: Unseen,
    tags: list[str],
    ends: list[int],
    named: Iterable[Named],
    all_attributes: list[dict[str, str | None]],
) -> list[int]:
    """Phrases that style sheets keep from readers, unless their own style shows them."""
    found: dict[int, set[str]] = {}
    shown: set[int] = set()
    for index, identity, classes in named:
        if tags[index] in BLOCK_TAGS:
            continue
        names = classes.split() if classes else []
        if not unseen.classes.isdisjoint(names) or identity in unseen.ids:
            found[index] = {f".{one}" for one in names if one in unseen.classes}
            found[index] |= {f"#{identity}"} if identity in unseen.ids else set()
        elif unseen.shown and (f"#{identity}" in unseen.shown or any(f".{one}" in unseen.shown for one in names)):
            shown.add(index)
    if unseen.tags:
        for index, tag in enumerate(tags):
            if tag in unseen.tags and tag not in BLOCK_TAGS and index not in shown:
                found.setdefault(index, {tag})
    own = ("display", "visibility", "font-size")
    return [
        index
        for index, names in found.items()
        if not any(word in (all_attributes[index].get("style") or "") for word in own)
        and not (names <= unseen.faint and any(tag != TEXT for tag in tags[index + 1 : ends[index]]))
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
