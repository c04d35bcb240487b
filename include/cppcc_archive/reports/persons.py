"""Persons that a text names with an office, or as members who act: name, office as printed, and what they do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cppcc_archive.markup.begun import Begun
from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.words import LEXICON
from cppcc_archive.reports.lexicon_table import (
    ALSO_NAMES,
    COMPOUND_SURNAMES,
    GIVEN_NAMES,
    GROUP_CHARS,
    NAME_SOUNDS,
    NO_NAMES,
    SURNAMES,
)
from cppcc_archive.reports.model import Act
from cppcc_archive.reports.names import DOES_NEXT, is_name, is_short, is_sure
from cppcc_archive.reports.person_table import DOES, MEMBERS, NOT_IN_NAMES, OFFICES

_N: Final = "0-9〇一二三四五六七八九十"
_BODY: Final = re.compile(
    "(?:全国|自治区|[省市区县旗州盟])(?:政协|委|政府|人大常委会|人大)?(?:办公室|办)?(?:常务|第一)?$|(?:常务|第一)$|(?:[区县市旗州]政协)?[提案经济科文教卫体史法社族农环资城联侨业]{1,6}委(?:员会)?$"
)
"""What an office is of, right before it: ``区政协`` of 区政协主席, ``县委`` of 县委副书记."""
_LONGEST_BODY: Final = 12
_IS_MEMBER: Final = frozenset(MEMBERS.split("|"))
_SITS: Final = frozenset({"政协委员", "界别委员", "区委员", "县委员", "市委员", "委员", "成员", "人士", "委员代表"})
"""Those of whom a full name tells enough."""
# Words side by side, none with a part left out: a search then skips from one first character to the next.
_OFFICE: Final = Sought(rf"(?P<office>{OFFICES}|{MEMBERS})(?:同志|候选人)?[ ：]?")
_GIVEN: Final = "[一-鿿]"
_CALLED: Final = rf"(?:{COMPOUND_SURNAMES}|[{SURNAMES}]){_GIVEN}{{1,2}}"
"""A name of a family that is known."""
_LISTED_NAME: Final = re.compile(rf"(?:{COMPOUND_SURNAMES}){_GIVEN}{{1,2}}|[{SURNAMES}] ?{_GIVEN}{{1,2}}")
_ITEM: Final = re.compile(
    rf"(?:(?:{COMPOUND_SURNAMES}){_GIVEN}|[{SURNAMES}]){_GIVEN}{{1,2}}(?=[、，。；“]|等(?!部门|单位))"
)
_LISTED: Final = re.compile("[^、 ]+")
_LONG_NAME: Final = re.compile(rf"{_GIVEN}{{2,8}}(?:·{_GIVEN}{{2,8}})?·(?P<last>{_GIVEN}{{2,8}})")
_SOUND_NAME: Final = re.compile(rf"[{NAME_SOUNDS}]{{3,7}}")
"""Names written by their sound, as many Mongols, Tibetans, Uyghurs and Kazakhs write theirs: ``乌兰图雅``."""
_ANY_NAME: Final = re.compile(rf"[^{NOT_IN_NAMES}，。；：、\W\d][^{NOT_IN_NAMES}，。；：、\W\d]{{1,2}}")
_LISTED_MEMBERS: Final = Sought(
    rf"等(?:[^，。；、0-9等]{{2,16}}同志(?=到会|应邀|出席|参加|列席|在主席台)|(?:[{_N}]{{1,3}}余?[名位])?(?:政协)?(?P<office>委员(?!工作|[会之活小]|联(?!名|合)|履职)|常委)|(?:同志|领导)?在主席台|[区县市州旗盟]?(?:委|政协)?领导|同志|[{_N}]{{1,3}}[名位]同志)"
    rf"|等[驻来自本][^，。；]{{0,8}}委员(?!会)|(?<![0-9])[0-9]{{1,2}}(?:人(?!次|以)|[名位](?:同志|委员))|[两二三四五六七八九十][名位](?:政协)?委员(?!会)|等?(?:[{_N}]{{1,3}}(?:人|名同志|名委员|位同志))?当选|担任(?=[，。；]|大会|执行|[^，。；]{{0,8}}(?:主席|组长))"
)
_COMMENDED: Final = re.compile(
    "(?:[名位]?同志)?[^，。；]{0,24}(?:先进|优秀(?!委员)|称号|表彰|表扬|奖励|嘉奖|荣获|获奖|评为|获得[^，。；]{0,16}(?:奖|荣誉))"
)
_HONOURS: Final = re.compile("(?:授予|表彰|表扬|评选|评出)$")
"""Those who are only commended by name have no office."""
_ONE: Final = rf"(?:{_CALLED}|[{NAME_SOUNDS}]{{2,7}})"
_LEADS_TO: Final = (
    "(?:(?<![一-鿿、])|(?<=采纳)|(?<=邀请)|(?<=授予)|(?<=推荐)|(?<=表彰)|(?<=带领)|(?<=组织)|(?<=根据)|(?<=吸收)|(?<=单位、)|(?<=政协)"
    "|(?<=[由对经据请如])|(?<=以及))"
)
"""What stands before names without a comma."""
_NAMES_BEFORE: Final = Begun(rf"{_LEADS_TO}(?P<names>{_ONE}(?:、{_ONE}|、{_GIVEN}{{2}}$){{1,39}})$")
_NAMES: Final = re.compile(rf"{_LEADS_TO}(?P<names>{_ONE}(?:、{_ONE}){{0,39}})$")
_NAME_BEFORE: Final = re.compile(rf"{_LEADS_TO}(?P<names>[{SURNAMES}]{_GIVEN}{{1,2}})$")
"""``田某、李某等6名委员``: names that a list sums up by what they are."""
_SPEAK: Final = re.compile(
    "(?:的|所提的?)?《|所提|(?:先后|分别|依次|现场|也|还)?(?:作了?)?(?:[^，。；0-9]{0,4}发言|提出|提交|建议|联名|呼吁|反映)|(?:为)?[^，。；]{0,30}(?:主席|秘书长|常务委员|常委)(?:[，。；]|$)"
)
"""``田大力等4名委员发言``: one name alone only before what members do."""
_OWN_OFFICE: Final = Sought(r"委员(?=全年|还|也|每[年月周]|一年|今年|合作社|在|向|从|自|把|到)")
_NAMED_MEMBER: Final = re.compile(
    rf"(?<![一-鿿])(?P<name>[{SURNAMES}][^{NOT_IN_NAMES}{GROUP_CHARS}\W\d]{{2}})(?P<office>委员)"
)
_STRONG: Final = re.compile(
    rf"(?:{DOES})|[，。；）（：《“]|[0-9]{{1,2}}[日月]|[0-9]{{1,4}}[则篇条件]|$|\n| (?!{_GIVEN}{{1,3}}[，。、])"
)
_PERSONAL: Final = re.compile(
    "带动|带领|组织|的建议|说|表示|认为|主持|出席|指出|强调|介绍|提出|宣布|致辞|讲话|作(?:了|工作)?(?:报告|讲话|发言|点评)|带队|率队|一行|捐|告诉|参加|、(?:副主席|秘书长)"
)
"""What only somebody does: before it a word can be a name (``委员高峰说``)."""
_WEAK: Final = re.compile(
    "到(?!会)|的(?=[^，。；]{0,4}(?:指导|带领|主持|率领|陪同)|(?:介绍|讲话|汇报|发言|报告|建议|讲述|倡议|批示))|带头|走进|(?<!以)及|[、和与等在对就向从为每共也还都先分正各则]|以及|一[人行同起边]"
)
_MEMBER_DOES: Final = re.compile(
    "得知|获悉|了解到|听说|看到|带动|的(?:建议|发言|介绍|倡议|提议|提案|善举|带动)|始终|这几天|正在|还特别|携|等?(?:参加|出席|列席)|提到|分享|回顾|希望|等人|向[^，。；]{1,24}[捐送赠]|通过[^，。；]{1,12}向|租赁|拿出|除(?=[^，。；]{1,8}外)|报送|引进|引荐|举办|开展|，?(?:一年|全年|今年|去年|[三四五]年(?:来|间)?)(?:共|先后|累计|里|来)?(?:提交|提出|报送|撰写|反映|参加)|感触|：|一人|的[^，。]{1,10}(?:公司|企业|合作社|工作室|服务队)|等[0-9一二三四五六七八九十]{1,3}[位名人]|说|竖起|乐|喜|感慨|高兴|激动|笑着|笑道|回忆|坦言|直言|感叹|点赞|拿着|指着|算起|拉着|连连|《|的《|为[^，。]{1,12}(?:赠|捐|送|建)|深入|走访|调研|反映|提供|拍摄|创作|主持|撰写|表示|认为|建议|提出|呼吁|告诉|介绍|指出|发言|代表.{0,8}作|作.{0,10}发言|提交|撰写|领读|谈到|深有感触|个人|出资|捐|资助|带头|带领|牵头|创办|主动|率先|驰援|帮助|协调|先后|长期|积极|连续|围绕|就|返乡|回乡|投资|关于|针对|自掏|自费|奔走|坚持|多次|现场|当场|上门|义务|免费|组建|领办|等组成|等提出"
)
_NEXT: Final = re.compile(r" ?(?:、|和|及) ?(?P<office>(?:区|县|市)?(?:政协)?(?:副主席|秘书长|委员))?")
_ACTS: Final[tuple[tuple[Act, re.Pattern[str]], ...]] = (
    (Act.CHAIRED, re.compile("主持")),
    (Act.REPORTED, re.compile("作[^，。；]{0,24}报告|报告[了]?(?:工作|提案)")),
    (Act.COMMENTED, re.compile("批示|签批|圈阅|阅批")),
    (Act.LED, re.compile("带队|率队|率|带领|牵头|领衔|督办|领办")),
    (
        Act.SPOKE,
        re.compile("讲话|指出|强调|致辞|致词|发言|回应|部署|说|表示|认为|要求|主讲|通报|介绍|传达|宣布|点评|领学|汇报"),
    ),
    (Act.VISITED, re.compile("走访|调研|视察|考察|看望|慰问|深入|来到")),
    (Act.PROPOSED, re.compile("提出|提交|建议|呼吁")),
    (Act.ATTENDED, re.compile("出席|参加|列席|陪同|到会|应邀")),
)
_CLAUSE: Final = re.compile("[。；\n]")
_LONGEST_CLAUSE: Final = 60

_BEFORE_OFFICE: Final = re.compile(
    rf"(?:(?<![一-鿿])|(?<=针对|结合|采纳|落实|根据|吸收|吸纳|其中)|(?<=特别是)|(?<=[如和及与据])|(?<=对)(?=.[^{GROUP_CHARS}\W]{{2}}委))"
    rf"(?P<name>{_CALLED})(?P<office>委员|常委)(?={_MEMBER_DOES.pattern}|、[{SURNAMES}]{_GIVEN}{{1,2}}(?:委员|常委|、))"
)
"""``许晋川委员提出``: the office behind the name."""
_MEMBER: Final = Sought(rf"(?:委员|常委)(?=、|{_MEMBER_DOES.pattern})")
_ANY_MEMBER: Final = Sought("委员(?!会|单位|工作[室站]|之家|联络|驿站)|常委(?!会)")
_SHORT: Final = 2
_FAMILY_NAME: Final = 6
_LONGEST_NAME: Final = 18
_LOOK_AHEAD: Final = 24
_LONGEST_PART: Final = 9
_LONGEST_RUN: Final = 160
"""Characters from where a name of a family that is known, or of any, may begin to the office behind it, of what must
follow, and of what stands before a name's ``·``."""
_ANY_BEFORE_OFFICE: Final = re.compile(
    rf"(?<![一-鿿·])(?P<name>{_GIVEN}{{2,8}}·{_GIVEN}{{2,8}}|(?!如)[^{NOT_IN_NAMES}{GROUP_CHARS}\W\d]{{3}})(?P<office>委员|常委)"
    "$"
)
"""``叶尔兰委员提出``: of any family, where no word of a group (企业家委员, 住区委员) can stand."""
_APPOINTED: Final = Sought(
    r"(?:任命|免去|选举|补选|增选|推选|聘任|提名|接受|同意)(?:了)?"
    rf"(?P<name>{_CALLED}|[^{NOT_IN_NAMES}\W\d]{{2,3}}(?=为|同志))(?:同志)?(?:为|任|担任|的|辞去|请辞)"
    rf"[^，。；]{{0,16}}?(?P<office>{OFFICES}|委员)"
)
"""``任命朵春梅为区政协秘书长``, ``免去…的副秘书长职务``."""
_CHAIR_DOES: Final = (
    rf"代表|所?作|受|向大会|{DOES}|等[区县市州旗党政]{{1,4}}领导"
    rf"|、[{SURNAMES}]{_GIVEN}{{1,2}}(?:副?主席|书记|副?[区县市旗]长|主任)"
)
_BEFORE_CHAIR: Final = re.compile(
    rf"(?:(?<![一-鿿])|(?<=取了)|(?<=听取)|(?<=议了)|(?<=[由和及])|(?<=[县区市旗州]委|政府|政协))(?P<name>(?:{COMPOUND_SURNAMES}){_GIVEN}{{1,2}}?|[{SURNAMES}]{_GIVEN}{{1,2}}?|[{NAME_SOUNDS}]{{4}})"
    rf"(?P<office>副?主席|秘书长|书记|副?[区县市旗]长|主任)(?={_CHAIR_DOES})"
)
"""``审议了某某主席代表常委会作的报告``."""
_HEARD: Final = Sought(
    rf"(?:听取|审议|听取并审议)(?:了)?(?P<name>{_CALLED})(?:同志)?(?=所?作|代表[^，。；]{{0,16}}作|的(?:讲话|发言))"
)
"""``听取某某作的报告``."""
_CHAIR: Final = Sought(rf"(?:主席|秘书长|书记|区长|县长|市长|旗长|主任)(?={_CHAIR_DOES})")
_MADE: Final = Sought(
    r"为(?:中国人民政治协商会议|[一-鿿]{0,12}政协)?[^，。；、为]{0,14}?(?P<office>主席|副主席|秘书长|常务委员|常委|县长|区长|市长|副县长|副区长|副市长|主任|书记)(?![一-鿿])"
)
"""``焦某为县政协主席，钱某、孙某为副主席``: who was elected stands before 为."""
_MADE_WHO: Final = re.compile(
    rf"(?:(?<![一-鿿、])|(?<=选举|推选|补选|增选|增补|任命|同意))(?P<names>{_ONE}(?:、{_ONE}){{0,29}})等?$"
)
_ROSTER: Final = Sought(
    r"(?:提案人|提案者|提出人|联系人|联络员|报送人|发言人|报告人)："
    r" *(?:[一-鿿]{2,14}[室委科处会] )?(?P<names>[一-鿿]{2,4}(?:[、 ]{1,4}[一-鿿]{2,4}){0,7}?)"
    r"(?=等|[，。；）\n]| {2,}| +[一-鿿]{2,6}：|[、 ]{1,4}[^一-鿿]|$)"
)
_NO_PERSON: Final = re.compile(
    "[报刊闻台网会局委组部社盟革建进党协联院校室科站所心位员司厂乡镇村区县市]$|^各|电话|地址|审核|单位"
)
"""``提案人：董维平、何淑琴``."""


