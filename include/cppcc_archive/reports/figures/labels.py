# ruff: noqa: E501  (a pattern is read as one line)
"""What a figure is called: in words that a person would write, its field and who proposed, as printed and controlled."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from cppcc_archive.markup.ended import Tail
from cppcc_archive.reports.figures.codes import LABELS
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.heads import NOUNS
from cppcc_archive.reports.figures.words import Token
from cppcc_archive.reports.lexicon_table import PARTIES
from cppcc_archive.reports.model import Indicator, Sector, SourceKind

# fmt: off
SECTORS: Final[tuple[tuple[Sector, str, tuple[str, ...]], ...]] = (
    (Sector.ECOLOGICAL, "生态|环保|环境(?!卫生)|绿色|污染|大气|水环境|双碳|低碳|节能|人居环境", ("生态文明建设", "环保")),
    (Sector.AGRICULTURE, "农业|农村|农林|农牧|三农|乡村|林业|水利|畜牧|渔业|粮食|扶贫|脱贫", ("三农", "乡村振兴")),
    (Sector.TRANSPORT, "交通|道路|公路|停车|出行|公交", ("道路交通",)),
    (Sector.EDUCATION, "教育(?!卫|科)|学校|校园|幼儿|教学|教师", ("教育",)),
    (Sector.HEALTH, "医[疗药卫]|卫生|健康|卫健|疾控|体育", ("医药卫生",)),
    (Sector.WELFARE, "养老|就业|社会保障|社保|救助|一老一小|残疾|住房|物业|劳动|人社|民政|托育", ("养老服务", "社会保障")),
    (Sector.LAW, "法治|法制|政法|治安|平安|司法|公安|社会治理|安全生产|公共安全|信访", ("政法", "社会治理")),
    (Sector.SCIENCE, "科技|科创|创新|人才|数字|信息化|科教", ("科技创新",)),
    (Sector.COMMERCE, "商贸|商务|旅游|文旅|金融|财[贸税政]|消费|市场|外贸|物流|营商", ("财贸", "文化旅游")),
    (Sector.INDUSTRY, "工业|工[交业]|产业|制造|园区|企业|能源|民营", ("工业", "产业发展")),
    (Sector.URBAN, "城[乡市镇区建管]|规划|基础设施|市政|老旧小区|建设管理|更新", ("城乡建设", "城建")),
    (Sector.CULTURAL, "文化|文体|文教|文史|宣传|精神文明|文物|非遗|教科文", ("文化建设", "教科文卫体")),
    (Sector.SOCIAL, "社会|民生|群众生活|公共服务|科教文|教科", ("社会建设", "民生")),
    (Sector.POLITICAL, "政治|党建|党的建设|统战|统一战线|民[族宗主]|宗教|港澳|侨|外事|政协|人事", ("政治建设", "统战")),
    (Sector.ECONOMIC, "经济|发展|财政|项目|投资|招商", ("经济建设", "发展")),
)
# fmt: on
"""Which words of a printed name mean which sector; the first that matches decides, the five fields by their own words
before the finer ones."""

_FIELDS: Final = re.compile("(经济|政治|文化|社会|生态)(?:文明)?(?:建设|发展|事业|领域|方面|类|$)")
_BY_FIELD: Final = {
    "经济": Sector.ECONOMIC,
    "政治": Sector.POLITICAL,
    "文化": Sector.CULTURAL,
    "社会": Sector.SOCIAL,
    "生态": Sector.ECOLOGICAL,
}
_SECTORS: Final = tuple((sector, re.compile(words)) for sector, words, _ in SECTORS)
_SEVERAL: Final = re.compile("教科[文卫]|科教文|文教|教卫|文卫|教育、?文化|文化、卫生|科技、教育")

SOURCES: Final[tuple[tuple[SourceKind, str, tuple[str, ...]], ...]] = (
    (SourceKind.JOINT, "联名|联合|联署|共同", ("联名提案",)),
    (SourceKind.PARTY, f"党派|{PARTIES}|无党派", ("民主党派", "民盟")),
    (SourceKind.GROUP, "团体|工商联|工会|共青团|团委|妇联|侨联|科协|文联|残联|台联|群团", ("人民团体", "工商联")),
    (SourceKind.COMMITTEE, "专委会|专门委员会|专委|工作委员会|各委|委室", ("各专门委员会",)),
    (SourceKind.LOCALITY, "乡镇|街道|镇街|联络组|联络处|联络委|工委|地区|片区", ("乡镇联络组",)),
    (SourceKind.SECTOR, "界别|小组", ("界别",)),
    (SourceKind.COLLECTIVE, "集体|组织|单位", ("集体提案",)),
    (SourceKind.MEMBER, "委员|个人|第一提案人|单独", ("委员提案",)),
)
"""Which words of a printed name mean which proposer, in order; a name of several kinds is ``collective``."""
_SOURCES: Final = tuple((kind, re.compile(words)) for kind, words, _ in SOURCES)
_TOGETHER: Final = frozenset(
    {SourceKind.PARTY, SourceKind.GROUP, SourceKind.COMMITTEE, SourceKind.LOCALITY, SourceKind.SECTOR}
)


def sector_of(name: str) -> Sector | None:
    """The sector that a printed name falls under: ``经济建设方面`` economic, ``教育`` education."""
    if match := _FIELDS.search(name):
        return _BY_FIELD[match[1]]
    if _SEVERAL.search(name):
        return Sector.CULTURAL
    return next((sector for sector, words in _SECTORS if words.search(name)), None)


def source_of(name: str) -> SourceKind | None:
    """The proposer that a printed name falls under: ``民盟`` party, ``民主党派和工商联`` collective."""
    found = [kind for kind, words in _SOURCES if words.search(name)]
    if SourceKind.JOINT in found:
        return SourceKind.MEMBER if "个人" in name else SourceKind.JOINT
    together = [kind for kind in found if kind in _TOGETHER]
    if len(together) > 1:
        # 党派团体 are named together where nobody tells them apart.
        return (
            SourceKind.PARTY
            if set(together) == {SourceKind.PARTY, SourceKind.GROUP} and "党派团体" in name
            else SourceKind.COLLECTIVE
        )
    return together[0] if together else (found[0] if found else None)


_ITEM_LEAD: Final = re.compile(
    r"^(?:[、和及与）（]|其中|另外|此外|还有|另有|包括|按[^，；：、]{1,8}(?:分|划分|分类)|有关|关于|涉及|涵盖|属于?|反映|围绕|聚焦|就(?!业)|来自|由|共|有(?!关)|在|立案的?提案中?|提案(?:内容)?(?=涉及|涵盖|属于)|委员们?(?=围绕|就))+"
)
_ITEM_TAIL: Final = Tail(r"(?:提出|提交|撰写)?(?:的)?(?:提案|建议)?(?:共有|共计|总计|达到|为|是|有|共|计|达|约)*$")
_LAST: Final = re.compile(r"[，；：（）]")


def name_before(shade: str, start: int, end: int) -> str:
    """The printed name of a list's item: the words before its number without what leads to it and joins it."""
    words = _LAST.split(shade[start:end].replace(" ", ""))[-1]
    return _ITEM_TAIL.cut(_ITEM_LEAD.sub("", words))


