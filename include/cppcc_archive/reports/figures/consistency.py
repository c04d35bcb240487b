"""Figures that contradict each other: they stay as printed, with the kind of contradiction and the other figure.

Only what surely belongs together is held together: a part and the whole that it names, stages of one count in one
paragraph, a share right behind its part. Fields need not add up, and what is left out of a list may stand elsewhere, so
that parts contradict their whole only where they are more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from cppcc_archive.reports.figures.roles import WHOLES
from cppcc_archive.reports.model import Indicator, Qualifier, Role, WarningKind

STAGES: Final = {
    "proposals_filed": "proposals_submitted",
    "proposals_not_filed": "proposals_submitted",
    "members_attending": "members_total",
}
"""Totals, and those that they cannot be more than."""

_STAGED: Final = frozenset({*STAGES, "filing_rate"})
"""One of these is among figures whose stages may contradict each other."""

CLASSES: Final[tuple[frozenset[str], ...]] = (
    frozenset({"proposals_resolved", "proposals_planned", "proposals_deferred"}),
    frozenset({"proposals_collective", "proposals_individual"}),
    frozenset({"proposals_plenary", "proposals_between"}),
)
"""Parts of one whole that do not overlap."""

_SLACK: Final = 1.0
"""Percentage points by which a printed share may miss the quotient (rounding, and bases a few pieces apart)."""
_BESIDE: Final = 16
"""Figures before a whole among which another whole may stand."""
_LAST_WHOLES: Final = 20
"""Wholes back in its paragraph that a share is held against."""
_SUMMED: Final = 8
"""Counts side by side that a share may be of together (``专委会1件，联络组8件，占11.5%``), or that may be its whole."""
_BEHIND: Final = re.compile(
    "[，、；（ ]*(?:各|分别|仅|只|共|合计|约)?(?:占|点|所占|比例|比重)?[^，。；：、0-9\\n]{0,12}"
)
"""What stands between a count and its own share."""
_WHOLES: Final = ("proposals_submitted", "proposals_filed", "proposals_replied", "proposals_assigned")
_SHARES: Final = frozenset({"proposals_share"})
_FILED: Final = frozenset({"proposals_filed", "proposals_after_merging"})
"""What a rate of filing may be of, before merging and after it."""


class _Found(NamedTuple):
    """A contradiction: of figure ``at``, with figure ``other`` (None: with sense)."""

    at: int
    kind: WarningKind
    text: str
    other: int | None = None


def with_warnings(shade: str, indicators: Sequence[Indicator], paragraph_of: Sequence[int]) -> tuple[Indicator, ...]:
    """The same indicators of the text ``shade``, those in contradiction with a warning. ``paragraph_of`` gives each
    one's paragraph."""
    exact = [at for at, item in enumerate(indicators) if item.code != "other" and item.qualifier is Qualifier.EXACT]
    groups: dict[tuple[object, ...], list[int]] = {}
    for at in exact:
        item = indicators[at]
        groups.setdefault((paragraph_of[at], item.holder, item.period, item.figure_year), []).append(at)
    named = {item.indicator_id: at for at, item in enumerate(indicators)}
    found = [*_over_100(indicators), *_parts(indicators, exact, named)]
    values: dict[str, list[float]] = {}
    if any(item.code in _SHARES for item in indicators):
        for item in sorted(indicators, key=attrgetter("value")):
            values.setdefault(item.unit, []).append(item.value)
    for members in groups.values():
        if len(members) > 1:
            if not _STAGED.isdisjoint([indicators[at].code for at in members]):
                found += _stages(indicators, members)
            if values:
                found += _shares(shade, indicators, members, values)
    first: dict[int, _Found] = {}
    for one in found:
        first.setdefault(one.at, one)
    marked = list(indicators)
    for at, one in first.items():
        other = indicators[one.other].indicator_id if one.other is not None else None
        marked[at] = marked[at]._replace(warning=one.text, warning_kind=one.kind, warning_with=other)
    return tuple(marked)


def _over_100(indicators: Sequence[Indicator]) -> Iterable[_Found]:
    for at, item in enumerate(indicators):
        if item.unit == "%" and item.value > 100 and item.code.endswith("_rate"):
            yield _Found(at, WarningKind.OVER_100, f"{_text(item)} is more than 100 %")


def _parts(indicators: Sequence[Indicator], exact: Sequence[int], named: Mapping[str | None, int]) -> Iterable[_Found]:
    """Parts that are more than the whole they name, alone or as classes that do not overlap."""
    by_whole: dict[int, dict[str, int]] = {}
    most: dict[int, float] = {}
    for at in exact:
        item = indicators[at]
        whole = named.get(item.part_of) if item.part_of else None
        if whole is None or item.unit == "%" or indicators[whole].qualifier is not Qualifier.EXACT:
            continue
        if whole not in by_whole:
            # A slice of proposals may be one of any total beside it (received, filed, left after merging).
            by_whole[whole], most[whole] = {}, max([indicators[one].value for one in _rivals(indicators, whole)])
        if item.value > most[whole]:
            text = f"{_text(item)} is more than {_text(indicators[whole])}"
            yield _Found(at, WarningKind.PART_EXCEEDS_WHOLE, text, whole)
        by_whole[whole].setdefault(item.code, at)
    for whole, parts in by_whole.items():
        for classes in CLASSES:
            members = [at for code, at in parts.items() if code in classes]
            if len(members) == len(classes) and sum(indicators[at].value for at in members) > most[whole]:
                text = f"{' + '.join(_text(indicators[at]) for at in members)} are more than {_text(indicators[whole])}"
                yield _Found(whole, WarningKind.PARTS_DO_NOT_SUM, text, members[0])