class Person(NamedTuple):
    """Where a name stands, and the office that goes with it."""

    start: int
    end: int
    office: str | None


def persons_in(shade: str) -> list[Person]:
    """People with an office in front, and those that a list goes on with."""
    found: list[Person] = []
    position = refused = 0
    for place, _ in _OFFICE.places(shade):
        office = _OFFICE.pattern.match(shade, place) if place >= position else None
        if office is None:
            continue
        position = office.end()
        is_member = office["office"] in _IS_MEMBER
        if is_member and place < refused:
            continue  # its list ends where the one before does
        name = _name_at(shade, office.end(), is_member)
        if name is None:
            continue
        body = _BODY.search(shade, max(0, office.start() - _LONGEST_BODY), office.start())
        title = (body[0] if body else "") + office["office"]
        together, titles = [name], [title]
        while (joint := _NEXT.match(shade, together[-1][1])) and (
            other := _name_at(shade, joint.end(), is_member, in_list=True)
            or _item_at(shade, joint.end())
            or _full_at(shade, joint.end())
        ):
            together.append(other)
            titles.append(joint["office"] or titles[-1])
        while (goes_on := _ITEM.match(shade, together[-1][1] + 1)) and _is_run(shade, together, goes_on):
            together.append(goes_on.span())
            titles.append(titles[-1])
        is_bracketed = shade[office.start() - 1] == "（" and shade[together[-1][1] : together[-1][1] + 1] == "）"
        sits = office["office"] == "政协委员" or shade.endswith("党组成员", 0, office.end())
        is_told = office["office"] in _SITS and any(
            is_sure(shade, *one) or (sits and is_short(shade, *one)) for one in together
        )
        if is_member and not (is_bracketed or is_told or found_doing(shade, together[-1][1])):
            refused = together[-1][1]
            continue
        found += [Person(*one, title) for one, title in zip(together, titles, strict=True)]
        position = together[-1][1]
    members = _MEMBER.finditer(shade)
    for pattern, offices in ((_BEFORE_OFFICE, members), (_BEFORE_CHAIR, _CHAIR.finditer(shade))):
        named = (
            item
            for item in _before(offices, pattern, shade)
            if is_name(item["name"], known=True) or item["name"] in ALSO_NAMES
        )
        for one in named:
            found.append(Person(*one.span("name"), one["office"]))
            found += _together(shade, one.start("name"), one["office"])
    for member in members:
        item = _ANY_BEFORE_OFFICE.search(shade, max(0, member.start() - _LONGEST_NAME), member.end())
        at_end = item is not None and item.end("office") == member.end() and not shade.startswith("、", member.end())
        if item and at_end and item["name"][1:] not in LEXICON:
            found.append(Person(*item.span("name"), item["office"]))
    for member in _ANY_MEMBER.finditer(shade):
        begin, end = max(0, member.start() - 3), member.start()
        if is_sure(shade, begin, end) and is_name(shade[begin:end], known=True):
            found.append(Person(begin, end, member[0]))
            found += _together(shade, begin, member[0])
    for item in _before(_OWN_OFFICE.finditer(shade), _NAMED_MEMBER, shade):
        found += [Person(*item.span("name"), item["office"])] if is_name(item["name"], known=True) else []
    for summed in _LISTED_MEMBERS.finditer(shade):
        if summed["office"] is None and _COMMENDED.match(shade, summed.end()):
            continue
        run = _NAMES_BEFORE.search(shade, max(0, summed.start() - _LONGEST_RUN), summed.start())
        if run and summed["office"] is None and _HONOURS.search(shade, max(0, run.start() - _SHORT), run.start()):
            continue
        if run is None and _SPEAK.match(shade, summed.end()):
            run = _NAME_BEFORE.search(shade, max(0, summed.start() - _FAMILY_NAME), summed.start())
            is_brief = run is not None and len(run["names"]) == _SHORT
            is_joint = summed[0].endswith("当选") or shade.startswith("联名", summed.end())
            run = None if is_brief and not is_joint else run
        if run:
            found += [Person(*one, summed["office"] or _seat_in(summed[0])) for one in _names_of(shade, run)]
    found += [
        Person(*item.span("name"), item["office"]) for item in _APPOINTED.finditer(shade) if is_name(item["name"])
    ]
    for item in _HEARD.finditer(shade):
        found += [Person(*item.span("name"), None)] if is_name(item["name"], known=True) else []
    for made in _MADE.finditer(shade):
        who = _MADE_WHO.search(shade, max(0, made.start() - _LONGEST_RUN), made.start())
        found += [Person(*one, made["office"]) for one in _names_of(shade, who)] if who else []
    for roster in _ROSTER.finditer(shade):
        role = "提案人" if roster[0].startswith("提") else None
        listed = _LISTED.finditer(shade, *roster.span("names"))
        found += [Person(*item.span(), role) for item in listed if not _NO_PERSON.search(item[0])]
    return found


