"""The site registry as files: YAML lists of sites, read with every mistake named at once, and added to in place.

``include/sites`` holds one file per province (an installed wheel has them under ``_data/sites``). A file is a YAML list
of :class:`~cppcc_archive.sites.model.Site`; three lines (``id``, ``name``, ``base_url``) make an entry. Aliases are
refused and sizes bounded: an entry may come from a pull request of a stranger.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from cppcc_archive.cms.registry import FAMILIES
from cppcc_archive.cms.rowsource import RowFields, RowSource
from cppcc_archive.errors import RegistryError
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.sites import divisions
from cppcc_archive.sites.model import Column, Expectation, Range, Site, SiteStatus
from cppcc_archive.sites.remembered import name_of, recall, remember

EXAMPLE_PROVINCE = "99"
"""Division codes that begin so are for invented places (demo, tests): no province has these digits."""

_MAX_BYTES = 4 << 20
_MOST_DIGITS = 40
_TOO_DEEP = re.compile(r"(?:[\[{]\s*|[-?:] +){40}")
_MAYBE_ALIAS = re.compile(r"(?<![^\s\[{,:?-])\*[^\s,\[\]{}]")
_PACKAGE = Path(__file__).parents[1]
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


class _Constructor(RoundTripConstructor):
    """Leaves dates to the model, whose mistakes have a line: YAML's own refuses 2024-13-01 with a bare ValueError."""

    def construct_yaml_int(self, node: Any) -> Any:
        """A number; one of thousands of digits, which Python refuses, is a mistake with a place."""
        if len(node.value) > _MOST_DIGITS:
            raise ConstructorError(None, None, f"a number of {len(node.value)} digits", node.start_mark)
        return super().construct_yaml_int(node)


_Constructor.add_constructor("tag:yaml.org,2002:int", _Constructor.construct_yaml_int)
_Constructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


@dataclass(frozen=True, slots=True)
class Registry:
    """All sites of a registry, in the order of its files; ``files`` tells where each id stands."""

    sites: tuple[Site, ...]
    files: Mapping[str, Path] = field(default_factory=dict)

    def get(self, site_id: str) -> Site:
        """The site with this id; RegistryError with the nearest ids when there is none."""
        for site in self.sites:
            if site.id == site_id:
                return site
        near = difflib.get_close_matches(site_id, [site.id for site in self.sites], n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `cppcc sites list` shows all ids"
        raise RegistryError(f"no site {site_id!r} in the registry{hint}")

    def crawlable(self, on: date | None = None) -> list[Site]:
        """The sites a run visits: active or unverified, and not outside ``since``/``until`` (default: today)."""
        day = on or datetime.now(SHANGHAI).date()
        return [
            site
            for site in self.sites
            if site.status in (SiteStatus.ACTIVE, SiteStatus.UNVERIFIED)
            and (site.since is None or site.since <= day)
            and (site.until is None or day <= site.until)
        ]


def is_installed() -> bool:
    """Whether the code runs from an installed wheel, whose registry is not the operator's to write."""
    return (_PACKAGE / "_data" / "sites").is_dir()


def builtin_folder() -> Path:
    """The registry that comes with the code: inside an installed wheel, else beside the package in a checkout."""
    return _PACKAGE / "_data" / "sites" if is_installed() else _PACKAGE.parent / "sites"


def load(path: Path | None = None) -> Registry:
    """Read a registry: the built-in one, a folder of ``*.yaml``, or one file.

    RegistryError lists every mistake of every file, one a line: ``file:line: site: field: what is wrong``.
    """
    place = builtin_folder() if path is None else path
    files = _files(place)
    name = name_of((file, file.read_bytes()) for file in files) if _is_bounded(files) else None
    held = recall(name) if name else None
    if held is not None:
        return Registry(*held)
    mistakes: list[_Mistake] = []
    placed: list[_Placed] = []
    for file in files:
        found, wrong = _read(file)
        placed.extend(found)
        mistakes.extend(wrong)
    mistakes.extend(_duplicates(placed))
    if mistakes:
        in_order = sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line))
        raise RegistryError("\n".join(str(mistake) for mistake in in_order))
    registry = Registry(tuple(item.site for item in placed), {item.site.id: item.file for item in placed})
    if name:
        remember(name, registry.sites, registry.files)
    return registry


def _is_bounded(files: Sequence[Path]) -> bool:
    return all(file.stat().st_size <= _MAX_BYTES for file in files)


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


