"""Entries of the registry as YAML text: read with sizes bounded and aliases refused, and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from cppcc_archive.errors import RegistryError
from cppcc_archive.sites.mistakes import Mistake, Placed, site_of
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import MAX_BYTES

_MOST_DIGITS = 40
_TOO_DEEP = re.compile(r"(?:[\[{]\s*|[-?:] +){40}")
_MAYBE_ALIAS = re.compile(r"(?<![^\s\[{,:?-])\*[^\s,\[\]{}]")


class _Constructor(RoundTripConstructor):
    """Leaves dates to the model, whose mistakes have a line: YAML's own refuses 2024-13-01 with a bare ValueError."""

    def construct_yaml_int(self, node: Any) -> Any:
        """A number; one of thousands of digits, which Python refuses, is a mistake with a place."""
        if len(node.value) > _MOST_DIGITS:
            raise ConstructorError(None, None, f"a number of {len(node.value)} digits", node.start_mark)
        return super().construct_yaml_int(node)


_Constructor.add_constructor("tag:yaml.org,2002:int", _Constructor.construct_yaml_int)
_Constructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


def write_yaml(site: Site) -> str:
    """The entry of one site as YAML text (a list item), defaults left out, codes quoted, columns one a line."""
    entry = CommentedMap()
    for name, value in site.model_dump(mode="json", exclude_defaults=True).items():
        entry[name] = _scalar(value, quoted=name == "division_code")
    if site.columns:
        entry["columns"] = CommentedSeq(_flow(column.model_dump(exclude_none=True)) for column in site.columns)
    for name in ("since", "until"):
        if name in entry:
            entry[name] = getattr(site, name)
    stream = StringIO()
    _writer().dump([entry], stream)
    return stream.getvalue()


def entries_of(text: str) -> list[tuple[CommentedMap, int]]:
    """The entries of a registry file's text as they are written, each with its line (from 0).

    Raises RegistryError for a text that is no list.
    """
    try:
        data = _reader().load(text)
    except YAMLError as error:
        raise RegistryError(str(_syntax_mistake(Path("registry"), error))) from None
    if not isinstance(data, CommentedSeq):
        return []
    found = [(entry, int(data.lc.item(index)[0])) for index, entry in enumerate(data)]
    return [(entry, line) for entry, line in found if isinstance(entry, CommentedMap)]


def read_entries(file: Path) -> tuple[list[Placed], list[Mistake]]:
    try:
        text = _bounded_text(file)
        if found := _TOO_DEEP.search(text):
            return [], [Mistake(file, text.count("\n", 0, found.start()) + 1, None, None, "is nested too deeply")]
        _refuse_aliases(file, text)
        data = _reader().load(text)
    except _RefusedError as refused:
        return [], [refused.mistake]
    except YAMLError as error:
        return [], [_syntax_mistake(file, error)]
    except RecursionError:
        return [], [Mistake(file, 1, None, None, "is nested too deeply")]
    if data is None:
        return [], []
    if not isinstance(data, CommentedSeq):
        return [], [Mistake(file, 1, None, None, "must be a list of sites, each beginning with `- id: …`")]
    placed: list[Placed] = []
    mistakes: list[Mistake] = []
    for index, entry in enumerate(data):
        line = int(data.lc.item(index)[0]) + 1
        if not isinstance(entry, CommentedMap):
            mistakes.append(Mistake(file, line, None, None, "is no site: expected fields such as id, name, base_url"))
            continue
        site, wrong = site_of(file, line, entry)
        mistakes.extend(wrong)
        if site is not None:
            placed.append(Placed(site, file, line))
    return placed, mistakes


class _RefusedError(Exception):
    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


def _bounded_text(file: Path) -> str:
    with file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _RefusedError(Mistake(file, 1, None, None, f"is larger than {MAX_BYTES >> 20} MB: split it by province"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _RefusedError(Mistake(file, line, None, None, "is not UTF-8: save the file as UTF-8")) from None


def _refuse_aliases(file: Path, text: str) -> None:
    """Aliases let a few lines stand for gigabytes. Looking for them costs as much as reading, so only on suspicion."""
    if not _MAYBE_ALIAS.search(text):
        return
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, AliasEvent):
            what = f"alias *{event.anchor} is not allowed: write the value out"
            raise _RefusedError(Mistake(file, event.start_mark.line + 1, None, None, what))


def _syntax_mistake(file: Path, error: YAMLError) -> Mistake:
    line, what = 1, str(error)
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = " ".join(part for part in (error.context, error.problem) if part)
    return Mistake(file, line, None, None, f"is no valid YAML: {' '.join(what.split())}")


def _reader() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = _Constructor
    return yaml


def _writer() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def _scalar(value: Any, *, quoted: bool = False) -> Any:
    """A value for the writer; text with line ends or control characters is quoted, or YAML would fold it."""
    quoted = quoted or (isinstance(value, str) and not value.isprintable())
    return DoubleQuotedScalarString(value) if quoted else value


def _flow(values: Mapping[str, str]) -> CommentedMap:
    mapping = CommentedMap({name: _scalar(value) for name, value in values.items()})
    mapping.fa.set_flow_style()
    return mapping


def comment_of(header: str | None) -> str:
    return "".join(f"# {line}\n" for line in (header or "").splitlines())


def indent_of(text: str) -> str:
    first = re.search(r"(?m)^( *)- ", text)
    return first[1] if first else ""