def _seat_in(words: str) -> str | None:
    """The office that members have whom ``words`` sum up (``两位委员``)."""
    return "委员" if words.endswith("委员") else None


def _together(shade: str, start: int, office: str) -> list[Person]:
    """Who stands in a list before a name that the office follows (``董某、钱某、谢某委员``)."""
    if shade[start - 1 : start] != "、":
        return []
    run = _NAMES.search(shade, max(0, start - 1 - _LONGEST_RUN), start - 1)
    return [Person(*one, office) for one in _names_of(shade, run, sure=1)] if run else []


def _names_of(shade: str, run: re.Match[str], sure: int = 0) -> list[tuple[int, int]]:
    """The names of a list, if three of four of its items can be some; or two of three beside one that surely is
    (``彭从友、邹明年、徐顺喜委员``: 明年 is a word), as the ``sure`` ones are that stand behind the list."""
    items = list(_LISTED.finditer(shade, *run.span("names")))
    likely = sure + sum(is_name(one[0], known=True) or _SOUND_NAME.fullmatch(one[0]) is not None for one in items)
    among = sure + len(items)
    is_list = likely * 4 >= among * 3 or (
        likely * 3 >= among * 2 and (sure > 0 or any(is_sure(shade, *one.span()) for one in items))
    )
    return [one.span() for one in items if one[0][:2] not in NO_NAMES and one[0] not in LEXICON] if is_list else []


