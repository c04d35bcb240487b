# ruff: noqa: E501  (a pattern is read as one line)
"""What the items of a breakdown count: ``集体7件、个人61件、联名50件``, ``经济46件，占38%``, ``另有14件正在解决``.

A rule of :mod:`.wording` knows a figure by words of its own clause; an item of a list often has none but a name. Here the
name alone is weighed (who proposed, what became of it, which field), with the figures beside it: one name that could be
anything is a field where its neighbours are items too. Asked only for what no rule knew, in passages about proposals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.figures.items import ALL_MEMBERS, OF_A_KIND, ONE_BODY, REMEMBERED, TAIL, disposed, source_in
from cppcc_archive.reports.figures.numbers import Figure

PIECES: Final = frozenset({"件", "份"})
"""Units of proposals in a breakdown."""

_BOUNDARY: Final = re.compile(r"[，；：。！？（]")
_LEAD: Final = re.compile(
    r"^(?:[、和及与）]|[A-D]类的?(?:提案|件)(?:中|(?=已))|(?:共|累计)?(?:办理|收到|提交|提出|征集)(?=[^，。；、]{2,8}类(?:提案)?(?:共|有)?$)|[^，。；、]{0,8}(?:承办|交办|办理)的(?=[^，。；、]{2,8}类)|立案的?提案中?，?(?:主要)?(?=涉及|属于?|关于)|提案(?:内容)?(?:主要)?(?:聚焦|涵盖|关注)|其中|另外|此外|还有|另有|另|余下|其余|剩下|剩余|包括|按[^，；：、]{1,8}(?:分|划分|分类)|分别为|分别|具体为|具体是|具体|在立案提案中|有|又|共)+"
)
_BRACKET: Final = re.compile(r"（([^（）]{0,40})）")
_OF_THE_KIND: Final = re.compile(r"^(?:这|此|该)(?:一)?类(?:的)?(?:提案)?(?:共|共有|有|计)?$")
_GOT: Final = re.compile("^(?:一?共|总共|累计)?(?:收到|征集|提交|提出)(?:到|了)?")
_SOURCE_NEXT: Final = re.compile(
    "(?:、|和|及|，)(?!其中)[^，。；、]{0,12}(?:集体|联名|党派|团体|界别|专委会|专门委员会)"
)
_EMPTY: Final = re.compile(r"^[的为是有共达到计约]*$")
_GROWN: Final = re.compile(
    "[^0-9]{2,16}?(?:提案(?=(?:逐年|逐步|不断|持续|明显|大幅|显著|较)*(?:增多|增加|上升|增长|减少|下降|多)$)|(?:类|方面|领域)(?:的?提案)?(?=占|居|最多|较多|排))"
)

FIELD_CUE: Final = re.compile(r"(?:方面|领域|类别|类)$|^(?:属于?|涉及|关于|有关|谈|围绕|事关|聚焦|针对|反映)")
_FIELD_BEHIND: Final = re.compile(
    r"(?:的|提案)*(?:谈|涉及|关于|有关|分属|属于?(?!重复|内容|雷同|质量)|围绕|事关|聚焦|反映|针对)[^，。；]{2}"
)
"""``38件谈产业发展``: the field stands behind the number."""
FIELD_WORD: Final = re.compile(
    r"经济|政治|文化|社会|生态|城[乡市镇建管]|建设|教育?|科[教技]|文[卫教体旅]|卫生|体育|农[业村牧林]|三农|工[业农交]|交通|财[贸政]|商贸|旅游|法[制治]|政法|统战|民[政生族]|劳动|人事|群众生活|环[保境]|宗教|党[建派]|组织|综合|其[他它]|乡村|产业|营商|治理|科创|创新|金融|医[疗药]|养老|就业|住房|安全|港澳|外事|水利|林业|规划|民主|精神文明|发展"
)
_AROUND: Final = re.compile("(?:委员们?)?(?:围绕|聚焦|针对|就)[^，。；]{1,12}(?:提出|提交)(?:的)?(?:提案)?$")
"""``围绕经济提出提案120件、围绕文化40件``: fields, if there are several."""
_ON: Final = re.compile("(?:围绕|聚焦|针对)[^，。；]{2,12}(?:提出|提交)(?:的)?提案$")
_OF_A_FIELD: Final = Ended(
    "涉(?!及)[^，。；、0-9]{1,8}?提案(?:共|有|达)?$|(?:^|[中的])(?!其中|集体|个人|联名|建议|意见|批评|重点|优秀|[A-D]|[^，。；、]{0,8}[各多])[一-鿿]{2,8}(?:[、和与及][一-鿿]{2,8}){0,4}(?:类|方面|领域)的?提案(?:共|有|达)?$|[一-鿿]{2,10}(?:方面|领域|类)(?:的?提案)?(?:共|各|又)?立案$"
)
_RAISED: Final = Ended("(?:围绕|聚焦|针对|关于|涉及|就)[^，。；《]{2,20}(?:提出|提交|反映)的$")
NO_FIELD: Final = Begun(
    r"^涉及(?:提案)?$|公开|收到|收集|收件|征集|提交|提出|递交|办理|办复|答复|办结|立案|撤|转[送交办为作A-D]|督办|遴选|评选|评为|编|报送|上报|印发|审查|完成|召开|举[办行]|开展|参加|获|推动|采纳|解决|走访|满意|重点|优秀|平时|大会|会[上后议]|闭会|[主协承合分会]办|上年|去年|今年|年度|人大|代表|议案|案件|信访|实事|(?<!电子)信息(?!化|技术|产业|通信|科技)|总[数计量]|合计|共计|以上|来[信函]|并案|合并|期间|网上|通过|政协(?!工作[类方])|转化|平均|评审|专家|(?:办|组织|对)$"
)
_FILED_ON: Final = re.compile("(?:在)?立案的?提案中?，?(?:主要)?(?:涉及|属于?|关于)")
"""``立案提案涉及产业发展44件，城乡建设37件``: fields, though they are filed."""
_SOURCES: Final = frozenset({"proposals_individual", "proposals_joint", "proposals_collective", "proposals_by_source"})
_BY_BODIES: Final = frozenset({"proposals_collective", "proposals_by_source"})
_SURELY_SOURCE: Final = re.compile("集体|个人|联名|联合")
_ANSWERED_BY: Final = re.compile("承办|交办|交由|分送|转交|送交|移交|研办|系统")
ANSWERER: Final = Ended(
    "[县区市旗州]委(?:宣传|组织|统战|社会工作|社工)部$|(?:政法委|编办|网信办|[委府]办|纪委监委|监委)$|^(?:党群|党委|政府|法检|群团|人大|司法|政法|垂管|条管|企事业|县直|区直|市直|镇街|乡镇)(?:口|线|战线|部门|单位|系统)?$|(?:部门|管理单位|机关|驻[县区市]单位)$|(?:局|[建健农交发改教卫]委|办公室|管委会|街道|镇|(?<!城)乡|中心|公司|法院|检察院|其[他它]单位|(?:[县区市旗州]委|党群|群团|政府)系统)(?:等(?:单位|部门)?)?(?:承?办理?)?$"
)
_SOCIETY: Final = re.compile(
    "(?!(?:关于|有?关|涉及|属于?|反映|围绕|聚焦|紧扣|突出|着力|建言|保障|改善|服务|增进|关注|促进|推进|提升|基本|和|与|、|的|在|就|“)*民生).*民生"
)
"""民生 behind another subject (``社会民生``, ``社保民生``)."""
_LIVELIHOOD: Final = re.compile(r"民生")
_AROUND_LIVELIHOOD: Final = re.compile(
    r"社会|公共|保障|改善|服务|增进|促进|福祉|事业|工程|领域|方面|问题|和|与|及|、|类|的|关于|有关|涉及|属于?|反映|围绕|聚焦|紧扣|建言|实事|[“”]"
)
_LONGEST_NAME: Final = 24
_LONGEST_FIELD: Final = 90
_ON_FIELD: Final = re.compile(
    "(?:[、和及与]|其中|，)*(?:围绕|涉及|关于|聚焦|有关|事关|针对|属于)[^，。；》]*的?(?:提案)?(?:有|共)?$"
)
_ABOUT_FIELD: Final = re.compile(
    "(?:其中|有)*(?:(?:涉及|关于|有关|事关|属于)[^，。；》《]*提案(?:有|共|共有|计|达|约|合计|总计|为)?|(?:[一二三四五六七八九十]年来，?)?[围在][^，。；》《]*(?:方面|领域|等民生问题)(?:共|累计)?(?:提出|提交)(?:提案)?)$"
)

_SHARE_LINK: Final = re.compile(
    r"^(?:，|、|；)?(?:（|，)?(?:各|分别|均|约|共|合计|总共|合)?(?:占|点$|占比|比例|比重|占到|约占|所占比例)[^，。；：#]{0,14}$|^（(?:约)?$|^[^。；：#]{0,30}，(?:各|分别)占$"
)
_CHAIN: Final = re.compile(r"^(?:、|，|和|及|与)$|^，?(?:合计|共计|共|两项|三项)(?:占)?$")
_RATES: Final = ("filing_rate", "reply_rate", "resolution_rate", "satisfaction_rate", "proposals_share")
_CLASS_SHARES: Final = {
    "proposals_resolved": "resolution_rate",
    "proposals_planned": "planned_share",
    "proposals_deferred": "deferred_share",
}
"""What shares of answer classes are called that stand apart from their counts (``分别占``)."""
_RISEN: Final = re.compile("(?:提高|上升|增长|增加|下降|减少|压减|压缩|精简|增|升|降|减|变)(?:到|至|为)")
"""How the second number of a rise is led to."""
_TITLES: Final = re.compile("(?:《[^》]*》[、和]?)+等?$")
_OF_FIELDS: Final = ("方面", "类", "领域", "方面提案", "类提案")
"""Before pieces by fields of old times: ``经济方面102条``."""
_STAGES: Final = frozenset(
    {"proposals_replied", "proposals_resolved", "proposals_submitted", "proposals_assigned", "proposals_filed"}
)
"""What became of proposals of one field, or how they came in: their own noun counts."""
_WEAK: Final = frozenset({"other", "proposals_submitted", "proposals_by_sector", "suggestions_made"})
"""Codes that a rule gave for a verb or a word nearby, and that the item's own name overrules."""
_COUNTED: Final = frozenset({"other", "proposals_submitted"})
_CHOSEN: Final = re.compile("优秀提案[^，。；：]{0,8}：[^，。；：]*$")
_CHOSEN_ONES: Final = re.compile("优秀提案的?(?:有|共)?[0-9]+件(?:中|，其中|（其中)[^。；：]*$")
"""``优秀提案推荐单位：民盟支部2件，工商联1件``."""
_NAMED: Final = _SOURCES | {"proposals_by_sector"}


