"""Which releases there are: their names, the index, and the newest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from cppcc_archive.errors import InputError, ObjectExistsError
from cppcc_archive.store.base import Store
from cppcc_archive.tables.release.companions import Facts, as_json

PACKAGE = "datapackage.json"
INDEX, LATEST = "releases/index.json", "releases/latest.json"
ROOT = "releases/"
_NAME = re.compile(r"\d{4}-\d\d-\d\d(?:-\d+)?")


def releases(store: Store) -> list[str]:
    """The names of the releases that are whole, oldest first."""
    keys = (key.removeprefix(ROOT).split("/") for key in store.keys(ROOT))
    return sorted(parts[0] for parts in keys if len(parts) == 2 and parts[1] == PACKAGE and _NAME.fullmatch(parts[0]))


def names_for(store: Store, day: date) -> tuple[str | None, str]:
    """The release before, and the name of the new one."""
    there = {key.removeprefix(ROOT).split("/")[0] for key in store.keys(ROOT)}
    whole = releases(store)
    of_day = [name for name in whole if name[:10] == day.isoformat()]
    if of_day:
        raise InputError(f"there is a release {of_day[-1]} already, and releases never change: give another --date")
    earlier = [name for name in whole if name < day.isoformat()]
    candidates = (day.isoformat() if number == 1 else f"{day}-{number}" for number in range(1, len(there) + 2))
    return (earlier[-1] if earlier else None), next(name for name in candidates if name not in there)


def enlist(store: Store, facts: Facts, size: int) -> None:
    """Add the release to the index, then move ``latest`` to the newest."""
    entry = {
        "release": facts.name,
        "created": facts.created,
        "key": f"{ROOT}{facts.name}/",
        "bytes": size,
        "reports": facts.rows["reports"],
        **({"invented_committees": facts.invented} if facts.invented else {}),
        "citation": facts.citation,
    }
    _change(store, INDEX, lambda held: _with(held.get("releases", []), entry))
    _change(store, LATEST, lambda held: _newest(held.get("release", ""), facts.name))


def _with(listed: list[dict[str, Any]], entry: dict[str, Any]) -> dict[str, Any]:
    others = [one for one in listed if one["release"] != entry["release"]]
    return {"releases": sorted([*others, entry], key=lambda one: one["release"])}


def _newest(held: str, name: str) -> dict[str, Any]:
    newest = max(held, name)
    return {"release": newest, "key": f"{ROOT}{newest}/"}


def _change(store: Store, key: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Bring an object that may change to what ``change`` makes of it, whoever else does the same meanwhile."""
    while True:
        held = store.read_tagged(key)
        before = json.loads(held.data) if held else {}
        after = change(before)
        if after == before:
            return
        try:
            store.put_tagged(key, as_json(after), held.tag if held else None)
        except ObjectExistsError:
            continue
        return
