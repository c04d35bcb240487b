"""What a build came to, and how it is told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

UNREADABLE = "the payload cannot be had: "
"""How the reason of a failure begins that was the store's: the next build looks again."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A capture whose payload could not be had or parsed."""

    capture_id: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Redesign:
    """A site whose new pages are of another template than all those of before: ``since`` a day, on how many ``pages``,
    and whether what they have in common is ``learned`` (else there are too few of them yet)."""

    site_id: str
    since: str
    pages: int
    learned: bool

    def __str__(self) -> str:
        learned = "the new one was learned" if self.learned else "too few of the new one to learn it yet"
        return f"{self.site_id}: redesigned, another template since {self.since}, on {self.pages} pages; {learned}"


@dataclass(slots=True)
class BuildResult:
    """What a build came to. Reports it had no reason to look at are not counted. ``reports_gone`` counts those found
    gone since the last build (they are kept), ``reports_restored`` those unchanged whose rows in the tables were not
    what had been written. ``redesigned`` are sites whose pages look otherwise since this build."""

    year: int | None
    captures_read: int = 0
    reports_new: int = 0
    reports_changed: int = 0
    reports_unchanged: int = 0
    reports_gone: int = 0
    reports_restored: int = 0
    failures: list[Failure] = field(default_factory=list)
    redesigned: list[Redesign] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc build`` prints."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> BuildResult:
        """The result that :meth:`to_json` told of."""
        redesigned = [Redesign(**one) for one in told.get("redesigned", ())]
        return cls(**{**told, "failures": [Failure(**one) for one in told["failures"]], "redesigned": redesigned})

    def add(self, other: BuildResult) -> None:
        """Count what another build of the same year came to."""
        for name in (
            "captures_read",
            *(f"reports_{kind}" for kind in ("new", "changed", "unchanged", "gone", "restored")),
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failures += other.failures
        self.redesigned += other.redesigned