class Item:
    """A figure of a passage about proposals: its ``name`` (the words before it in the list), that without what leads
    to it (``core``) and without what joins it to its number (``alone``, empty where it is no name), what follows in its
    clause, the code that the rules gave it, and whether its words say what it is about."""

    def __init__(self, figure: Figure, name: str, core: str, alone: str, after: str, code: str, is_about: bool) -> None:
        self.figure, self.name, self.core, self.alone = figure, name, core, alone
        self.after, self.code, self.is_about = after, code, is_about


def recoded(
    shade: str, start: int, end: int, figures: Sequence[Figure], codes: Sequence[str], names: Mapping[int, str]
) -> dict[int, str]:
    """The codes of those figures of the sentence ``start`` to ``end`` that its breakdowns tell better than ``codes``, by
    index; ``names`` of those whose names stand before them in a list of their own (``甲、乙分别为1件和2件``)."""
    items = {
        index: _named(figure, names[index], "", codes[index])
        if index in names
        else _item(shade, start, end, figures, index, codes[index])
        for index, figure in enumerate(figures)
        if figure.unit in PIECES or (figure.unit == "条" and shade.endswith(_OF_FIELDS, start, figure.start))
    }
    found = {index: code for index, item in items.items() if item.code in _WEAK and (code := _told_by_name(item))}
    for index, item in items.items():
        if item.code in _STAGES and (
            _OF_A_FIELD.search(item.name) or (_RAISED.search(item.name) and item.after.startswith("提案"))
        ):
            found[index] = "proposals_by_sector"  # ``涉农提案47件全部办复``
        is_told = item.code == "proposals_submitted" or (item.code in _STAGES and item.after[:2] == "提案")
        if is_told and ONE_BODY.search(_TITLES.sub("", item.name)):
            found[index] = "proposals_by_source"  # ``农工党支部提交提案71件``
        if item.code in ("proposals_resolved", "proposals_deferred") and (code := disposed(item.core)):
            found[index] = code  # ``正着手解决的21件``: the verb alone is not all it says
    _settle_sources(shade[start:end], start, items, codes, found)
    _tell_bodies_apart(items, found)
    _tell_answerers(shade[start:end], items, found)
    _tell_fields(items, codes, found)
    fields = [
        i for i, item in items.items() if found.get(i, item.code) in ("proposals_by_sector", "proposals_livelihood")
    ]
    for index in fields:
        name = items[index].alone
        if len(fields) > 1 and _SOCIETY.match(name):
            found[index] = "proposals_by_sector"  # among others the field of that name
        elif _is_livelihood(name):
            found[index] = "proposals_livelihood"
    is_chosen = bool(items) and _CHOSEN.search(shade, start, figures[min(items)].start) is not None
    for index, item in items.items():
        if found.get(index, item.code) in _NAMED and (
            is_chosen or _CHOSEN_ONES.search(shade, start, item.figure.start)
        ):
            found[index] = "proposals_excellent"
    for index, item in items.items():
        before = items.get(index - 1)
        if before and _RISEN.fullmatch(item.name):
            found[index] = found.get(index - 1, before.code)  # ``集体提案从21件增至30件``
    _shares(shade, figures, codes, found)
    return found