def _before(offices: Iterable[re.Match[str]], name: re.Pattern[str], shade: str) -> Iterator[re.Match[str]]:
    """The names before ``offices``, in order: looked for from there backwards, for one may begin at every character."""
    end = 0
    for office in offices:
        begin = max(end, office.start() - _FAMILY_NAME)
        if office.start() >= end and (item := name.search(shade, begin, office.end() + _LOOK_AHEAD)):
            end = item.end()
            yield item


def found_doing(shade: str, position: int) -> bool:
    """Whether a member named without another office speaks or proposes: else the word behind 委员 is hardly a name."""
    return _MEMBER_DOES.match(shade, position) is not None


def _name_at(shade: str, start: int, is_member: bool, *, in_list: bool = False) -> tuple[int, int] | None:
    """Where the name that begins at ``start`` stands: of a family known, or of any before a word that people do, or
    ``in_list`` before one of a family known."""
    if shade.find("·", start, start + _LONGEST_PART) > 0 and (long := _LONG_NAME.match(shade, start)):
        ends = range(long.start("last") + 2, long.end() + 1)
        return start, next((end for end in ends if _STRONG.match(shade, end)), long.end())
    if shade[start : start + 1] in _BEGINS_NONE:
        return None
    if sound := _SOUND_NAME.match(shade, start):
        for end in range(sound.end(), start + 2, -1):
            if _STRONG.match(shade, end) or (end == sound.end() and shade[end] == "的"):
                return start, end
    listed = _LISTED_NAME.match(shade, start)
    if listed and (item := _item_at(shade, start)) and item[1] - start > 2 and shade[item[1] - 1] in _LAST_IN_SOME:
        return item
    pattern = listed or (None if is_member else _ANY_NAME.match(shade, start))
    if pattern is None:
        return None
    longest = pattern.end()
    candidates = [end for end in range(longest, start + 1, -1) if is_name(shade[start:end], bool(listed))]
    if len(candidates) > 1 and shade[candidates[0] - 1] in "作所":
        candidates = candidates[1:]  # ``张涛作《…》的报告``, ``宋泓所作的``
    for end in candidates:
        goes_on = in_list and shade[end : end + 1] == "、" and _LISTED_NAME.match(shade, end + 1)
        if listed:
            is_one = bool(_STRONG.match(shade, end) or (is_member and found_doing(shade, end)))
        else:
            is_one = bool(DOES_NEXT.match(shade, end) or goes_on)
        if is_one:
            return start, (candidates[0] if _is_cut(shade, start, end, candidates[0]) else end)
    if shade[start : start + 2] in ALSO_NAMES and _PERSONAL.match(shade, start + 2):
        return start, start + 2
    if listed:
        for end in candidates:
            if _WEAK.match(shade, end):
                return start, end
    sure = next((end for end in candidates if is_sure(shade, start, end)), None)
    return (start, sure) if sure else None


