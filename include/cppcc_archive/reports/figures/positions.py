"""What the place of a figure says of it, whatever its words: a limit, a team's members, who does what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.anchors import anchors_of
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.place_table import ROWS, PlaceRow
from cppcc_archive.reports.figures.words import Token
from cppcc_archive.reports.lexicon_table import ALSO_NAMES, COMPOUND_SURNAMES, NO_NAMES, SURNAMES
from cppcc_archive.reports.model import Qualifier

WHO: Final = frozenset({"thing:member", "thing:member_kind", "thing:mass"})
LIMITS: Final = frozenset({Qualifier.MORE_THAN, Qualifier.LESS_THAN})
_THRESHOLD: Final = (
    re.compile(
        "的?委员(?:联名|联合|共同)(?=提|的)|(?:提案|信息|活动)?的(?:有|占)?(?:单位|部门|委员|个人|企业|承办|有|各|先进|小组|界别|党派)"
    ),
    re.compile(
        "的?(?:重大|重点|产业|工业|优质|大)?(?:项目|企业)|的?[只仅]?(?:有|达)?(?=[0-9]{1,4}[个家项人名位户])|的(?:政协)?(?:委员|会员|党员|个人|企业家?|单位)(?:共|有|达)*(?=[0-9])"
    ),
)
"""What follows a limit, of anything and of money."""
_MARKED: Final = frozenset({"分", "岁"})
_TEAM: Final = re.compile("[^，。；：、0-9]{0,12}组成(?:[0-9]+[个支])?的?[^，。；0-9]{0,16}?(?:团|队|小?组|专班|分队)")
_ACTS: Final = re.compile(
    "(?![的中占被获受因]|[与同](?![^，。；]{0,20}(?:恳谈|座谈|协商|对话|交流|结[对亲]|结成[^，。；]{0,2}[对亲]))|和|组成|分属|来自|均?[是系]|均为|以[上下内]|左右|名单|等[，。])"
    "(?:[与同对向为到在赴][0-9]|[^，。；：、！？（）0-9 丨]{2})"
)
"""What goes on behind a number of people with what they do, whatever it is."""
_MEMBERS: Final = frozenset({"thing:member", "thing:member_kind"})
_CADRES: Final = ("干部", "党员", "职工", "领导", "主席")
_PHRASE_ENDS: Final = re.compile("[，。；：！？（）]")
_GOES: Final = re.compile("[到赴去在进]|前往|深入|参[加与]|分[0-9别赴批头]|[开进]展")
"""How it does right behind the number (``组织党员41名到红岩村``)."""
_COMES: Final = re.compile(
    "(?:(?<![年以历后原从])来|(?<!委员)[回返]乡|回国)[一-鿿]{1,4}?(?:考察|交流|学习|观摩|参观|参访|访问|视察|调研)*$"
)
_COMES_REACH: Final = 12
_PART_OF: Final = re.compile("[，。；：！？（）]|[、和与]$")
_VERBS_OF: Final = frozenset({"act", "deed"})
_BODIES_COUNTED: Final = frozenset({"body:national", "body:province", "body:city", "body:district", "body:home"})
_DOERS: Final = WHO | {"body:leaders"}
_TOWARDS: Final = frozenset("对为与向给同")
_BODY_REACH: Final = 2
_STAFF: Final = re.compile("的?(?:主要|有关|相关|分管)?(?:负责|领导|代表|干部)")
"""``7个部门的负责人``: people of the places, who reaches none of them."""
_TO_PLACES: Final = Ended("(?:(?<![达收受得接提征送看听报签碰遇做感解办实配派发流])到|下沉|[分奔]赴)$")
_FEW: Final = 10
_EACH_OF: Final = re.compile("的?委员(?:[全每一五]年|年内)?(?:提交|提出|报送|撰写)[^，。；0-9]{0,6}")
PEOPLE: Final = frozenset("名人位")
_SHARERS: Final = PEOPLE | {"%"}
_BOOKS: Final = frozenset("册本")
_COPIES: Final = 500
"""Books from which on a number says how many copies there are."""


def marks_at(
    shade: str, figure: Figure, last: Figure | None, before: tuple[Token, ...], after: tuple[Token, ...]
) -> set[str]:
    """What the place of a figure says of it, whatever its words: a limit, a team's members, who does what follows."""
    marks: set[str] = set()
    if figure.qualifier in LIMITS and (
        figure.unit in _MARKED
        or _THRESHOLD[figure.unit == "元"].match(shade, figure.end)
        or (
            last and last.unit in _SHARERS and figure.value < _FEW and _EACH_OF.fullmatch(shade, last.end, figure.start)
        )
    ):
        marks.add("sign:threshold")  # ``引进10亿元以上项目2个``, ``承办10件以上的单位``, ``11名委员提交提案3件以上``
    if figure.unit[:1] == "批" and _COMES.search(shade, max(0, figure.start - _COMES_REACH), figure.start):
        marks.add("sign:comes")  # ``邀请侨胞来沂考察19批次``
    if shade.endswith(("确定的", "选定的", "列出的"), 0, figure.start):
        marks.add("sign:chosen")  # ``市政协确定的10件重点提案``
    if figure.unit in _BOOKS and figure.value >= _COPIES:
        marks.add("sign:copies")  # ``出版《青河古桥》一书2000册``
    if shade[figure.start - 1 : figure.start] == "”":
        marks.add("sign:quoted")
    if shade[figure.start - 1 : figure.start] == "与":
        marks.add("sign:with")  # ``132名党员委员与130名党外委员结对``
    if figure.unit in PEOPLE:
        if _TEAM.match(shade, figure.end):
            marks.add("sign:team")
        if last and figure.start - last.end == 1 and shade[figure.start - 1] == "（":
            marks.add("sign:bracketed")  # ``培训班2期（110人）``
        is_first = shade[figure.start - 1 : figure.start] not in _TOWARDS
        if is_first and after and after[0].key in _DOERS and _VERBS_OF.isdisjoint([token.sort for token in before]):
            done = next((token for token in after if token.sort in _VERBS_OF), None)
            if done and not _PART_OF.search(shade, figure.end, done.start):
                marks |= {"sign:subject", done.key}
    elif after and after[0].key == "thing:place":
        if _STAFF.match(shade, after[0].end):
            marks.add("sign:staff")
        if _TO_PLACES.search(shade, max(0, figure.start - 3), figure.start):
            marks.add("sign:into")
    elif after and after[0].key in _BODIES_COUNTED and figure.unit in ("个", "家") and shade[figure.end] != "、":
        is_level = len(after) > 1 and after[1].key == "thing:platform" and after[1].start == after[0].end
        if not is_level and after[0].start - figure.end <= _BODY_REACH:  # ``1个县级委员工作室`` is no body
            marks.add("sign:bodies")
    return marks