def _settle_sources(
    sentence: str, start: int, items: dict[int, Item], codes: Sequence[str], found: dict[int, str]
) -> None:
    """``委员提交的203件`` counts all proposals unless other sources stand beside it; bodies that answer proposals are no
    sources; several bodies side by side are each one source of what all of them proposed together."""
    sources = [index for index, code in found.items() if code in _SOURCES]
    last = max((items[at].figure.start for at in items if found.get(at, codes[at]) in _SOURCES), default=start) - start
    for index in list(sources):
        if ALL_MEMBERS.match(items[index].name) and "其中" in sentence[items[index].figure.end - start : last]:
            del found[index]  # ``委员提交提案241件，其中联名提案37件``
            sources.remove(index)
    beside = len(sources) + sum(code in _SOURCES for code in codes)
    together = {index for index in sources if found[index] == "proposals_collective"}
    is_answered = _ANSWERED_BY.search(sentence) is not None
    for index in sources:
        name = items[index].name
        if found[index] == "proposals_by_source" and (ONE_BODY.search(name) or OF_A_KIND.fullmatch(items[index].alone)):
            continue
        if (beside < 2 and not _SURELY_SOURCE.search(name)) or (index in together and is_answered):
            del found[index]
        elif len(together) > 1 and index in together and "集体" not in name:
            found[index] = "proposals_by_source"