def _is_run(shade: str, together: list[tuple[int, int]], item: re.Match[str]) -> bool:
    """Whether a list goes on behind a comma (``涂某，罗某，周某、蒋某``): with a full name and a comma again."""
    end = together[-1][1]
    is_led = shade[end] == "，" or (shade[end] == "、" and len(together) > 1)
    return is_led and shade[item.end()] in "，、" and is_sure(shade, *item.span()) and item[0][:2] not in NO_NAMES


def _is_cut(shade: str, start: int, end: int, longest: int) -> bool:
    """Whether what begins a word that people do (喜, 乐) is the last character of a full name (``黄家喜的``)."""
    return end < longest and shade[end] in "喜乐笑" and is_sure(shade, start, longest)


def _item_at(shade: str, start: int) -> tuple[int, int] | None:
    """A list's item that is as long as a name and begins with a family's (``、厉有为，``), where names stand before."""
    item = _ITEM.match(shade, start)
    if item is None or item[0][:2] in NO_NAMES or item[0] in LEXICON:
        return None
    is_word = _NO_PERSON.search(item[0]) and not (
        len(item[0]) > 2 and item[0][1] in GIVEN_NAMES and item[0][-1] == "会"
    )
    return None if is_word else item.span()


def _full_at(shade: str, start: int) -> tuple[int, int] | None:
    """A full name in a list whose beginning is a word (``严月华、黄山花一同参加``)."""
    end = start + _FULL
    return (start, end) if is_sure(shade, start, end) and _STRONG.match(shade, end) else None


