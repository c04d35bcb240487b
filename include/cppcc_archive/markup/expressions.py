"""Regular expressions as ``re`` itself reads them: what their matches may begin or end with."""

from __future__ import annotations

import importlib
from typing import Any, Final

reader: Any = importlib.import_module("re._parser")
"""How ``re`` reads an expression; it is not published otherwise."""
Ranges = frozenset[tuple[int, int]]
"""Characters, from the first to the last of each range, by their numbers."""
_ZERO_WIDTH: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


def outermost(items: Any, *, last: bool) -> tuple[Ranges | None, bool]:
    """The characters that what a sequence stands for begins with, or ends with (``last``), None where that may be any;
    and whether it may be empty anywhere but where the text begins."""
    found: Ranges = frozenset()
    for item in list(items)[:: -1 if last else 1]:
        name, told = str(item[0]), item[1]
        if name == "AT" and str(told) == "AT_BEGINNING":
            return found, False
        if name in _ZERO_WIDTH:
            continue
        each: list[tuple[Ranges | None, bool]]
        if name == "BRANCH":
            each = [outermost(branch, last=last) for branch in told[1]]
        elif name.endswith("_REPEAT"):
            each = [outermost(told[2], last=last), (frozenset(), told[0] == 0)]
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            each = [outermost(told[3] if name == "SUBPATTERN" else told, last=last)]
        else:
            each = [(_ranges([item] if name != "IN" else told), False)]
        if any(ranges is None for ranges, _ in each):
            return None, False
        found = found.union(*(ranges for ranges, _ in each if ranges))
        if not any(may_be_empty for _, may_be_empty in each):
            return found, False
    return found, True


def _ranges(told: Any) -> Ranges | None:
    """A list of characters and ranges, None for what names others (a class, what is not among them)."""
    if any(str(one[0]) not in ("LITERAL", "RANGE") for one in told):
        return None
    return frozenset((one[1], one[1]) if str(one[0]) == "LITERAL" else one[1] for one in told)
