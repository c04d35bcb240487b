"""Where an element stands in its page, in words that are the same on every page of one template.

A path is the steps from ``<html>`` down, ``body/div.main/div#nr/p:2``: tag, id, classes, and which of its like siblings
it is from the second on. Numbers in names are ``*`` (``#post-17`` is ``#post-*``); classes that tell a state and no
place are left out. A *loose* path leaves the siblings' numbers out as well, and inline elements.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import Final, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cppcc_archive.extract.elements import BLOCK_TAGS, COMMENT, TEXT
from cppcc_archive.extract.nodes import Nodes

_T = TypeVar("_T")

_NUMBER = re.compile(r"\d+")
_PARTS = re.compile(r"([^#.:]*)(?:#([^.:]*))?((?:\.[^.:]*)*)")
_STATES = frozenset("on active current cur selected first last odd even hover open hide show clearfix clear".split())  # noqa: SIM905
_MOST_CLASSES, _LONGEST_NAME = 3, 40
_UNTOLD: Final = frozenset({"br", "script", "style", "link", "meta", "input", "img", "o:p", TEXT, COMMENT})
"""What holds no place."""
_NOTHING: Final[dict[str, str | None]] = {}


def step(nodes: Nodes, index: int) -> str:
    """The element's own step, without its number among siblings."""
    attributes = nodes.attributes[index]
    if not attributes:
        return nodes.tags[index]
    return _step(nodes.tags[index], attributes.get("id"), attributes.get("class"))


@lru_cache(8192)
def _step(tag: str, identity: str | None, classes: str | None) -> str:
    found = tag
    if identity and len(identity) <= _LONGEST_NAME:
        found += "#" + _NUMBER.sub("*", _bare(identity))
    names = [name for name in (classes or "").split() if name.lower() not in _STATES and len(name) <= _LONGEST_NAME]
    return found + "".join("." + _NUMBER.sub("*", _bare(name)) for name in names[:_MOST_CLASSES])


def _numbered(name: str, counts: dict[str, int]) -> str:
    """A step with its number among those counted so far, from the second on."""
    number = counts[name] = counts.get(name, 0) + 1
    return name if number == 1 else f"{name}:{number}"


def _bare(name: str) -> str:
    """``name`` without the characters that a path is written with."""
    return re.sub(r"[/:.#\s]", "_", name)


def children_along(nodes: Nodes, index: int, ways: dict[str, dict[int, _T]]) -> list[tuple[int, _T]]:
    """The element's children to which a way leads, by step and number among their like, and what it says of them."""
    counts: dict[str, int] = {}
    found: list[tuple[int, _T]] = []
    left = sum([len(one) for one in ways.values()])  # behind the last of them there is nothing to find
    tags, attributes, ends = nodes.tags, nodes.attributes, nodes.ends
    child, end = index + 1, ends[index]
    before, told_before = "", _NOTHING
    name, number, numbered = "", 0, None
    while child < end and left:
        tag = tags[child]
        if tag not in _UNTOLD:
            told = attributes[child]
            if tag != before or told != told_before:  # most are like the one before them
                before, told_before = tag, told
                counts[name] = number
                name = _step(tag, told.get("id"), told.get("class")) if told else tag
                number, numbered = counts.get(name, 0), ways.get(name)
            if numbered is not None:
                number += 1
                said = numbered.get(number)
                if said is not None:
                    found.append((child, said))
                    left -= 1
        child = ends[child]
    return found


def apart(numbered: str) -> tuple[str, int]:
    """A step of a path, and its number among its like."""
    name, _, number = numbered.partition(":")
    return name, int(number) if number.isdecimal() else int(not number)


def find_all(nodes: Nodes, path: str) -> list[int]:
    """The elements at a path from the top (``body/…``), or at any whose end it is: a step may leave out tag, id or
    classes (``#nr``, ``.nr``)."""
    if path.startswith("body"):
        return find_below(nodes, 0, path)
    wanted = [taken_apart(one) for one in path.split("/")]
    return [
        index for index in range(len(nodes.tags)) if nodes.tags[index] not in _UNTOLD and _ends(nodes, index, wanted)
    ]