def who_acts(shade: str, figure: Figure, before: tuple[Token, ...], after: tuple[Token, ...]) -> Token | None:
    """The people of the committee whom a figure counts, where its clause goes on with what they do."""
    if figure.unit not in PEOPLE or shade[figure.start - 1 : figure.start] in _TOWARDS:
        return None
    if before and before[-1].end == figure.start and _is_own(before[-1]):
        is_said = bool(after) and after[0].start == figure.end and after[0].sort in _VERBS_OF
        is_said = is_said and after[0].key != "act:have"
        return before[-1] if is_said or _GOES.match(shade, figure.end) else None
    who = next((one for one in reversed(after[:3]) if _is_own(one) and one.start - figure.end < _FEW), None)
    if who is None or _PHRASE_ENDS.search(shade, figure.end, who.start):
        return None
    return who if _ACTS.match(shade, who.end) else None


def _is_own(one: Token) -> bool:
    """Whether a word names people of the committee or its cadres."""
    return one.key in _MEMBERS or (one.key != "thing:needy" and one.text.endswith(_CADRES))


_OF_ALL: Final = Ended("委员(?:现有|共有?|计)?$")
_NOT_NAMED: Final = "年体部都均每各共后积踊认委员会次届第的了在和与及等为，。；：、0-9"
_NAMED: Final = f"(?![向后和都经相])(?:{COMPOUND_SURNAMES}|[{SURNAMES}])[^{_NOT_NAMED}]{{1,2}}"
_IN_FULL: Final = f"(?:{COMPOUND_SURNAMES})"
_DID: Final = (
    "(?:独自|单独|一年|本年度|今年|去年|[三四五]年(?:来|间)?|先后|个人|本人|一人|带头|全年|年内|共|累计|独立|(?:围绕|针对|聚焦|就)[^，。；0-9]{2,14}?)*"
    "(?:提交|提出|撰写|报送|反映|捐|出资|资助|发表)"
)
_OTHERS: Final = "，(?!其|所在|本|他|她)[^，。；]{2,12}(?:医院|公司|商会|协会|学校|集团|银行|局)(?:捐|赠|资助|出资)"
"""Another body that gives, behind one person in the sentence."""
_SAME: Final = (
    "(?=(?:并|还|也|又|同时|此外|主动|积极|先后|自[费筹掏]|个人)*"
    "(?:为|向|给|慰问|看望|动员|带动|带领|帮助|资助|捐|出资|拿出|投资|送|免费|组织[^，。；]{0,8}(?:企业|爱心|员工|职工)))"
)
"""How a clause goes on with the same person behind a semicolon."""
_ONE_PERSON: Final = Begun(
    f"(?:(?:^|[，。；：])(?:其中|另有)?"
    f"(?:(?P<a>{_NAMED})(?:委员|常委)|[^，。；：]{{0,8}}(?:主席|主任|秘书长|书记|委员|常委)(?:企业家)?(?P<b>{_NAMED})){_DID}"
    "|(?<!的)委员(?:个人|一人)(?:提交|提出|报送))[^，。；]*(?:，(?:其?中?被[^，。；]*|立案))?$"
    f"|(?:^|[。；])(?:其中，?)?(?:[^，。；：]{{0,10}}委员(?P<c>{_NAMED})|(?P<d>{_NAMED})委员|[^。；]{{0,24}}的委员，[他她](?!们|指|强|要|说|表))"
    "(?:引进|举办|开展|创办|捐|资助|出资|牵头|带头|带领|带动|发挥|利用|组织|成立|组建|投资|领办|坚持|连续|长期|多年|常年|每年|帮助|主动|先后|率先|依托|[上下]半年)"
    f"(?:(?!政协(?!委员)|我们|委员们|全体|{_OTHERS})(?:[^。；]|；{_SAME}))*$"
    "|“[^”]*?(?<!要求)(?<!号召)我(?:个人|本人|自己|先|来|再|也|就|愿意?|再)*(?:捐|出资|拿出|资助|认领|认捐)[^”。]*$"
)
"""``委员陈华一人提交6件``, ``林芳委员报送信息9条，被采用2条``: one member's own."""
_GAVE: Final = "(?:向|为|也|还|个人|带头|率先|主动|先后|一次|再次)*[^，。；0-9]{0,30}?(?:捐|资助|拿出|出资|垫付|自费)"
_ONES: Final = (
    "[为向将把除还也]|每年|带动|引领|拿出|自[费筹掏]|个人|代表|动员|租赁|租用|流转|一次|立足|购买|采购|筹集|组织|牵头|带头|带领|利用|依托|创办|投资|举办|开展|主动|先后|帮助"
    "|吸纳|资助|捐|，(?:积极|发挥|动员|个人|主动|带头|组织|利用|依托|立足|为|向|先后|多次|免费|义务|自[费筹掏])"
)
_TITLED: Final = "(?:委员|常委|董事长|经理|会长|主委|协会成员)"
_OFFICES_OF: Final = "(?:经理|会长|住持|主委|事长|商户|医师|律师|教师|校长|院长|书记|主任|医生)"
_WHOSE: Final = f"(?<={_OFFICES_OF})[一-鿿]{{2,3}}"
_WHO_ELSE: Final = f"[{_NOT_NAMED}界别县市乡镇村众组级们新]"
_CALLED: Final = f"(?P<c>(?<![主出])(?![向后和都经相])[{SURNAMES}](?:(?!{_WHO_ELSE})[一-鿿]){{1,2}})"
_MEMBER_NAMED: Final = Begun(
    "(?:^|[，。；：、])[^，。；：、0-9]{0,28}?(?:"
    f"{_TITLED} ?(?P<a>{_NAMED})(?:[、和] ?{_NAMED}){{0,5}}(?:等人)?(?:{_ONES}|(?<=等人)积极)"
    f"|(?:主席|秘书长|主任) ?(?P<b>{_NAMED}){_GAVE}|(?:{_CALLED}|{_WHOSE})(?:委员|常委)(?![们会提信意建])"
    f")(?:(?!政协(?!委员|常委)|我们|委员们|全体(?:政协)?委员|广大|{_OTHERS})(?:[^。；]|；{_SAME}))*$"
)
"""``县政协委员、公司董事长陈华为乡亲捐资4万元``, ``林芳委员向红十字会捐款9000元``: to the end of the sentence."""
_OF_A_GROUP: Final = {
    "members_total": "members_group",
    "proposals_submitted": "proposals_by_source",
    "proposals_collective": "proposals_by_source",
}
"""What a group's own story counts as the whole, and is a slice of the committee's."""
_OWN_CODES: Final = """
proposals_individual opinions_submitted opinions_adopted aid_value articles_published people_aided activities
trainings outreach participations proposals_filed investment projects_attracted visits
"""
ONES_OWN: Final = frozenset(_OWN_CODES.split())
"""What one member does, and is told for, of what all do."""