_FULL: Final = 3
_BEGIN_SOME: Final = frozenset(SURNAMES + COMPOUND_SURNAMES + NAME_SOUNDS)
_BEGINS_NONE: Final = frozenset(f"{NOT_IN_NAMES}，。；：、（）“”\n") - _BEGIN_SOME
_LAST_IN_SOME: Final = frozenset("来有为会让")
"""What ends some names, told by the comma behind (``厉有为，``)."""


def act_of(shade: str, person: Person) -> Act | None:
    """What a person does in the rest of the sentence; of a list all do what its end says."""
    stop = _CLAUSE.search(shade, person.end, person.end + _LONGEST_CLAUSE)
    rest = shade[person.end : stop.start() if stop else person.end + _LONGEST_CLAUSE]
    if other := _OFFICE.pattern.search(rest):
        joint = rest[: other.start()]
        rest = rest if not re.search(DOES, joint) else joint
    hits = [(match.start(), act) for act, pattern in _ACTS if (match := pattern.search(rest))]
    told = [hit for hit in hits if hit[1] in _SAYS] if hits and min(hits)[1] is Act.ATTENDED else []
    return min(told or hits)[1] if hits else None


_SAYS: Final = frozenset({Act.SPOKE, Act.CHAIRED, Act.REPORTED})
"""What who attends is remembered for (``出席会议并讲话``)."""