_SOURCED: Final = frozenset({"proposals_collective", "proposals_by_source", "proposals_individual", "proposals_joint"})
_DESCRIBED: Final = _SOURCED | {"proposals_by_sector", "proposals_livelihood"}


def described(code: str, shade: str, frame: Frame) -> tuple[Sector | None, str | None, SourceKind | None]:
    """Sector, its name as printed, and source of a figure whose code has them."""
    if code not in _DESCRIBED:
        return None, None, None
    if frame.own:
        name = shade[slice(*frame.own)]
    else:
        name = name_before(shade, frame.clause, frame.figure.start) or shade[frame.figure.end : frame.end]
    name = name.replace(" ", "").strip("“”的")
    if code in _SOURCED:
        return None, None, source_of(name)
    sector = sector_of(name)
    return sector, name if sector or code == "proposals_by_sector" else None, None


SPECIFIC: Final = frozenset({"proposals_by_sector", "proposals_by_source", "proposals_share"})
"""Codes that stand for many things: their label says which."""

_LONGEST: Final = 18
"""Characters that the words before a number give to its label at most, and go on to where a word ends."""
_LOOKED_AT: Final = 200
"""Characters before a number that are looked at: a clause of thousands is no clause."""
_LEAD: Final = re.compile(
    r"^(?:其中|全年|先后|累计|一年来|共计|这是|还要|同时|此外|另外|[0-9]{4}年|去年|今年|上年|[并等了的和及与已还是将以]|约(?![谈见请定稿])|有(?!关)|末(?!尾)|共(?!同|产|青|享|建)|各(?![方类种界级项自地]))++"
)
_TAIL: Final = Tail(r"(?:共计|累计|合计|总计|达到|分别|超过|总计|[共达为计约了的有各]|《|“)++$")
_STARTS: Final = re.compile("(?:[的和与及在对为就把将、等以由从]|向(?!.、))(?![^“”《》]*[”》])|[”》]")
"""Behind these a label may begin, unless that is inside a quotation."""
_EDGE: Final = re.compile("[，。；：、！？（）《“]")
_NUMBER: Final = re.compile("[0-9〇一二三四五六七八九十百千]+余?[件篇条次人名个项场份家户]|[0-9.]+%")
_DIRECTION: Final = re.compile("净?增[加长]?|减少|压减|下降|降低|提高|提升|上升|扩大|缩短|延长|[多少减降升](?!数)")
_OF_ALL: Final = re.compile("约?占")
_WHO: Final = frozenset({"member", "mass", "public", "proposer"})
_CARRIES: Final = ("占", "约占", "达", "为", "各占", "分别占")
"""What a clause may consist of that says nothing by itself: the clause before it is taken along."""