_WITH_A_NAME: Final = Begun(
    f"(?:{_TITLED}|主席|秘书长|主任|书记)(?:企业家)? ?{_NAMED}|(?:委员|常委)(?:个人|一人|"
    f"(?<=[{SURNAMES}]...)|(?<=[{SURNAMES}]....)|(?<={_IN_FULL}...)|(?<={_IN_FULL}....)"
    f"|(?<={_OFFICES_OF}[一-鿿]{{2}}..)|(?<={_OFFICES_OF}[一-鿿]{{3}}..))|的委员，[他她]|“[^”]*?我"
)
"""What both need, found in a third of the time: most members have no name."""


_PRONOUN: Final = Begun(
    "(?:^|[，。；：“\\n])(?:[^，。；“0-9]{0,10}(?:年[来间]?|以来|后|期间)，)?[他她我](?:共|先后|还|也|带头|积极|累计|一共|每年)*(?:提交|提出|撰写|写)[^，。；]*$"
    "|(?:担任|当选|当上|履职)[^，。；0-9]{0,10}委员(?:以来|后|期间)，(?:[他她]|[一-鿿]{2,3}?)?(?:共|先后|还|也|带头|积极|累计|一共|每年)*(?:提交|提出|撰写|写)[^，。；]*$"
)
"""``担任委员后，他提交提案3件``, ``我共提交提案46件``: a member's own, told of in a portrait."""


