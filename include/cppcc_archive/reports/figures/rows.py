"""The figures of one sentence on their way to indicators, and what they tell one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cppcc_archive.reports.figures.breakdown import recoded
from cppcc_archive.reports.figures.code_table import PEOPLE, VETOES
from cppcc_archive.reports.figures.context import Sentence
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.framing import SILENT
from cppcc_archive.reports.figures.heads import NOUNS
from cppcc_archive.reports.figures.homes import Home
from cppcc_archive.reports.figures.numbers import Figure


class Row:
    """One figure of a sentence on its way to an indicator."""

    def __init__(
        self, figure: Figure, frame: Frame, topic: str | None, coded: list[str], home: Home, period: str | None
    ) -> None:
        self.figure, self.frame, self.topic, self.coded, self.home = figure, frame, topic, coded, home
        self.period = period


_AMONG: Final = re.compile("提案中，?$")


def handed_out(rows: Sequence[Row]) -> list[int]:
    """The places of those that count proposals handed out."""
    return [at for at, row in enumerate(rows) if row.coded == ["proposals_assigned"]]


def is_split(rows: Sequence[Row], handed: Sequence[int], index: int, before: str) -> bool:
    """Whether a sentence splits what was ``handed`` out by who answers, and this is no whole of it (``上述提案中，180件
    交由政府系统，6件交由县委部门``)."""
    if len(handed) > 1 and index == handed[0] and not _AMONG.search(before):
        if "thing:system" in rows[index].frame.marks:
            return True
        return rows[index].figure.value < sum(rows[at].figure.value for at in handed[1:])
    return len(handed) > 1


def refine(shade: str, sentence: Sentence, rows: list[Row]) -> None:
    """What the breakdowns of a sentence about proposals tell of figures that no rule knew by their own words."""
    codes = [row.coded[0] if row.topic == "proposal" or row.figure.unit == "%" else "" for row in rows]
    owns = ((index, row.frame.own) for index, row in enumerate(rows) if not row.figure.place)
    names = {index: shade[slice(*own)] for index, own in owns if own}
    for index, code in recoded(shade, sentence.start, sentence.end, sentence.figures, codes, names).items():
        is_known = not sentence.figures[index].place or rows[index].coded == ["other"]
        if is_known and not shade.startswith("民生实事", rows[index].figure.end):
            rows[index].coded = [code]


_WHO: Final = frozenset(
    {"thing:member", "thing:member_kind", "thing:sector_body", "thing:committee_body", "thing:platform", "thing:place"}
)
"""Who is to do what a norm demands."""
_SENDERS: Final = _WHO - {"thing:member", "thing:member_kind"} | {"thing:member_group"}
_ANSWERING: Final = frozenset({"thing:place", "thing:system", "thing:handler", "body:district", "sign:including"})
_OF_FIELDS: Final = ("类", "方面", "领域", "类提案", "类的")
"""How a field's name ends, which is nobody who answers."""
_DEED_CODES: Final = """
surveys inspections consultations study_sessions trainings activities
outreach meetings_other reading_activities tours visits
"""
DEEDS: Final = frozenset(_DEED_CODES.split())
"""Codes of deeds that a clause without a word of its own goes on counting."""
_VISITED: Final = frozenset("户名人位家个处")
_PARTIES: Final = frozenset({"批", "批次", "人", "人次"})
_WITH_PEOPLE: Final = frozenset({"tours", "trainings", "study_sessions", "reading_activities"})
"""Deeds whose people take part in them."""
_KIND_OF: Final = re.compile("[，、；][^，。；、0-9]{1,8}(?:类|界别?|方面)")


