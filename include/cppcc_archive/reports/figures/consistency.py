"""Figures that contradict each other: they stay as printed, with a warning that names the contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cppcc_archive.reports.model import Indicator, Qualifier

NOT_MORE_THAN: tuple[tuple[str, str], ...] = (
    ("proposals_filed", "proposals_submitted"),
    ("proposals_not_filed", "proposals_submitted"),
    ("proposals_merged", "proposals_submitted"),
    ("proposals_transferred", "proposals_submitted"),
    ("proposals_collective", "proposals_submitted"),
    ("proposals_individual", "proposals_submitted"),
    ("proposals_livelihood", "proposals_submitted"),
    ("proposals_key", "proposals_filed"),
    ("proposals_resolved", "proposals_filed"),
    ("proposals_planned", "proposals_filed"),
    ("members_attending", "members_total"),
    ("opinions_adopted_national", "opinions_submitted"),
    ("opinions_adopted_provincial", "opinions_submitted"),
    ("opinions_adopted_city", "opinions_submitted"),
    ("opinions_adopted_district", "opinions_submitted"),
    ("opinions_adopted", "opinions_submitted"),
)
"""Pairs of which the first counts part of the second."""

PARTITIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("proposals_resolved", "proposals_planned", "proposals_deferred"), ("proposals_filed", "proposals_replied")),
    (("proposals_collective", "proposals_individual"), ("proposals_filed", "proposals_submitted")),
    (("proposals_filed", "proposals_not_filed"), ("proposals_submitted",)),
)
"""Parts that together make one of the wholes, when all of them stand in one paragraph."""

RATES: tuple[tuple[str, str, str], ...] = (("filing_rate", "proposals_filed", "proposals_submitted"),)
"""A rate, its part and its whole."""

_SLACK = 1.0
"""Percentage points by which a printed share may miss the quotient (rounding, and bases a few pieces apart)."""
_MOST_WHOLES = 20
"""Counts back that a share may be of."""
_WHOLES = ("proposals_submitted", "proposals_filed", "proposals_replied", "proposals_assigned")


def with_warnings(indicators: Sequence[Indicator], paragraph_of: Sequence[int]) -> tuple[Indicator, ...]:
    """The same indicators, those in contradiction with a warning. ``paragraph_of`` gives each one's paragraph."""
    warnings: dict[int, str] = {}
    groups: dict[tuple[int, str | None], list[int]] = {}
    for index, indicator in enumerate(indicators):
        if indicator.code != "other":
            groups.setdefault((paragraph_of[index], indicator.period), []).append(index)
        if indicator.unit == "%" and indicator.value > 100 and indicator.code.endswith("_rate"):
            warnings[index] = f"{_text(indicator)} is more than 100 %"
    for members in groups.values():
        first: dict[str, int] = {}
        for index in members:
            first.setdefault(indicators[index].code, index)
        for index, text in (
            *_orders(indicators, first),
            *_partitions(indicators, first),
            *_rates(indicators, members, first),
        ):
            warnings.setdefault(index, text)
    return tuple(
        indicator._replace(warning=warnings[index]) if index in warnings else indicator
        for index, indicator in enumerate(indicators)
    )


def _orders(indicators: Sequence[Indicator], first: dict[str, int]) -> Iterable[tuple[int, str]]:
    for part_code, whole_code in NOT_MORE_THAN:
        part, whole = first.get(part_code), first.get(whole_code)
        if part is None or whole is None or whole > part:
            continue
        if indicators[whole].qualifier not in (Qualifier.EXACT, Qualifier.LESS_THAN):
            continue
        if indicators[part].value > indicators[whole].value:
            yield part, f"{_text(indicators[part])} is more than {_text(indicators[whole])}"


def _partitions(indicators: Sequence[Indicator], first: dict[str, int]) -> Iterable[tuple[int, str]]:
    for part_codes, whole_codes in PARTITIONS:
        parts = [first.get(code) for code in part_codes]
        wholes = [at for code in whole_codes if (at := first.get(code)) is not None]
        wholes = [at for at in wholes if all(part is None or at < part for part in parts)]
        found = [at for at in parts if at is not None]
        if len(found) < len(parts) or not wholes or not _exact(indicators, [*found, *wholes]):
            continue
        total = sum(indicators[at].value for at in found)
        # Joint proposals and merged ones may stand beside the named parts, so only an excess is certain for two parts.
        off = [
            at for at in wholes if (total > indicators[at].value if len(parts) == 2 else total != indicators[at].value)
        ]
        if len(off) == len(wholes):
            yield (
                wholes[0],
                f"{' + '.join(_text(indicators[at]) for at in found)} do not make {_text(indicators[wholes[0]])}",
            )


def _rates(indicators: Sequence[Indicator], members: list[int], first: dict[str, int]) -> Iterable[tuple[int, str]]:
    for rate_code, part_code, whole_code in RATES:
        rate, part, whole = (first.get(code) for code in (rate_code, part_code, whole_code))
        if rate is not None and part is not None and whole is not None and _exact(indicators, [rate, part, whole]):
            true = 100 * indicators[part].value / max(indicators[whole].value, 1)
            if abs(true - indicators[rate].value) > _SLACK:
                yield rate, f"{_text(indicators[rate])} is not {_quotient(indicators, part, whole)}"
    seen: set[int] = set()
    counted: list[int] = []
    for share in members:
        part = share - 1
        is_share = indicators[share].code == "proposals_share" and part in seen and _exact(indicators, [share])
        wholes = [at for at in counted[-_MOST_WHOLES:] if at != part]
        seen.add(share)
        if indicators[share].code in _WHOLES:
            counted.append(share)
        if not is_share or indicators[part].unit == "%" or not wholes or not _exact(indicators, [part, *wholes]):
            continue
        quotients = [100 * indicators[part].value / max(indicators[at].value, 1) for at in wholes]
        if all(abs(true - indicators[share].value) > _SLACK for true in quotients):
            yield share, f"{_text(indicators[share])} is not {_quotient(indicators, part, wholes[-1])}"


def _exact(indicators: Sequence[Indicator], members: Iterable[int]) -> bool:
    return all(indicators[at].qualifier is Qualifier.EXACT for at in members)


def _quotient(indicators: Sequence[Indicator], part: int, whole: int) -> str:
    true = 100 * indicators[part].value / max(indicators[whole].value, 1)
    return f"{_text(indicators[part])} of {_text(indicators[whole])} ({true:.1f} %)"


def _text(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.value:g}"