_OF_HIM: Final = re.compile("(?:^|[。！？”\n])(?:[^，。“\n]{0,14}，)?[他她](?!们|指|强|要|说|表)")
_OPENING: Final = 80
_SENTENCES: Final = 3


def is_portrait(shade: str) -> bool:
    """Whether a text tells of one member: it opens with a 委员, and what follows is what he or she did."""
    return "委员" in shade[:_OPENING] and len(_OF_HIM.findall(shade)) >= _SENTENCES


_WITH_SHARE: Final = re.compile("[，（]占(?:(?:全年|报送|信息)*总[数量]|[0-9.]+%)")
"""``专委会反映信息124篇，占全年总数的36%``: what is told with its share is a slice."""
_ON_ONE: Final = re.compile(
    "(?:围绕|针对)(?![^，。；]{0,10}(?:中心|大局|全局|热点|重点))[^，。；0-9]{2,24}(?<!等)(?:反映|报送)[^，。；0-9]{0,8}$"
)
"""``围绕疫情防控反映信息64条``."""
_AS_ALL_DO: Final = re.compile(
    "(?:县|市|区|旗|州)政协(?!委员|常委)[^，。；]{0,16}(?:召开|开展|组织|举办|共有)|[全我][县市区旗州]"
)
"""What a portrait says of the committee or the place."""