def append_site(path: Path, site: Site, *, header: str | None = None) -> None:
    """Add one entry at the end of a registry file; what stands there stays byte for byte. Atomic.

    A file that does not exist is made, beginning with ``header`` as its comment. RegistryError when the id or the
    address is taken already, or the file has mistakes: nothing is written then.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else _comment(header)
    entry = write_yaml(site)
    indent = _indent_of(before)
    text = re.sub(r"(?m)^\[\s*\]\s*$", "", before).rstrip()
    text = f"{text}\n\n" if text else ""
    after = text + re.sub(r"(?m)^(?=.)", indent, entry)
    _put(path, after)


def replace_file(path: Path, before: str, after: str) -> None:
    """Replace a registry file's text, which must still be ``before``. Atomic.

    RegistryError when it is not, or when ``after`` has mistakes: nothing is written then.
    """
    if path.read_bytes() != before.encode():
        raise RegistryError(f"{path} was not changed: somebody else changed it meanwhile; run the command again")
    _put(path, after)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".registry-", suffix=".yaml.new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _check_new(Path(name), path)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


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


@dataclass(frozen=True, slots=True)
class _Mistake:
    file: Path
    line: int
    site: str | None
    field: str | None
    what: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.site, self.field, self.what) if part)


@dataclass(frozen=True, slots=True)
class _Placed:
    site: Site
    file: Path
    line: int


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted([*place.glob("*.yaml"), *place.glob("*.yml")])
    if not place.is_file():
        raise RegistryError(f"{place}: no such registry file or folder")
    return [place]


def _read(file: Path) -> tuple[list[_Placed], list[_Mistake]]:
    try:
        text = _bounded_text(file)
        if found := _TOO_DEEP.search(text):
            return [], [_Mistake(file, text.count("\n", 0, found.start()) + 1, None, None, "is nested too deeply")]
        _refuse_aliases(file, text)
        data = _reader().load(text)
    except _RefusedError as refused:
        return [], [refused.mistake]
    except YAMLError as error:
        return [], [_syntax_mistake(file, error)]
    except RecursionError:
        return [], [_Mistake(file, 1, None, None, "is nested too deeply")]
    if data is None:
        return [], []
    if not isinstance(data, CommentedSeq):
        return [], [_Mistake(file, 1, None, None, "must be a list of sites, each beginning with `- id: …`")]
    placed: list[_Placed] = []
    mistakes: list[_Mistake] = []
    for index, entry in enumerate(data):
        line = int(data.lc.item(index)[0]) + 1
        if not isinstance(entry, CommentedMap):
            mistakes.append(_Mistake(file, line, None, None, "is no site: expected fields such as id, name, base_url"))
            continue
        site, wrong = _site_of(file, line, entry)
        mistakes.extend(wrong)
        if site is not None:
            placed.append(_Placed(site, file, line))
    return placed, mistakes


class _RefusedError(Exception):
    def __init__(self, mistake: _Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


def _bounded_text(file: Path) -> str:
    with file.open("rb") as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise _RefusedError(
            _Mistake(file, 1, None, None, f"is larger than {_MAX_BYTES >> 20} MB: split it by province")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _RefusedError(_Mistake(file, line, None, None, "is not UTF-8: save the file as UTF-8")) from None


def _refuse_aliases(file: Path, text: str) -> None:
    """Aliases let a few lines stand for gigabytes. Looking for them costs as much as reading, so only on suspicion."""
    if not _MAYBE_ALIAS.search(text):
        return
    for event in YAML(typ="rt", pure=True).parse(text):
        if isinstance(event, AliasEvent):
            what = f"alias *{event.anchor} is not allowed: write the value out"
            raise _RefusedError(_Mistake(file, event.start_mark.line + 1, None, None, what))


def _syntax_mistake(file: Path, error: YAMLError) -> _Mistake:
    line, what = 1, str(error)
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = " ".join(part for part in (error.context, error.problem) if part)
    return _Mistake(file, line, None, None, f"is no valid YAML: {' '.join(what.split())}")


def _site_of(file: Path, line: int, entry: CommentedMap) -> tuple[Site | None, list[_Mistake]]:
    label = str(entry.get("id") or entry.get("name") or "entry")
    try:
        site = Site.model_validate(dict(entry))
    except ValidationError as error:
        wrong = [
            _Mistake(file, _line_of(entry, item["loc"], line), label, _dotted(item["loc"]), _explain(dict(item)))
            for item in error.errors()
        ]
        return None, [*wrong, *_known_names(file, line, label, entry)]
    return site, _known_names(file, line, label, entry)


def _known_names(file: Path, line: int, label: str, entry: CommentedMap) -> list[_Mistake]:
    """What the model cannot know: CMS families and division codes."""
    mistakes: list[_Mistake] = []
    cms, code = entry.get("cms"), entry.get("division_code")
    if isinstance(cms, str) and cms not in FAMILIES:
        what = f"unknown CMS family {cms!r}{_did_you_mean(cms, FAMILIES)} (known: {', '.join(sorted(FAMILIES))})"
        mistakes.append(_Mistake(file, _line_of(entry, ("cms",), line), label, "cms", what))
    if code is not None and _is_unknown(str(code)):
        name = str(entry.get("name") or "").removesuffix("政协")
        meant = divisions.lookup(name)
        hint = f"; {name} is {meant.code}" if meant else ""
        what = f"no division has the code {code} (GB/T 2260){hint}"
        mistakes.append(_Mistake(file, _line_of(entry, ("division_code",), line), label, "division_code", what))
    return mistakes


def _is_unknown(code: str) -> bool:
    known_or_example = code.startswith(EXAMPLE_PROVINCE) or divisions.by_code(code) is not None
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


def _duplicates(placed: Sequence[_Placed]) -> Iterator[_Mistake]:
    ids: dict[str, _Placed] = {}
    addresses: dict[tuple[str, frozenset[str]], _Placed] = {}
    for item in placed:
        site = item.site
        if (first := ids.setdefault(site.id, item)) is not item:
            yield _Mistake(item.file, item.line, site.id, "id", f"is taken already at {first.file}:{first.line}")
        key = twin_key(site.base_url), frozenset(site.column_url(column) for column in site.columns)
        if (first := addresses.setdefault(key, item)) is not item:
            what = f"the same address and columns as {first.site.id} at {first.file}:{first.line}"
            yield _Mistake(item.file, item.line, site.id, "base_url", what)


def _check_new(new: Path, path: Path) -> None:
    """Read the file as it would be; messages name the file it is meant for."""
    placed, mistakes = _read(new)
    wrong = [*mistakes, *_duplicates(placed)]
    if wrong:
        text = "\n".join(str(mistake) for mistake in wrong).replace(str(new), str(path))
        raise RegistryError(f"{path} was not changed:\n{text}")


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


def _comment(header: str | None) -> str:
    return "".join(f"# {line}\n" for line in (header or "").splitlines())


def _indent_of(text: str) -> str:
    first = re.search(r"(?m)^( *)- ", text)
    return first[1] if first else ""
