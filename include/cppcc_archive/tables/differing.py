"""Two versions of a report side by side: what ``cppcc diff`` shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from cppcc_archive.errors import InputError
from cppcc_archive.reports.difference import Edit, Moved, edits, moved
from cppcc_archive.store.base import Store
from cppcc_archive.tables.query import query

_AROUND = 12
_FACTS = ("indicator_id", "code", "label", "unit", "value", "qualifier", "span", "start_char", "end_char")


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two versions of one report. Versions are rows with version_id, valid_from, title and text."""

    report_id: str
    before: dict[str, Any]
    after: dict[str, Any]
    edits: tuple[Edit, ...]
    figures: tuple[Moved, ...]

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc diff --format json`` prints: edits joined by kind give back either text."""
        versions = {
            name: {"version_id": one["version_id"], "valid_from": one["valid_from"].isoformat(), "title": one["title"]}
            for name, one in (("before", self.before), ("after", self.after))
        }
        return {
            "report_id": self.report_id,
            **versions,
            "edits": [asdict(edit) for edit in self.edits],
            "figures": [{"before": _facts(one.before), "after": _facts(one.after)} for one in self.figures],
        }


def difference(store: Store, report_id: str, before: str | None = None, after: str | None = None) -> Difference:
    """Compare two versions of a report; by default the one that stands and the one before it.

    Raises InputError for an unknown report or version, and for a report that has one version only.
    """
    versions = query(
        store,
        "SELECT version_id, valid_from, title, text FROM report_versions WHERE report_id = $report ORDER BY valid_from",
        {"report": report_id},
    ).to_pylist()
    if not versions:
        raise InputError(f"there is no report {report_id}: ids are in the column report_id of reports")
    new = versions[-1] if after is None else _named(versions, after, report_id)
    earlier = [one for one in versions if one["valid_from"] < new["valid_from"]]
    if before is None and not earlier:
        raise InputError(f"{report_id} has no version before {new['version_id']}: its text never changed")
    old = earlier[-1] if before is None else _named(versions, before, report_id)
    figures = query(
        store,
        "SELECT * FROM indicators_history WHERE report_id = $report ORDER BY indicator",
        {"report": report_id},
    ).to_pylist()
    of = {one["version_id"]: [row for row in figures if row["version_id"] == one["version_id"]] for one in (old, new)}
    return Difference(
        report_id,
        old,
        new,
        tuple(edits(old["text"], new["text"])),
        tuple(moved(of[old["version_id"]], of[new["version_id"]])),
    )


def shown(found: Difference) -> str:
    """The difference for people: figures first, then each change of the text with a few characters around it."""
    lines = [f"{found.after['title'] or found.report_id}"]
    for name, one in (("before", found.before), ("after", found.after)):
        lines.append(f"  {name:6} {one['version_id']}  since {one['valid_from']:%Y-%m-%d %H:%M}")
    for figure in found.figures:
        row = figure.after or figure.before or {}
        sides = ["–" if side is None else f"{side['value']:g}" for side in (figure.before, figure.after)]
        lines.append(f"{row.get('code')}: {' → '.join(sides)} {row.get('unit') or ''}".rstrip())
    lines += _passages(found.edits)
    return "\n".join(lines)


def _passages(found: tuple[Edit, ...]) -> Iterator[str]:
    """Changes that touch each other on one line: ``…立案17[-2-]{+4+}件…``."""
    line = ""
    for place, edit in enumerate(found):
        if edit.kind != "same":
            line += f"[-{edit.text}-]" if edit.kind == "removed" else f"{{+{edit.text}+}}"
            continue
        first, last = place == 0, place == len(found) - 1
        if line and (last or len(edit.text) > 2 * _AROUND):
            yield f"  {line}{edit.text[:_AROUND]}…".replace("\n", "⏎")
            line = ""
        elif line:
            line += edit.text
            continue
        if not last:
            line = ("" if first and len(edit.text) <= _AROUND else "…") + edit.text[-_AROUND:]
    if line and found and found[-1].kind != "same":
        yield f"  {line}".replace("\n", "⏎")


def _named(versions: list[dict[str, Any]], name: str, report_id: str) -> dict[str, Any]:
    found = {one["version_id"]: one for one in versions if one["version_id"].startswith(name)}
    if len(found) != 1:
        listed = ", ".join(dict.fromkeys(one["version_id"] for one in versions))
        raise InputError(f"{report_id} has no one version {name}: there are {listed}")
    return next(iter(found.values()))


def _facts(row: Any) -> dict[str, Any] | None:
    return None if row is None else {name: row[name] for name in _FACTS}