def _rivals(indicators: Sequence[Indicator], whole: int) -> list[int]:
    """The whole itself and, for proposals, the totals right beside it that its parts may be meant of as well."""
    if indicators[whole].code not in WHOLES:
        return [whole]
    near = range(max(0, whole - _BESIDE), min(len(indicators), whole + 1))
    return [at for at in near if indicators[at].code in WHOLES and indicators[at].role is Role.TOTAL] or [whole]


def _stages(indicators: Sequence[Indicator], members: Sequence[int]) -> Iterable[_Found]:
    last: dict[str, int] = {}
    for at in members:
        item = indicators[at]
        if item.role is not Role.TOTAL:
            continue
        large = last.get(STAGES.get(item.code, ""))
        if large is not None and item.value > indicators[large].value:
            text = f"{_text(item)} is more than {_text(indicators[large])}"
            yield _Found(at, WarningKind.PART_EXCEEDS_WHOLE, text, large)
        last[item.code] = at
    rate = next((at for at in members if indicators[at].code == "filing_rate"), None)
    filed, submitted = last.get("proposals_filed"), last.get("proposals_submitted")
    if rate is not None and filed is not None and submitted is not None and submitted < filed < rate:
        left = [indicators[at].value for at in members if indicators[at].code in _FILED]
        merged = [0.0, *(indicators[at].value for at in members if indicators[at].code == "proposals_merged")]
        bases = [indicators[at].value for at in members if indicators[at].code == "proposals_submitted"]
        counts = [one + more for one in left[:_SUMMED] for more in merged[:_SUMMED]]
        if not any(_is_near(indicators[rate].value, count, base) for count in counts for base in bases[:_SUMMED]):
            text = f"{_text(indicators[rate])} is not {_quotient(indicators, filed, submitted)}"
            yield _Found(rate, WarningKind.SHARE_IS_NOT_QUOTIENT, text, filed)


def _shares(
    shade: str, indicators: Sequence[Indicator], members: Sequence[int], values: Mapping[str, Sequence[float]]
) -> Iterable[_Found]:
    """A share right behind a part of proposals that is no quotient of any whole of its paragraph, nor of any number of
    the document: its ``values`` by their unit, in order; nor that of the parts before it together."""
    wholes: list[int] = []
    for before, at in zip([None, *members], members, strict=False):
        item = indicators[at]
        if item.code in _WHOLES and item.role is Role.TOTAL:
            wholes.append(at)
        if item.code not in _SHARES or before is None or before != at - 1 or _goes_on(indicators, at):
            continue
        part = indicators[before]
        candidates = [whole for whole in wholes[-_LAST_WHOLES:] if whole != before]
        if part.role is not Role.PART or part.unit == "%" or not candidates or "分之一" in item.span:
            continue
        if not _BEHIND.fullmatch(shade, part.end, item.start):
            continue  # ``个人提案96件。集体提案和联名提案占48.4%``
        sums, listed = _sums(indicators, before)
        bases = [*(indicators[whole].value for whole in candidates), listed]
        is_quotient = any(_is_near(item.value, count, base) for count in sums for base in bases)
        if not is_quotient and not _is_share(part, item, values[part.unit]):
            text = f"{_text(item)} is not {_quotient(indicators, before, candidates[-1])}"
            yield _Found(at, WarningKind.SHARE_IS_NOT_QUOTIENT, text, before)


def _sums(indicators: Sequence[Indicator], part: int) -> tuple[list[float], float]:
    """What a part comes to with those right before it, one by one; and all parts of its list together."""
    unit = indicators[part].unit
    sums, total = list[float](), 0.0
    for at in range(part, max(part - 2 * _SUMMED, -1), -1):
        if indicators[at].unit == "%":
            continue
        if indicators[at].unit != unit or indicators[at].role is not Role.PART:
            break
        total += indicators[at].value
        sums.append(total)
    for at in range(part + 1, min(part + 2 * _SUMMED, len(indicators))):
        if indicators[at].unit == "%":
            continue
        if indicators[at].unit != unit or indicators[at].role is not Role.PART:
            break
        total += indicators[at].value
    return sums, total


def _is_near(share: float, count: float, base: float) -> bool:
    return abs(100 * count / max(base, 1) - share) <= _SLACK


def _is_share(part: Indicator, share: Indicator, values: Sequence[float]) -> bool:
    """Whether any larger one of ``values`` is the whole that a share is of: the least that leaves no more than it."""
    most = 100 * part.value / (share.value + _SLACK)
    at = bisect_left(values, max(part.value, most))
    return at < len(values) and part.value > 0 and abs(100 * part.value / values[at] - share.value) <= _SLACK


def _goes_on(indicators: Sequence[Indicator], at: int) -> bool:
    """Whether a percentage stands in a row of them (分别占7.1%、55.6%): then it is no share of what stands before."""
    after = indicators[at + 1] if at + 1 < len(indicators) else None
    return after is not None and after.unit == "%" and after.start - indicators[at].end <= 1


def _quotient(indicators: Sequence[Indicator], part: int, whole: int) -> str:
    true = 100 * indicators[part].value / max(indicators[whole].value, 1)
    return f"{_text(indicators[part])} of {_text(indicators[whole])} ({true:.1f} %)"


def _text(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.value:g}"
