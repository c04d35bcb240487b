# ruff: noqa: E501  (a row is read as one line)
"""Codes of figures that go on with the one before them in their sentence. Data: see :mod:`.rows` for how a row is read."""

from __future__ import annotations

from typing import NamedTuple

from cppcc_archive.reports.figures.code_table import VETOES


class GoingRow(NamedTuple):
    """``code`` (none: that of the figure before) for a figure of one of the codes ``told``, where the one before it has one of the codes
    ``after`` (none: any), or is marked ``form``. All else that is given must hold, too: ``units`` (``=``: that of the figure before);
    ``follows``: its clause begins right behind that one, ``near``: so many characters behind it at most; ``words``: of these keys are all
    the words before it, ``-``: there are none; ``named``: there are some, ``whole``: each of these; ``silent``: there are some, and all are
    signs or only say that something was held; ``barred``: sorts and keys of which no word before it is; ``last``: none stands behind it;
    ``led``: a mark of the figure before; ``marked`` and ``unmarked``: marks of which it has one, and none; ``between``: a pattern of all that
    stands between the two. Codes, units, keys and marks are parted by blanks.
    """

    after: str
    told: str
    code: str = ""
    form: str = ""
    units: str = ""
    follows: bool = False
    near: int = 0
    words: str = ""
    named: bool = False
    whole: bool = False
    silent: bool = False
    barred: str = ""
    last: bool = False
    led: str = ""
    marked: str = ""
    unmarked: str = ""
    between: str = ""


_SENDERS = "thing:sector_body thing:committee_body thing:platform thing:place thing:member_group"
_ANSWERING = "thing:place thing:system thing:handler body:district sign:including"
_PEOPLE = "人 名 位 人次 人（次）"
_RATES = "filing_rate reply_rate resolution_rate satisfaction_rate contact_rate attendance_rate"
_WITH_PEOPLE = "tours trainings study_sessions reading_activities"

DEEDS = "surveys inspections consultations study_sessions trainings activities outreach meetings_other reading_activities tours visits"
"""Codes of deeds that a clause without a word of its own goes on counting."""
_OF_NO_FIELD = "(?s).*(?<!类)(?<!方面)(?<!领域)(?<!类提案)(?<!类的)"
"""How the name of nobody who answers ends."""
_ASSIGNED = "other proposals_by_sector proposals_by_source proposals_collective"

# fmt: off
ROWS: tuple[GoingRow, ...] = (
    GoingRow("visits", "other people_aided", units="户 名 人 位 家 个 处", follows=True, barred="act deed", unmarked="act:benefit sign:average"),  # 走访企业17家、农户20户、在校学生9名
    GoingRow("people_aided", "other", units=_PEOPLE, follows=True, barred="act deed", unmarked="act:benefit sign:average"),
    GoingRow("proposals_assigned", _ASSIGNED, units="=", follows=True, words=_ANSWERING, between=_OF_NO_FIELD),  # 县委部门11件、人民团体及其他6件
    GoingRow("proposals_assigned", _ASSIGNED, units="=", follows=True, barred="act thing:proposal", led="thing:system", between=_OF_NO_FIELD),
    GoingRow("opinions_submitted", "other", units="=", follows=True, words=_SENDERS, named=True, last=True),  # 民主党派报送信息120篇，专委会64篇
    GoingRow("opinions_submitted history_items", "other", units="=", between="[，、；][^，。；、0-9]{1,8}(?:类|界别?|方面)"),  # 台侨界7条, 民俗类史料47篇
    GoingRow("proposals_submitted", "participations", "proposers", follows=True, words="act:take_part thing:member", whole=True, last=True),  # 收到提案163件，参与委员210人次
    GoingRow("proposals_assigned", "proposals_submitted", units="=", near=len("，其中"), unmarked="act:receive"),  # 承办市、县政协提案31件，其中市政协提案4件
    GoingRow("handling_bodies", "other", units="=", follows=True, words=_ANSWERING, named=True, last=True),  # 承办单位涵盖县直部门39个、乡镇15个
    GoingRow(_RATES, "other", units="=", words=_ANSWERING, named=True, last=True),  # 面商率达93%，其中县直部门达96%
    GoingRow("guests_received", "other people_aided", units="批 批次 人 人次", words="thing:guest_group", last=True),  # 接待9个县政协来商交流，共23批次290人次
    GoingRow("people_aided", "other", units=_PEOPLE, words="thing:needy thing:public", named=True, last=True, between="[^，。；、0-9]{2,8}"),  # 结对36户贫困户120人
    GoingRow("bulletins articles_published", "history_words", "other", form="thing:form", words="-"),  # 《青河政协》40期，载190则，约7.8万字
    GoingRow(_WITH_PEOPLE, "other", "participations", units=_PEOPLE, words="-", last=True),  # 外出学习考察3批，共42人
    GoingRow("history_volumes", "other", marked="sign:titled"),  # 《青河文史》6辑、《青河书画》2卷
    GoingRow("bulletins articles_published", "other", units="=", marked="sign:titled"),  # 《团结报》3篇、《青河报》47篇
    GoingRow("proposals_transferred", "opinions_submitted"),  # 转为委员来信23件、社情民意信息18件
    GoingRow("", "other", units="=", marked="sign:norm", unmarked="act:apply"),  # 每名委员报送信息不少于3篇，界别组不少于5篇
    GoingRow(DEEDS, "other", units="=", silent=True, last=True, unmarked=" ".join(VETOES | {"sign:norm", "sign:plan"})),
)
# fmt: on
"""Each is asked in this order, of what those before it left."""