def _tell_answerers(sentence: str, items: dict[int, Item], found: dict[int, str]) -> None:
    """``区教育局26件、区民政局18件`` where proposals are handed out: who answers, no fields."""
    named = [
        index
        for index, item in items.items()
        if index not in found and item.code in _COUNTED and ANSWERER.search(item.alone)
    ]
    if named and (len(named) > 1 or _ANSWERED_BY.search(sentence)):
        found.update(dict.fromkeys(named, "proposals_assigned"))


def _tell_bodies_apart(items: dict[int, Item], found: dict[int, str]) -> None:
    """``党派团体提案34件、界别提案9件``: several bodies side by side are each one source."""
    together = [
        index
        for index, item in items.items()
        if found.get(index, item.code) in _BY_BODIES and not _RISEN.fullmatch(item.name)
    ]
    named = [index for index in together if "集体" not in items[index].name + items[index].after]
    if len(named) > 1 or (named and len(together) > 1):
        found.update(dict.fromkeys(named, "proposals_by_source"))


def _tell_fields(items: dict[int, Item], codes: Sequence[str], found: dict[int, str]) -> None:
    """Items whose names are fields: surely by their words, or because those beside them are. ``环保提案12件`` may count
    all there are, so that there two have to agree."""
    open_ones = {
        index: item
        for index, item in items.items()
        if index not in found and (item.code in _COUNTED or _FILED_ON.match(item.name))
    }
    sure = {index for index, item in open_ones.items() if _is_field(item)}
    known = sum(code in ("proposals_by_sector", "proposals_livelihood") for code in codes)
    alike = [
        index
        for index, item in open_ones.items()
        if item.code == "proposals_submitted" and item.core.endswith("提案") and _may_be_field(item)
    ]
    if len(alike) > 1:
        sure.update(alike)  # ``草原保护提案12件、畜牧增效提案21件``
    for index, item in open_ones.items():
        if not item.alone and _FIELD_BEHIND.match(item.after):
            found[index] = "proposals_by_sector"
        if not _may_be_field(item):
            continue
        beside = len(sure) + known > 1
        if (beside and (index in sure or item.code == "other")) or (
            index in sure and (item.code != "proposals_submitted" or _ABOUT_FIELD.match(item.name))
        ):
            found[index] = "proposals_by_sector"