def is_of_him(before: str) -> bool:
    """Whether a figure of a portrait is the member's own."""
    return not _AS_ALL_DO.search(before)


def is_slice(before: str, behind: str) -> bool:
    """Whether opinions sent in were on one subject, or are told with their share."""
    return _WITH_SHARE.match(behind) is not None or _ON_ONE.search(before) is not None


def is_of_one(before: str) -> bool:
    """Whether what stands ``before`` a figure in its sentence says that one person did what it counts."""
    if _PRONOUN.search(before):
        return True
    if not _WITH_A_NAME.search(before):
        return False
    told = _ONE_PERSON.search(before) if "员" in before or "席" in before else None
    if told is not None and not any(map(_is_word, told.group("a", "b", "c", "d"))):
        return True
    told = _MEMBER_NAMED.search(before) if "委" in before or "席" in before else None
    return told is not None and not any(map(_is_word, told.group("a", "b", "c")))


def _is_word(name: str | None) -> bool:
    return name is not None and name not in ALSO_NAMES and name[:2] in NO_NAMES


def code_by_place(code: str, unit: str, before: str, behind: str, last: str, *, is_of_group: bool) -> str:
    """The code of a figure of one group, one kind of members, one subject or one part of the year, which its own
    words call by the name of the whole; ``last`` is the code of the figure before it, ``is_of_group``: whether its row
    or its document is one group's."""
    if is_of_group:
        code = _OF_A_GROUP.get(code, code)
        if code == "other" and unit in PEOPLE and _OF_ALL.search(before):
            return "members_group"  # ``柳林组：委员共26人``
    for row in _PLACES.get(code, ()):
        if (
            (not row.units or unit in row.units)
            and (not row.last or last in row.last)
            and (row.before is None or row.before.search(before))
            and (row.behind is None or row.behind.match(behind))
            and (not row.of_one or is_of_one(before))
        ):
            return row.code or code
    return code


_FEW_WORDS: Final = 4
"""Words of which a pattern holds one that are looked for before the pattern is tried: more cost as much."""


class _Place:
    """A row of the table, its words as patterns and sets."""

    def __init__(self, row: PlaceRow) -> None:
        self.code, self.of_one = row.code, row.of_one
        self.units, self.last = frozenset(row.units.split()), frozenset(row.last.split())
        self.before = _before(row.before) if row.before else None
        self.behind = re.compile(row.behind) if row.behind else None


def _before(pattern: str) -> Ended | re.Pattern[str]:
    """A pattern of what stands before a figure, looked for by its end where that tells."""
    words = anchors_of(pattern, near=False) or {}
    try:
        return Ended(pattern, words if 0 < len(words) <= _FEW_WORDS else ())
    except ValueError:
        return re.compile(pattern)


def _by_code(rows: Sequence[PlaceRow]) -> dict[str, tuple[_Place, ...]]:
    """The rows by the codes that they may change, in order."""
    found: dict[str, list[_Place]] = {}
    for row in rows:
        place = _Place(row)
        for code in row.told.split():
            found.setdefault(code, []).append(place)
    return {code: tuple(places) for code, places in found.items()}


_PLACES: Final = _by_code(ROWS)