def label_of(code: str, shade: str, frame: Frame, start: int) -> str:
    """The label of a figure: its code's, with the words that say which where a code stands for many things; of
    ``other`` the words alone. ``start``: where the sentence begins."""
    if code in SPECIFIC:
        named = (
            name_before(shade, *frame.own or (frame.clause, frame.figure.start)) if code != "proposals_share" else ""
        )
        named = named or phrase(shade, frame, start)
        if code == "proposals_share":
            counted = _counted_before(shade, frame, start) if _OF_ALL.match(named) else ""
            named = (counted + named).removesuffix("占") or named
        return f"{LABELS[code]}：{named}"
    return LABELS[code] if code != "other" else phrase(shade, frame, start)


def _counted_before(shade: str, frame: Frame, start: int) -> str:
    """What the clause before a share counts (``民生类提案62件，占立案总数的40%``)."""
    earlier = _EDGE.split(shade[max(start, frame.clause - 60) : frame.clause])
    for part in reversed(earlier):
        word = _cut("".join(_NUMBER.split(part)))
        if len(word) > 1 and not _OF_ALL.match(word):
            return word
    return ""


def changed(label: str, before: str) -> str:
    """The label of a difference, whose value is as printed: with the word that says which way (``会议减少``)."""
    if _DIRECTION.search(label) or not (told := _DIRECTION.findall(before)):
        return label
    return label + str(told[-1])


def phrase(shade: str, frame: Frame, start: int) -> str:
    """The words before a number and the noun behind it."""
    figure = frame.figure
    if frame.own:
        own = shade[slice(*frame.own)].strip()
        return _LEAD.sub("", own) or own
    before = _cut(shade[frame.clause : figure.start])
    is_named = frame.glued is not None and frame.glued.end <= figure.start and frame.glued.sort in NOUNS
    behind = "" if is_named else _behind(shade, frame)
    if before in _CARRIES or len(before + behind) < 2:
        earlier = _EDGE.split(shade[max(start, frame.clause - 60) : frame.clause])
        words = (_cut(_NUMBER.split(part)[0]) for part in reversed(earlier))
        before = next((word for word in words if len(word) > 1 and word not in _CARRIES), "") + before
    return (before + behind) or shade[frame.clause : figure.start].strip() or shade[figure.end : frame.end].strip()


def _cut(words: str) -> str:
    """The end of a clause from where a word begins."""
    words = _TAIL.cut(_LEAD.sub("", words.replace(" ", "")[-_LOOKED_AT:]))
    if len(words) <= _LONGEST:
        return words
    begins = [match.end() for match in _STARTS.finditer(words) if match.end() < len(words) - 1]
    fitting = [at for at in begins if len(words) - at <= _LONGEST]
    at = fitting[0] if fitting else (begins[-1] if begins else 0)
    return _LEAD.sub("", words[at:])


def _is_bare(shade: str, frame: Frame, noun: Token, stop: int) -> bool:
    """Whether a noun says who it is and nothing of them (``12名委员受到通报``): then its clause is taken."""
    is_near = stop - noun.end <= _LONGEST // 2 and not shade[stop : stop + 1].isdecimal()
    return is_near and noun.name in _WHO and not frame.before


def _behind(shade: str, frame: Frame) -> str:
    """The noun behind a number, to the last word of its phrase that is known, or to the next comma if that is near."""
    figure = frame.figure
    edge = _EDGE.search(shade, figure.end, frame.end)
    stop = edge.start() if edge else frame.end
    known = [token for token in frame.after if token.sort in ("deed", "meeting", "thing") and token.end <= stop]
    if known and known[0].start - figure.end <= _LONGEST // 2 and not _is_bare(shade, frame, known[0], stop):
        stop = known[0].end
    words = shade[figure.end : stop].replace(" ", "")
    return _TAIL.cut(words) if len(words) <= _LONGEST else ""


def caption(shade: str, found: list[Indicator]) -> None:
    """A number that stands alone on a line counts what the same number on the line below does."""
    for at, (one, below) in enumerate(pairwise(found)):
        if one.code == "other" != below.code and (one.value, one.unit) == (below.value, below.unit):
            line = shade[shade.rfind("\n", 0, one.start) + 1 : below.start].split("\n")
            if len(line) == _ADJACENT and line[0].strip() == shade[one.start : one.end].strip():
                found[at] = one._replace(code=below.code, label=below.label, role=below.role)


_ADJACENT: Final = 2
"""Lines from a caption to what it is one of."""