def _item(shade: str, start: int, end: int, figures: Sequence[Figure], index: int, code: str) -> Item:
    figure = figures[index]
    before = shade[figures[index - 1].end if index else start : figure.start].replace(" ", "")[-120:]
    following = shade[figure.end : figures[index + 1].start if index + 1 < len(figures) else end].replace(" ", "")
    clauses = _BOUNDARY.split(_BRACKET.sub("〔\\1〕", before) if "）" in before else before)
    name = clauses[-1]
    if _SOURCE_NEXT.match(following):
        name = _GOT.sub("", name)  # ``共收到委员提案98件、集体提案22件``
    if _OF_THE_KIND.match(name):
        # ``已经解决的。此类提案共有43件``: the sentence before says of which kind.
        name = re.split(r"[。\n]", shade[max(0, start - 60) : max(0, start - 1)])[-1]
    elif len(clauses) > 1 and _EMPTY.match(name) and (grown := _GROWN.match(clauses[-2])):
        name = grown[0]  # ``环保方面的提案逐年增多，达到24件``
    elif len(clauses) > 1 and (_EMPTY.match(name) if clauses[-2].endswith("的") else _ON.match("".join(clauses[-2:]))):
        name = clauses[-2] + name  # ``聚焦基层治理，提交提案22件``
    return _named(figure, name, re.split(r"[，；。：（）]", following[:40])[0], code)


def _named(figure: Figure, name: str, after: str, code: str) -> Item:
    core, alone, is_about = _parted(name)
    return Item(figure, name, core, alone, after, code, is_about)