def find_below(nodes: Nodes, index: int, path: str) -> list[int]:
    """The elements at a path below an element."""
    found = [index]
    for name, number in map(apart, path.split("/")):
        found = [child for here in found for child, _ in children_along(nodes, here, {name: {number: True}})]
    return found


def _ends(nodes: Nodes, index: int, wanted: list[tuple[str, str, frozenset[str]]]) -> bool:
    for tag, identity, classes in reversed(wanted):
        if index < 0:
            return False
        own_tag, own_identity, own_classes = taken_apart(step(nodes, index))
        if (tag and tag != own_tag) or (identity and identity != own_identity) or not classes <= own_classes:
            return False
        index = nodes.parents[index]
    return True


@lru_cache(4096)
def taken_apart(one: str) -> tuple[str, str, frozenset[str]]:
    """Tag, id and classes of a step (its number among siblings left out)."""
    match = _PARTS.match(one)
    tag, identity, classes = (match[1], match[2] or "", match[3]) if match else ("", "", "")
    return tag, _NUMBER.sub("*", identity), frozenset(_NUMBER.sub("*", name) for name in classes.split(".") if name)


def loose_path(nodes: Nodes, index: int, within: int) -> str:
    """The block elements around a node up to ``within``, without numbers."""
    found = []
    tags, parents = nodes.tags, nodes.parents
    while index > within:
        if tags[index] in BLOCK_TAGS:
            found.append(step(nodes, index))
        index = parents[index]
    return "/".join(reversed(found))


def all_paths(nodes: Nodes) -> tuple[list[str], list[str]]:
    """The path and the loose path of every element, by index; of what holds no place that of the element around it."""
    count = len(nodes.tags)
    paths, loose = [""] * count, [""] * count
    tags, parents, steps = nodes.tags, nodes.parents, _steps(nodes)
    counts: list[dict[str, int] | None] = [None] * count
    for index in range(1, count):
        above = parents[index]
        tag = tags[index]
        if tag in _UNTOLD:
            paths[index], loose[index] = paths[above], loose[above]
            continue
        name = steps[index]
        like = counts[above]
        if like is None:
            like = counts[above] = {}
        told = _numbered(name, like)
        paths[index] = f"{paths[above]}/{told}" if paths[above] else told
        if tag in BLOCK_TAGS:
            loose[index] = f"{loose[above]}/{name}" if loose[above] else name
        else:
            loose[index] = loose[above]
    return paths, loose


def _steps(nodes: Nodes) -> list[str]:
    """Every element's own step, by index: most are their tag, and those of one name are told together."""
    tags, steps = nodes.tags, nodes.tags.copy()
    for (identity, classes), places in nodes.named.items():
        tag = name = ""
        for index in places:
            if tags[index] != tag:
                tag = tags[index]
                name = _step(tag, identity, classes)
            steps[index] = name
    return steps


def structure(tree: LexborHTMLParser, tags: Container[str], depth: int) -> frozenset[str]:
    """The paths of fewer than ``depth`` steps below the first that lead to elements of these tags: the same as those of
    :func:`all_paths`, of a tree that nothing else is asked of."""
    found: list[str] = []
    waiting: list[tuple[LexborNode, str]] = [(tree.root, "")] if tree.root is not None else []
    while waiting:
        node, around = waiting.pop()
        counts: dict[str, int] = {}
        child = node.first_child
        while child is not None:
            if child.is_element_node:
                path = around
                if (tag := child.tag or "") not in _UNTOLD:
                    attributes = child.attributes
                    name = _step(tag, attributes.get("id"), attributes.get("class")) if attributes else tag
                    told = _numbered(name, counts)
                    path = f"{around}/{told}" if around else told
                    if tag in tags:
                        found.append(path)
                if path.count("/") + 1 < depth and child.first_child is not None:
                    waiting.append((child, path))
            child = child.next
    return frozenset(found)
