"""A county's report on proposals, for sentences to be read in as they stand below its head."""

from __future__ import annotations

from cppcc_archive.reports import Report, SiteHint, parse_text
from cppcc_archive.reports.model import Indicator

HEAD = "青河县政协提案工作报告\n（2025年1月9日）\n各位委员：\n一、2024年工作回顾\n"
SITE = SiteHint("qinghe", "青河县政协", "654325")


def parsed(text: str) -> Report:
    """The report of a text of the county's own site."""
    return parse_text(text, "http://www.example.gov.cn/1.htm", site=SITE)


def told(sentence: str, head: str = HEAD) -> list[Indicator]:
    """The figures of a sentence below a head, those without a code as well."""
    return [item for item in parsed(head + sentence).indicators if item.start > len(head) - 2]


def codes_of(sentence: str, head: str = HEAD) -> tuple[str, ...]:
    """Their codes."""
    return tuple(item.code for item in told(sentence, head))


def read(sentence: str) -> list[Indicator]:
    """The figures of a sentence that have a code."""
    return [item for item in parsed(HEAD + sentence).indicators if item.code != "other"]