@lru_cache(REMEMBERED)
def _parted(name: str) -> tuple[str, str, bool]:
    """A name as :class:`Item` has it, without what leads to it and alone, and whether it says what it is about."""
    core = _LEAD.sub("", name)
    alone = TAIL.cut(core)
    is_about = _ABOUT_FIELD.match(name) is not None
    longest = _LONGEST_FIELD if is_about or _ON_FIELD.match(name) else _LONGEST_NAME
    is_name = 1 < len(alone) <= longest and "〔" not in alone and "》" not in alone
    is_about = is_about or _AROUND.match(core) is not None
    return core, alone if is_name else "", is_about


def _told_by_name(item: Item) -> str | None:
    """What an item's own words say: what became of the proposals, or who made them."""
    name = item.core
    if OF_A_KIND.fullmatch(item.alone):
        return "proposals_by_source"
    return disposed(name) or (disposed(item.after) if len(name) < 3 else None) or source_in(name)


def _may_be_field(item: Item) -> bool:
    return item.alone != "" and (item.is_about or NO_FIELD.search(item.core) is None)


def _is_field(item: Item) -> bool:
    """Whether the name surely names a field: it says so, or is made of words that fields are called by."""
    said = item.is_about or FIELD_CUE.search(item.alone) or FIELD_WORD.search(item.alone)
    return bool(said) and _may_be_field(item)


def _is_livelihood(name: str) -> bool:
    return _LIVELIHOOD.search(name) is not None and len(_AROUND_LIVELIHOOD.sub("", name)) <= 3


def _is_cell(shade: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether a figure stands in the cell behind the one before it."""
    between = shade[figures[index - 1].end : figures[index].start]
    return not between.strip() and bool(between)


def _shares(shade: str, figures: Sequence[Figure], codes: Sequence[str], found: dict[int, str]) -> None:
    """Percentages right behind a count of proposals are its share; those joined to a rate or a share are another."""
    first = 0
    for index in range(1, len(figures)):
        if figures[index].unit != "%":
            continue
        is_joined = figures[index - 1].unit == "%"
        first = first if is_joined else index
        if index in found or codes[index] not in (
            ("other", "proposals_share", "resolution_rate")
            if _is_cell(shade, figures, index)
            else ("other", "proposals_share")
        ):
            continue
        # ``A类、B类、C类三类分别占``: how many classes there are parts nothing.
        base = index - 1 if figures[index - 1].unit == "类" and index > 1 else index
        before = found.get(base - 1, codes[base - 1])
        # ``约占`` stands in the figure's own span.
        led = "占" if shade.startswith("约占", figures[index].start) else ""
        link = shade[figures[index - 1].end : figures[index].start].replace(" ", "") + led
        if is_joined and before in _RATES and _CHAIN.match(link):
            named = shade[max(0, figures[first].start - 40) : figures[first].start]
            if before == "proposals_share" or named.count("率") == 1:
                found[index] = before
        elif (
            not is_joined
            and before.startswith("proposals_")
            and (_SHARE_LINK.match(link) or _is_cell(shade, figures, index))
        ):
            found[index] = "proposals_share"
            if "分别" in link:
                _shares_apart(figures, codes, found, index, base)


def _shares_apart(
    figures: Sequence[Figure], codes: Sequence[str], found: dict[int, str], first: int, base: int
) -> None:
    """``A类109件，B类37件，C类6件，分别占71.7%、24.3%、3.9%``: each share is of the count that stands in its place."""
    last = first
    while last + 1 < len(figures) and figures[last + 1].unit == "%" and figures[last + 1].start - figures[last].end < 2:
        last += 1
    counted = range(base + first - last - 1, base)
    if counted.start >= 0 and all(figures[at].unit in PIECES for at in counted):
        for share, at in enumerate(counted, first):
            code = found.get(at, codes[at])
            found[share] = _CLASS_SHARES.get(code, "proposals_share") if code not in ("other", "") else "other"
