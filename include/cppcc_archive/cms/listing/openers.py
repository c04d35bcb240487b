"""Functions by which a page opens its rows (``function view(id){location.href='/show.html?id='+id}``): never run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cppcc_archive.cms.listing.literals import unescaped
from cppcc_archive.cms.listing.scriptcalls import arguments, script_text
from cppcc_archive.markup.page import Page

MOST_FUNCTIONS = 200
"""Functions of a page that are looked at."""

_BODY = 800
"""Characters of a function in which its way to a page is looked for."""

_FUNCTION = re.compile(
    r"function\s+(?P<a>[\w$]{1,60})\s*\((?P<p>[^()]{0,200})\)\s*\{"
    r"|\b(?P<b>[\w$]{1,60})\s*[=:]\s*(?:function\s*\((?P<q>[^()]{0,200})\)\s*\{|\(?(?P<r>[\w$, ]{0,200})\)?\s*=>)"
)
_HANDLER = re.compile(r"""\.(?:click|on|tap|delegate|live)\s*\([^{};]{0,120}?(?:function\s*\([^()]{0,60}\)\s*\{|=>)""")
_GO = re.compile(
    r"\blocation(?:\.href)?\s*=(?!=)\s*|\blocation\.(?:assign|replace)\s*\(\s*|\bopen\s*\(\s*"
    r"|\.(?:attr|prop)\s*\(\s*['\"]href['\"]\s*,\s*|\.href\s*=(?!=)\s*"
)
_TERM = re.compile(
    r"""\s*(?:
      (?P<string>"(?:[^"\\\n]|\\.){0,400}+"|'(?:[^'\\\n]|\\.){0,400}+')
    | `(?P<template>(?:[^`\\]|\\.){0,400}+)`
    | [\w$.]{0,60}(?:\(\s*[\w$.]{0,30}\s*\))?\.(?:attr|data|getAttribute)
      \s*\(\s*['"](?P<attr>[\w-]{1,40})['"]\s*\)
    | [\w$.]{1,60}?\.dataset\.(?P<dataset>\w{1,40})
    | (?:encodeURI(?:Component)?|String|escape)\s*\(\s*(?P<wrapped>[\w$]{1,60})\s*\)
    | (?P<number>\d{1,12})
    | (?P<name>[\w$]{1,60})(?:\.(?:toString|trim)\(\))?
    )\s*""",
    re.VERBOSE,
)
_IN_TEMPLATE = re.compile(r"\$\{\s*([\w$]{1,60})\s*\}")
_CALL = re.compile(
    r"^\s*(?:javascript:\s*)?(?:void\s*\(\s*0\s*\)\s*;\s*)?(?:return\s+)?([\w$.]{1,80})\s*\(([^()]{0,400})\)"
)


class _Attribute(NamedTuple):
    """A part of an address that stands in an attribute of the row."""

    name: str


_Part = str | int | _Attribute
"""A text, the place of an argument, or an attribute."""


@dataclass(frozen=True, slots=True)
class _Way:
    """An address with gaps."""

    parts: tuple[_Part, ...]

    def address(self, given: list[str], attribute: Callable[[str], str]) -> str | None:
        """The address with the gaps filled; None when something for them is missing."""
        filled = []
        for part in self.parts:
            if isinstance(part, int):
                text = given[part] if part < len(given) else ""
            else:
                text = attribute(part.name) if isinstance(part, _Attribute) else part
            if not text:
                return None
            filled.append(text)
        return "".join(filled)


class Openers:
    """The functions and handlers of one page's inline scripts that lead to an address."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def opened(self, call: str, attribute: Callable[[str], str]) -> str | None:
        """Where ``onclick="view('12')"`` leads; ``attribute`` gives the attributes of the element it stands at."""
        match = _CALL.match(call)
        way = self._functions.get(match[1].rpartition(".")[2]) if match else None
        return way.address(arguments(match[2]), attribute) if match and way else None

    @cached_property
    def by_attribute(self) -> dict[str, _Way]:
        """Ways that handlers take from an attribute of what was clicked: ``$(this).attr('data-id')``."""
        found: dict[str, _Way] = {}
        for count, match in enumerate(_HANDLER.finditer(self._code)):
            way = _way(self._code[match.end() : match.end() + _BODY], [])
            if count >= MOST_FUNCTIONS:
                break
            for part in way.parts if way else ():
                if way and isinstance(part, _Attribute) and part.name.startswith("data-"):
                    found.setdefault(part.name, way)
        return found

    @cached_property
    def _code(self) -> str:
        return script_text(self._page)

    @cached_property
    def _functions(self) -> dict[str, _Way]:
        found: dict[str, _Way] = {}
        for count, match in enumerate(_FUNCTION.finditer(self._code)):
            if count >= MOST_FUNCTIONS:
                break
            names = [name.strip() for name in (match["p"] or match["q"] or match["r"] or "").split(",")]
            way = _way(self._code[match.end() : match.end() + _BODY], names)
            if way is not None:
                found.setdefault(match["a"] or match["b"], way)
        return found


def _way(body: str, names: list[str]) -> _Way | None:
    """The first address with a gap that a function's body leads to."""
    for match in _GO.finditer(body):
        parts = tuple(_parts(body, match.end(), names))
        if any(isinstance(part, str) for part in parts) and any(not isinstance(part, str) for part in parts):
            return _Way(parts)
    return None


def _parts(body: str, at: int, names: list[str], depth: int = 0) -> Iterator[_Part]:
    """The terms of a concatenation that begins at ``at``; nothing where one of them cannot be told."""
    found: list[_Part] = []
    while match := _TERM.match(body, at):
        at = match.end()
        part = _part(match, body, names, depth)
        if part is None:
            return
        found.extend(part)
        if body[at : at + 1] != "+":
            break
        at += 1
    yield from found


def _part(match: re.Match[str], body: str, names: list[str], depth: int) -> list[_Part] | None:
    if match["string"] is not None:
        return [unescaped(match["string"][1:-1])] if len(match["string"]) > 2 else []
    if match["template"] is not None:
        return _filled(match["template"], names)
    if attribute := match["attr"]:
        # jQuery's ``data('id')`` is the attribute ``data-id``.
        return [_Attribute(f"data-{attribute}" if ".data" in match[0] else attribute)]
    if match["dataset"]:
        return [_Attribute("data-" + re.sub(r"([A-Z])", r"-\1", match["dataset"]).lower())]
    if match["number"]:
        return [match["number"]]
    name = match["wrapped"] or match["name"]
    if name in names:
        return [names.index(name)]
    # A variable of the function's own: what it was set to before.
    setting = re.search(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)\s*", body[: match.start()]) if depth < 3 else None
    return list(_parts(body[: match.start()], setting.end(), names, depth + 1)) or None if setting else None


def _filled(template: str, names: list[str]) -> list[_Part] | None:
    found: list[_Part] = []
    at = 0
    for gap in _IN_TEMPLATE.finditer(template):
        if gap[1] not in names:
            return None
        found += [template[at : gap.start()], names.index(gap[1])]
        at = gap.end()
    return [part for part in [*found, template[at:]] if part != ""]
