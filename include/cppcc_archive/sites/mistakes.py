"""What is wrong with an entry of the registry, in plain words: where it stands, and what was meant. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from cppcc_archive.cms.registry import FAMILIES
from cppcc_archive.cms.rowsource import RowFields, RowSource
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.sites import divisions
from cppcc_archive.sites.model import Column, Expectation, Range, Site

_IN_PLAIN_WORDS = {
    "tuple_type": "must be a list, one item a line beginning with `-`",
    "model_type": "must be a mapping such as {min: 20}",
    "model_attributes_type": "must be a mapping such as {min: 20}",
    "date_from_datetime_parsing": "must be a date like 2024-01-31",
    "date_parsing": "must be a date like 2024-01-31",
    "date_type": "must be a date like 2024-01-31",
}
"""Pydantic's error types whose own wording speaks of Python, in the words of the file."""

_MODELS_BELOW: dict[str, tuple[type[BaseModel], type[BaseModel]]] = {
    "columns": (Column, Column),
    "rows": (RowSource, RowFields),
}
"""The model of a field of an entry, and of what lies below that."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake, and the file and line (from 1) where it stands."""

    file: Path
    line: int
    site: str | None
    field: str | None
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.site, self.field, self.what) if part)


@dataclass(frozen=True, slots=True)
class Placed:
    """A site, and the file and line (from 1) where its entry begins."""

    site: Site
    file: Path
    line: int


def site_of(file: Path, line: int, entry: CommentedMap) -> tuple[Site | None, list[Mistake]]:
    label = str(entry.get("id") or entry.get("name") or "entry")
    try:
        site = Site.model_validate(dict(entry))
    except ValidationError as error:
        wrong = [
            Mistake(file, _line_of(entry, item["loc"], line), label, _dotted(item["loc"]), _explain(dict(item)))
            for item in error.errors()
        ]
        return None, [*wrong, *_known_names(file, line, label, entry)]
    return site, _known_names(file, line, label, entry)


def _known_names(file: Path, line: int, label: str, entry: CommentedMap) -> list[Mistake]:
    """What the model cannot know: CMS families and division codes."""
    mistakes: list[Mistake] = []
    cms, code = entry.get("cms"), entry.get("division_code")
    if isinstance(cms, str) and cms not in FAMILIES:
        what = f"unknown CMS family {cms!r}{_did_you_mean(cms, FAMILIES)} (known: {', '.join(sorted(FAMILIES))})"
        mistakes.append(Mistake(file, _line_of(entry, ("cms",), line), label, "cms", what))
    if code is not None and _is_unknown(str(code)):
        name = str(entry.get("name") or "").removesuffix("政协")
        meant = divisions.lookup(name)
        hint = f"; {name} is {meant.code}" if meant else ""
        what = f"no division has the code {code} (GB/T 2260){hint}"
        mistakes.append(Mistake(file, _line_of(entry, ("division_code",), line), label, "division_code", what))
    return mistakes


def _is_unknown(code: str) -> bool:
    known_or_example = divisions.is_example(code) or divisions.by_code(code) is not None
    return bool(re.fullmatch(r"\d{6}", code)) and not known_or_example


def _line_of(entry: Any, location: Sequence[int | str], fallback: int) -> int:
    """The line where a field of the entry stands; the nearest thing around it when the field is missing."""
    line = fallback
    for part in location:
        try:
            if isinstance(entry, CommentedMap):
                line = int(entry.lc.key(part)[0]) + 1
            elif isinstance(entry, CommentedSeq):
                line = int(entry.lc.item(part)[0]) + 1
            entry = entry[part]
        except (KeyError, IndexError, TypeError):
            return line
    return line


def _dotted(location: Sequence[int | str]) -> str | None:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".") or None


def _explain(item: dict[str, Any]) -> str:
    if item["type"] == "extra_forbidden":
        *above, name = item["loc"]
        model: type[BaseModel] = _model_at(above)
        known = ", ".join(model.model_fields)
        return f"unknown field{_did_you_mean(str(name), model.model_fields)} (known: {known})"
    if item["type"] == "missing":
        return "is missing"
    message = _IN_PLAIN_WORDS.get(item["type"]) or str(item["msg"]).removeprefix("Value error, ")
    return f"{message} (is {item['input']!r})"


def _model_at(location: Sequence[int | str]) -> type[BaseModel]:
    names = [part for part in location if isinstance(part, str)]
    if not names:
        return Site
    return _MODELS_BELOW.get(names[0], (Expectation, Range))[len(names) > 1]


def _did_you_mean(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f": did you mean {near[0]}?" if near else ""


def duplicates(placed: Sequence[Placed]) -> Iterator[Mistake]:
    ids: dict[str, Placed] = {}
    addresses: dict[tuple[str, frozenset[str]], Placed] = {}
    for item in placed:
        site = item.site
        if (first := ids.setdefault(site.id, item)) is not item:
            yield Mistake(item.file, item.line, site.id, "id", f"is taken already at {first.file}:{first.line}")
        key = twin_key(site.base_url), frozenset(site.column_url(column) for column in site.columns)
        if (first := addresses.setdefault(key, item)) is not item:
            what = f"the same address and columns as {first.site.id} at {first.file}:{first.line}"
            yield Mistake(item.file, item.line, site.id, "base_url", what)
