"""What an outcome keeps of a run."""

from __future__ import annotations

from datetime import UTC, datetime

from cppcc_archive.crawl.model import SiteOutcome, SiteResult


def test_of_two_pauses_the_outcome_keeps_the_one_with_less_to_spare() -> None:
    now = datetime.now(UTC)
    outcome = SiteOutcome("run", "site", SiteResult.OK, "", now, now)
    for paused, asked in ((None, 5.0), (0.4, 0.1), (5.1, 5.0), (0.3, 0.1), (6.0, 5.0)):
        outcome.note_manners(paused, asked, 200)
    assert (outcome.least_pause_seconds, outcome.asked_pause_seconds) == (5.1, 5.0)