def go_on(shade: str, rows: list[Row]) -> None:
    """``安排专项民主监督4项，目前已开展2项``: a clause that names nothing counts what the one before does; names told
    respectively are fields if the first is."""
    for before, row in pairwise(rows):
        is_listed = before.frame.own and row.frame.own and before.frame.own[1] <= row.frame.own[0]
        if is_listed and row.coded == ["other"] and before.coded == ["proposals_by_sector"]:
            row.coded = before.coded
        first = next((one for one in row.frame.before if one.start >= row.frame.clause), None)
        if (
            before.coded[0] in ("visits", "people_aided")
            and row.frame.clause - before.figure.end == 1
            and row.coded[0] in ("other", "people_aided")
            and row.frame.marks.isdisjoint(("act:benefit", "sign:average"))
            and row.figure.unit in (_VISITED if before.coded == ["visits"] else PEOPLE)
            and not any(one.sort in ("act", "deed") for one in (first, *row.frame.after) if one)
        ):
            row.coded = before.coded  # ``走访企业17家、农户20户、在校学生9名``
        if (
            before.coded == ["opinions_submitted"]
            and row.coded == ["other"]
            and row.figure.unit == before.figure.unit
            and row.frame.clause - before.figure.end == 1
            and row.frame.before
            and not row.frame.after
            and all(one.key in _SENDERS for one in row.frame.before)
        ):
            row.coded = before.coded  # ``民主党派报送信息120篇，专委会64篇``
        if (
            before.coded[0] in ("opinions_submitted", "history_items")
            and row.coded == ["other"]
            and row.figure.unit == before.figure.unit
            and _KIND_OF.fullmatch(shade, before.figure.end, row.figure.start)
        ):
            row.coded = before.coded  # ``台侨界7条``, ``民俗类史料47篇``
        if (
            before.coded == ["proposals_assigned"]
            and row.coded[0] in ("other", "proposals_by_sector", "proposals_by_source", "proposals_collective")
            and row.frame.clause - before.figure.end == 1
            and row.figure.unit == before.figure.unit
            and not shade.endswith(_OF_FIELDS, row.frame.clause, row.figure.start)
            and (
                {one.key for one in row.frame.before} <= _ANSWERING
                or (
                    "thing:system" in before.frame.marks
                    and not any(one.sort == "act" or one.key == "thing:proposal" for one in row.frame.before)
                )
            )
        ):
            row.coded = before.coded  # ``县委部门11件、人民团体及其他6件``
        if (
            before.coded == ["proposals_submitted"]
            and row.coded == ["participations"]
            and row.frame.clause - before.figure.end == 1
            and {one.key for one in row.frame.before} == {"act:take_part", "thing:member"}
            and not row.frame.after
        ):
            row.coded = ["proposers"]  # ``收到提案163件，参与委员210人次``
        if (
            before.coded == ["proposals_assigned"]
            and row.coded == ["proposals_submitted"]
            and "act:receive" not in row.frame.marks
            and row.frame.clause - before.figure.end <= len("，其中")
            and row.figure.unit == before.figure.unit
        ):
            row.coded = before.coded  # ``承办市、县政协提案31件，其中市政协提案4件``
        if (
            before.coded == ["handling_bodies"]
            and row.coded == ["other"]
            and row.figure.unit == before.figure.unit
            and row.frame.clause - before.figure.end == 1
            and row.frame.before
            and not row.frame.after
            and _ANSWERING.issuperset([one.key for one in row.frame.before])
        ):
            row.coded = before.coded  # ``承办单位涵盖县直部门39个、乡镇15个``
        if (
            before.coded[0].endswith("_rate")
            and row.coded == ["other"]
            and row.figure.unit == before.figure.unit
            and row.frame.before
            and not row.frame.after
            and _ANSWERING.issuperset([one.key for one in row.frame.before])
        ):
            row.coded = before.coded  # ``面商率达93%，其中县直部门达96%``
        if (
            before.coded == ["guests_received"]
            and row.coded[0] in ("other", "people_aided")
            and row.figure.unit in _PARTIES
            and all(one.key == "thing:guest_group" for one in row.frame.before)
            and not row.frame.after
        ):
            row.coded = before.coded  # ``接待9个县政协来商交流，共23批次290人次``
        if (
            row.coded == ["history_words"]
            and (before.coded[0] in ("bulletins", "articles_published") or "thing:form" in before.frame.marks)
            and not row.frame.before
        ):
            row.coded = ["other"]  # ``《青河政协》40期，载190则，约7.8万字``
        if (
            row.coded == ["other"]
            and before.coded[0] in _WITH_PEOPLE
            and row.figure.unit in PEOPLE
            and not row.frame.before
            and not row.frame.after
        ):
            row.coded = ["participations"]  # ``外出学习考察3批，共42人``
        is_serial = before.coded[0] in ("history_volumes", "bulletins") and before.figure.unit == row.figure.unit
        is_paper = before.coded == ["articles_published"] and before.figure.unit == row.figure.unit
        is_serial = is_serial or is_paper or before.coded == ["history_volumes"]
        if is_serial and row.coded == ["other"] and "sign:titled" in row.frame.marks:
            row.coded = before.coded  # ``《青河文史》6辑、《青河书画》2卷``, ``《团结报》3篇、《青河报》47篇``
        if before.coded == ["proposals_transferred"] and row.coded == ["opinions_submitted"]:
            row.coded = before.coded  # ``转为委员来信23件、社情民意信息18件``
        if (
            row.coded == ["other"]
            and before.figure.unit == row.figure.unit
            and "sign:norm" in row.frame.marks
            and not any(one.sort in NOUNS and one.key not in _WHO for one in row.frame.before)
            and "act:apply" not in row.frame.marks
        ):
            row.coded = before.coded  # ``每名委员报送信息不少于3篇，界别组不少于5篇``
        elif (
            row.coded == ["other"]
            and before.coded[0] in DEEDS
            and before.figure.unit == row.figure.unit
            and not row.frame.after
            and VETOES.isdisjoint(row.frame.marks)
            and row.frame.marks.isdisjoint(("sign:norm", "sign:plan"))
            and row.frame.before
            and all(token.key in SILENT or token.sort == "sign" for token in row.frame.before)
        ):
            row.coded = before.coded
