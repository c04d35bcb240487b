"""What the place of a figure says of it, whatever its words: a limit, a team's members, who does what follows."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.words import Token
from cppcc_archive.reports.lexicon_table import ALSO_NAMES, COMPOUND_SURNAMES, NO_NAMES, SURNAMES
from cppcc_archive.reports.model import Qualifier

WHO: Final = frozenset({"thing:member", "thing:member_kind", "thing:mass"})
LIMITS: Final = frozenset({Qualifier.MORE_THAN, Qualifier.LESS_THAN})
_THRESHOLD: Final = (
    re.compile(
        "的?委员(?:联名|联合|共同)(?=提|的)|(?:提案|信息|活动)?的(?:有|占)?(?:单位|部门|委员|个人|企业|承办|有|各|先进|小组|界别|党派)"
    ),
    re.compile("的?(?:重大|重点|产业|工业|优质|大)?(?:项目|企业)|的?(?:有|达)?(?=[0-9]{1,4}[个家项人名位户])"),
)
"""What follows a limit, of anything and of money."""
_MARKED: Final = frozenset({"分", "岁"})
_TEAM: Final = re.compile("[^，。；：、0-9]{0,12}组成的?[^，。；0-9]{0,16}?(?:团|队|小?组|专班|分队)")
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
_FEW: Final = 10
_EACH_OF: Final = re.compile("的?委员(?:[全每一五]年|年内)?(?:提交|提出|报送|撰写)[^，。；0-9]{0,6}")
PEOPLE: Final = frozenset("名人位")


def marks_at(
    shade: str, figure: Figure, last: Figure | None, before: tuple[Token, ...], after: tuple[Token, ...]
) -> set[str]:
    """What the place of a figure says of it, whatever its words: a limit, a team's members, who does what follows."""
    marks: set[str] = set()
    if (
        last
        and (last.unit in PEOPLE or last.unit == "%")
        and figure.value < _FEW
        and _EACH_OF.fullmatch(shade, last.end, figure.start)
    ):
        marks |= {"sign:threshold"} if figure.qualifier in LIMITS else set()  # ``11名委员提交提案3件以上``
    if figure.qualifier in LIMITS and (
        figure.unit in _MARKED or _THRESHOLD[figure.unit == "元"].match(shade, figure.end)
    ):
        marks.add("sign:threshold")  # ``引进10亿元以上项目2个``, ``承办10件以上的单位``
    if figure.unit[:1] == "批" and _COMES.search(shade, max(0, figure.start - _COMES_REACH), figure.start):
        marks.add("sign:comes")  # ``邀请侨胞来沂考察19批次``
    if shade.endswith(("确定的", "选定的", "列出的"), 0, figure.start):
        marks.add("sign:chosen")  # ``市政协确定的10件重点提案``
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
    elif after and after[0].key in _BODIES_COUNTED and figure.unit in ("个", "家") and shade[figure.end] != "、":
        is_level = len(after) > 1 and after[1].key == "thing:platform" and after[1].start == after[0].end
        if not is_level and after[0].start - figure.end <= _BODY_REACH:  # ``1个县级委员工作室`` is no body
            marks.add("sign:bodies")
    return marks


_BY_PARTIES: Final = Ended(
    "(?:^|[，。；])各?(?:民主党派|党派团体|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|人民团体)"
    "[^，。；0-9委员]{0,16}(?:共|累计|先后)?(?:提交|提出)提案$"
)
"""``各民主党派、工商联提交提案37件``: by whom they were made."""
_OF_ALL: Final = Ended("委员(?:现有|共有?|计)?$")
_OF_THESE: Final = Ended("委员中，?(?:就|共|已)?有$")
_NEWLY: Final = re.compile("(?:是|为|属)?(?:首次|第一次|初次|新[任当委]|连任|留任|继续)")
"""``182名委员中有109名是首次担任``."""
_PRIZE: Final = Ended("(?:[特一二三]等|优秀|优胜|组织|鼓励|入围)奖(?:共|各|为|有)?[：（]?$")
"""``一等奖：3名``."""
_WHO_CAME: Final = re.compile(
    "(?:政协)?委员中，?(?:实际)?(?:出席|到会|参加|实到|[有共]?[0-9]+[名人位](?:委员)?(?:出席|到会|参加|实到|提交))"
)
"""``47名委员中出席会议38名``, ``213名委员中有187名委员参加``."""
_SUM_OF_ALL: Final = Ended("[合总共]计(?:：|，)(?:[共现]?有)?委员(?:共有?)?$")
_NOT_NAMED: Final = "年体部都均每各共后积踊认委员会次届第的了在和与及等为，。；：、0-9"
_NAMED: Final = f"(?![向后和都经相])(?:{COMPOUND_SURNAMES}|[{SURNAMES}])[^{_NOT_NAMED}]{{1,2}}"
_IN_FULL: Final = f"(?:{COMPOUND_SURNAMES})"
_DID: Final = (
    "(?:独自|单独|一年|本年度|今年|去年|[三四五]年(?:来|间)?|先后|个人|本人|一人|带头|全年|年内|共|累计|独立)*"
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
_CALLED: Final = f"(?P<c>(?![向后和都经相])[{SURNAMES}](?:(?!{_WHO_ELSE})[一-鿿]){{1,2}})"
_MEMBER_NAMED: Final = Begun(
    "(?:^|[，。；：、])[^，。；：、0-9]{0,28}?(?:"
    f"{_TITLED} ?(?P<a>{_NAMED})(?:[、和] ?{_NAMED}){{0,5}}(?:等人)?(?:{_ONES}|(?<=等人)积极)"
    f"|(?:主席|秘书长|主任) ?(?P<b>{_NAMED}){_GAVE}|(?:{_CALLED}|{_WHOSE})(?:委员|常委)(?![们会提信意建])"
    f")(?:(?!政协(?!委员|常委)|我们|委员们|全体(?:政协)?委员|广大|{_OTHERS})(?:[^。；]|；{_SAME}))*$"
)
"""``县政协委员、公司董事长陈华为乡亲捐资4万元``, ``林芳委员向红十字会捐款9000元``: to the end of the sentence."""
_ONE_KIND: Final = Ended("(?:港澳|港澳台|台胞|侨界|企业家|少数民族|[科医文体教农工经]\\S{0,2}界)(?:政协)?委员$")
_OF_A_SECTOR: Final = Ended(
    "(?:^|[，。；：、中])(?:其中)?(?![邀组走安选发推慰召动由对向有表评训培联结])[一-鿿]{1,5}(?:[和及与][一-鿿]{1,5})?界(?:政协)?委员$"
)
_OF_ONE: Final = Ended(
    "(?:[一-鿿]{2}(?<![县区市旗州盟届省国协])委员会|专委会|专委|[案济科文教卫体史法社族农环资城联侨业]委|界别|支部|联络组|活动组)(?:现|共|实|目前)*(?:有|由)(?:政协)?(?:委员)?$"
)
_STATED: Final = Ended(
    "有港澳(?:政协)?委员$|本委(?:现|共)?联系[^，。；]{0,30}委员$|^\\s*(?:常务|女|港澳)委员$|(?:[案济科文教卫体史法社族农环资城联侨业]委|专委会|界别|活动组)(?:现|共)*(?:联系|有)(?:政协)?委员$"
)
_OF_THEM: Final = Ended(
    "(?:其中|[、，])[^，。；、0-9]{0,12}(?:界别?|专家|负责人|(?<!机关)干部|人士|党员|委员|代表|博士|教师|医生|企业家|律师|农民|学者|教授)$"
)
"""``联系委员38名，其中中共界9名、法律界12名，女委员10名``."""
_LED_BY: Final = Ended("(?:带领|率领|率队|(?<![意复案商办效概机比])率)[^，。；]{0,24}委员$")
"""``副主席康某率经济界和农业界委员18名视察``."""
_ABOUT: Final = Ended(
    "(?:^|[。；])(?:广大)?(?:委员们?)?(?:围绕|聚焦|针对)(?![^，]{0,10}(?:中心|大局|全局))[^，。；0-9]{2,40}，?(?:广大)?(?:委员们?)?(?:共|累计|先后)?(?:提出|提交)提案$"
)
_AT_PLENARY: Final = Ended("(?:大会|会议|全会)期间，?(?:共|先后)?(?:收到|征集|立案)(?:[^，。；0-9]{0,20}提案)?$")
_AND_BETWEEN: Final = re.compile("[^。]*?(?:闭会|休会|平时|会后)")
_TOLD_APART: Final = re.compile("[^。]*?其中(?:大会|会议|全会)(?:期间|上)")
"""``会议期间收到150件，其中大会期间129件、闭会期间21件``: the first is all that was received."""
_STANDS: Final = re.compile(
    "(?:[全我][区县市旗州]|[该全]?(?:村|镇|乡|社区)|贫困(?:户|人口))(?:现|尚|共|还|仅)*(?:有|为|已?(?:减少|下降|降低)?(?:至|到|为))"
    "(?:[^，。；]*|(?:[0-9]+户[、，]?))$"
)
_GOODS: Final = Ended(
    "(?:发放|赠送|送去|送上|捐出|配送)[^，。；]{2,40}(?:物资|物品|药品|用品|礼品|器材|食品|农资|图书|书籍)(?:共计?|合计|总计|折合|折款|价值|约|达|总价值|、)*$"
)
_OF_GOODS: Final = re.compile("的(?:药品|物资|物品|用品|礼品|器材|食品|农资|图书|书籍|衣物|口罩)")
_GIVEN_OUT: Final = Ended("(?:发放|赠送|送去|送上|捐出|捐赠|配送)了?(?:价值|总价值)?$")
"""``发放防疫物资共6万元``, ``免费发放3000元的药品``."""
_ANY: Final = re.compile("")
_TOO_FEW: Final = "的?委员[^，。；]{0,14}(?:不足|不到|少于|没有|未)"
_POINTS: Final = "[得加计记扣][0-9.]+分"
_EACHS: Final = Ended(
    "(?:工资|薪酬|劳务费|报酬|租金|分红)[^，。；]{0,4}$|(?:生|[人户]|家庭|老人|儿童)每(?:年|月|学期|学年)$|(?:每[人名位户家]|人均)[^，。；0-9]{0,16}$|各自(?:送|发|赠|捐)[^。；]{0,24}$"
)
_NONE_GIVEN: Final = Ended("(?:没有?|未曾?)(?:提出|提交|撰写|提|交|写)过?$")
"""``个别委员五年没有提过1件提案``."""
_BY_DEPUTIES: Final = Ended("代表[^。；]*(?:提出|提交)(?:意见|议案)?建议$")
"""``代表、委员提出建议71件、提案66件``: the suggestions."""
_GREW_TO: Final = Ended("(?:增加|减少|调整|增)(?:到|至|为)$")
_WORK_FOR: Final = Ended("(?:吸纳|带动|安置)了?$")
_WORK: Final = re.compile("[^，。；0-9]{0,10}(?:就业|务工|创业|增收)")
"""``吸纳110名妇女就业``."""
_TROUBLE: Final = re.compile("[^，。；]{0,12}(?:难|问题)")
_SITES: Final = frozenset({"个", "家", "所"})
_TO_PLACES: Final = re.compile(
    "(?:到|赴|前往)(?:全[县区市旗州]|[^，。；0-9]{0,12}等)?(?:[0-9]+[余多]?[个所家][^，。；0-9]{1,10}[、和及]?)*$"
)
_THERE: Final = re.compile(
    "[^，。；0-9]{1,10}(?:[、和及][0-9]+[余多]?[个所家][^，。；0-9]{1,10})*，?[^，。；]{0,16}(?:调研|视察|考察|督查|走访|检查|协商|宣讲)"
)
"""``到全县13个镇47个村、12所学校，调研``."""
_SHARED_IN: Final = re.compile("(?:会办|协办|分办)[0-9]+件（[^（）]*$")
"""``会办81件（代表建议44件、政协提案37件）``."""
_PARTY: Final = Ended("一行共?$")
_TO_US: Final = re.compile(
    "，?(?:来|到|赴|莅临|前来)(?:我|本)?[区县市旗州](?:政协)?[^，。；]{0,8}(?:考察|学习|调研|交流|参观|观摩|取经)"
)
"""``秘书长带领部分委员一行16人，来我市考察``."""
_BRANCH: Final = re.compile(
    "[^，。；0-9]{0,6}(?:党员|盟员|会员|社员|成员)(?:担任|当选为?|任)[^，。；]{0,10}(?:政协)?委员"
)
"""``共有12名民革党员担任区政协委员``."""
_NO_ADVICE: Final = re.compile(
    "(?:^|[，。；：])(?:[一二三四五六七八九十]是)?建议(?!共|累|合|总|分别|有|达|约|近|数|等)[^，。；：]{2,}$"
    "|(?:根据|按照|依据|结合)[^，。；]{0,12}(?:意见|建议)(?:(?!意见|建议)[^，。；共]){2,}$"
)
"""``建议每年选择3个重大课题``, ``根据提案意见新开公交线路3条``: what is advised, or came of advice, is none."""
_NOT_COUNTED: Final[dict[str, tuple[re.Pattern[str] | Ended, re.Pattern[str]]]] = {
    "proposals_by_sector": (re.compile("(?:建议|意见|批评)类(?:提案)?$"), _ANY),
    "proposals_share": (re.compile("(?:网上|在线|线上|网络)提交(?:的?提案)?(?:占比?|比例)(?:达到?|为)?$"), _ANY),
    "suggestions_made": (_NO_ADVICE, _ANY),
    "history_volumes": (re.compile("印发$"), _ANY),
    "honours": (re.compile("创新(?:平台|团队)[^，。；]*$"), _ANY),
    "consultations": (re.compile("面对面(?:沟通)?协商$"), _ANY),
    "attendance_rate": (_ANY, re.compile(_TOO_FEW)),
    "participations": (_ANY, re.compile(f"[^，。；0-9]{{0,6}}(?:通报批评|约谈|诫勉)|{_TOO_FEW}")),
    "satisfaction_rate": (re.compile("^(?!.*(?:提案|办[复结理]|承办|答复)).*(?:评议|测评).*$", re.DOTALL), _ANY),
    "aid_value": (
        _EACHS,
        _ANY,
    ),
    "opinions_submitted": (_ANY, re.compile(f"信息未(?:得到|被|获)?|{_POINTS}")),
    "handling_bodies": (_ANY, re.compile("[^，。；]{0,10}(?:选派|派驻|派出|委派)")),
    "places_reached": (re.compile("(?:选派|派出|委派)[^，。；]{0,14}(?:进驻|派驻|入驻)$"), _ANY),
    "opinions_adopted": (re.compile("情况$"), _ANY),
    "members_total": (_ANY, re.compile("(?:政协)?委员(?:报送|反映|提供)")),
    "articles_published": (re.compile("推出[^，。；]{0,10}(?:线路|路线|产品|举措|项目|政策)$"), _ANY),
    "proposals_filed": (_ANY, re.compile(_POINTS)),
    "proposals_submitted": (_ANY, re.compile(_POINTS)),
    "proposers": (_ANY, re.compile(_TOO_FEW)),
}
"""Words before and behind a figure that make it no measure of ours, by the code it would have."""
_MEMBERS: Final = frozenset({"members_total", "members_group"})
_THEIRS: Final = Ended("(?:本委联系|(?<![由有0-9])[0-9]{1,2}个界别)的$")
"""Members of some sectors, while ``现有12个界别的180名委员`` are all."""
_WHO_GAVE: Final = Ended(
    "(?:捐|资助|认捐)[^，。；0-9]{0,4}[0-9一二三四五六七八九十百千.]{1,6}[万亿]?元(?:及?以上|以下|至[^，。；]{1,8}元)?的(?:有|达)?$"
)
"""``捐款1万元以上的12人``."""
_HANDED_TOO: Final = Ended(
    "(?:承办|接办|办理)了?[^。；0-9]{0,12}(?:代表|人大|建议|议案)[^。；]{0,24}?[0-9]{1,4}件(?:（[^（）]*）)?[、，和]?(?:和|以及)?"
    "[^，。；0-9立案]{0,20}提案[有共为]{0,2}$"
    "|政府(?:系统|各部门)?(?:共|先后|累计)*(?:收集|接收|收到)、(?:办理|承办)[^，。；0-9]{0,12}提案[有共为]{0,2}$"
)
"""``承办代表建议88件，县政协十届二次会议提出的委员提案107件``: the verb goes on."""
_CLASSED: Final = frozenset({"proposals_resolved", "proposals_planned", "proposals_deferred"})
_TURNED: Final = re.compile(
    "(?:“?[B-D]”?类)?(?:的?提案)?(?:、[0-9]{1,4}件“?[B-D]”?类(?:提案)?)*(?:已|均|成功|顺利|全部)*(?:转化?(?:为|成)?|升级?为|变为)“?A”?类"
)
_TURNED_TO: Final = Ended("(?:转化?(?:为|成)?|升级?为|变为)“?A”?类(?:的?提案)?(?:的?有|共)?$")
"""What was turned to another class (``31件B类提案转为A类``) is answered once more."""
_WENT_TO: Final = Ended("(?:^|[，。；：])[^，。；：0-9]{0,14}?(?:到|赴|深入|前往)[^，。；0-9]{1,24}$")
_TO_SURVEY: Final = re.compile(
    "(?:乡镇|[乡镇村]|社区|公社|街道|苏木|学校|医院|企业|单位|部门|园区|景区|农场|林场|工地)[^，。；0-9]{0,10}，(?:就|对|围绕|针对)[^，。；]{1,30}"
    "(?:调研|考察|视察|督查|走访|调查|检查|座谈|监督)"
)
"""``到石桥、云岭等3个乡镇，就医疗体制改革问题进行考察``."""
_A_PROPOSAL: Final = re.compile("[^，。；0-9]{1,8}提案")
"""``提一件高质量的提案``."""
_FOR: Final = Ended("(?:[^认成作因以较]|促成|^)[为给]$")
_GIVES: Final = re.compile(
    "(?![^，。；]{0,8}(?:委员|信息员|干部|单位|代表))[^，。；0-9]{1,12}(?:发放|提供|办理|解决|追[回讨]|落实|完成|免费|减免|安装|送[去上]|争取|购买|缴纳)"
)
_TO_WHOM: Final = Ended("[对向][^，。；0-9]{0,12}$")
_AIDS: Final = re.compile(
    "(?![^，。；]{0,8}(?:委员|信息员|干部|单位|代表))[^，。；0-9]{1,22}(?:资助(?!政策)|捐助|救助|捐款|发放了?(?:助学|奖学|慰问|救助|补助|物资))"
)
"""``对张华等28名家庭贫困的大学生每人资助3000元``."""
_INVITED: Final = re.compile("[^，。；0-9]{0,6}委员(?:[对就围参视开赴到深实同与和]|会同)")
_PROPOSED: Final = re.compile(
    "(?:政协)?委员(?:联名|联合|共同)?(?:提出|提交)的?[^，。；《]{0,6}(?:提案|《[^》]{4,60}(?:提案|建议)》)"
)
_OF_A_GROUP: Final = {"members_total": "members_group", "proposals_submitted": "proposals_by_source"}
"""What a group's own story counts as the whole, and is a slice of the committee's."""
_OWN_CODES: Final = (
    "proposals_individual opinions_submitted opinions_adopted aid_value articles_published people_aided activities"
)
ONES_OWN: Final = frozenset(
    f"{_OWN_CODES} trainings outreach participations proposals_filed investment projects_attracted visits".split()
)
"""What one member does, and is told for, of what all do."""

_WITH_A_NAME: Final = Begun(
    f"(?:{_TITLED}|主席|秘书长|主任|书记)(?:企业家)? ?{_NAMED}|(?:委员|常委)(?:个人|一人|"
    f"(?<=[{SURNAMES}]...)|(?<=[{SURNAMES}]....)|(?<={_IN_FULL}...)|(?<={_IN_FULL}....)"
    f"|(?<={_OFFICES_OF}[一-鿿]{{2}}..)|(?<={_OFFICES_OF}[一-鿿]{{3}}..))|的委员，[他她]|“[^”]*?我"
)
"""What both need, found in a third of the time: most members have no name."""


def is_of_one(before: str) -> bool:
    """Whether what stands ``before`` a figure in its sentence says that one person did what it counts."""
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
    if code == "other" and _PRIZE.search(before):
        return "honours"
    if code == "other" and unit == "元":
        is_given = _GOODS.search(before) or (_OF_GOODS.match(behind) and _GIVEN_OUT.search(before))
        return "aid_value" if is_given and not _EACHS.search(before) else code
    if code == "other" and unit in PEOPLE and _OF_THESE.search(before) and _NEWLY.match(behind):
        return "members_group"
    if code == "other" and unit in PEOPLE and _WHO_CAME.match(behind):
        return "members_total"
    if code == "other" and unit in PEOPLE and _SUM_OF_ALL.search(before):
        return "members_total"
    if code == "other" and unit in PEOPLE and before.endswith("等") and _PROPOSED.match(behind):
        return "proposers"  # ``林芳等6名委员联名提出的提案``
    if code == "other" and (unit in PEOPLE or unit == "户") and _FOR.search(before) and _GIVES.match(behind):
        return "people_aided"  # ``为286名教师发放补贴``
    if code == "other" and unit in PEOPLE and _TO_WHOM.search(before) and _AIDS.match(behind):
        return "people_aided"
    if code == "participations" and _PARTY.search(before) and _TO_US.match(behind):
        return "guests_received"
    if code in ("members_total", "other") and unit in PEOPLE and _BRANCH.match(behind):
        return "members_group"
    if code in ("members_total", "other") and unit in PEOPLE and _THEIRS.search(before) and "委员" in behind[:4]:
        return "members_group"
    if code == "other" and unit in PEOPLE and before.endswith("邀请") and _INVITED.match(behind):
        return "participations"
    if code == "other" and unit in PEOPLE and last == "members_total" and _GREW_TO.search(before):
        return last  # ``委员由124名增加到145名``
    if code == "other" and unit in PEOPLE and _WORK_FOR.search(before) and _WORK.match(behind):
        return "people_aided"
    if code == "other" and unit in PEOPLE and before.endswith(("解决", "解决了")) and _TROUBLE.match(behind):
        return "people_aided"  # ``解决了390名学生乘车难问题``
    if code == "members_total" and _OF_ONE.search(before):
        return "members_group"  # ``教科文卫体委员会共有委员47名``
    if code == "other" and unit in PEOPLE and last in _MEMBERS and _OF_THEM.search(before):
        return "members_group"
    if unit in PEOPLE and code in ("members_total", "other") and before.endswith("委员"):
        if _LED_BY.search(before) and code == "other":
            return "participations"
        if _OF_A_SECTOR.search(before):
            return "members_group"  # ``教育界委员14名、医药卫生界委员11名``
        told = _STATED.search(before) if code == "other" else _ONE_KIND.search(before)
        return "members_group" if told else code
    if code in _CLASSED and (_TURNED.match(behind) or _TURNED_TO.search(before)):
        return "other"
    if code == "other" and unit in _SITES and _WENT_TO.search(before) and _TO_SURVEY.match(behind):
        return "places_reached"
    if code == "other" and unit in _SITES and _TO_PLACES.search(before) and _THERE.match(behind):
        return "places_reached"
    if code == "other" and unit in PEOPLE and _WHO_GAVE.search(before):
        return "participations"
    if code in ("proposals_submitted", "proposals_plenary") and _HANDED_TOO.search(before):
        return "proposals_assigned"
    if code == "other" and unit == "件" and before.endswith("提") and _A_PROPOSAL.match(behind):
        return "proposals_submitted"
    if code == "proposals_assigned" and _SHARED_IN.search(before):
        return "other"
    if code == "proposals_submitted" and (_NONE_GIVEN.search(before) or _BY_DEPUTIES.search(before)):
        return "other"
    if code == "proposals_submitted" and is_of_one(before):
        return "proposals_individual"
    if code == "proposals_submitted" and _BY_PARTIES.search(before):
        return "proposals_by_source"
    if code == "proposals_submitted" and _ABOUT.search(before):
        return "proposals_by_sector"
    if code in ("proposals_submitted", "proposals_filed", "proposals_plenary") and _AT_PLENARY.search(before):
        if _TOLD_APART.match(behind):
            return "proposals_submitted" if code == "proposals_plenary" else code
        return "proposals_plenary" if _AND_BETWEEN.match(behind) else code
    kept = code == "consultations" and unit != "件"
    if not kept and (words := _NOT_COUNTED.get(code)) and words[0].search(before) and words[1].match(behind):
        return "other"
    is_share = code == "attendance_rate" and last == "members_group" and "占" in before[-_SHARE_REACH:]
    is_way = code == "participations" and before.endswith("沟通")  # ``与委员沟通420人次``
    return "other" if is_share or is_way or (code == "people_aided" and _STANDS.search(before)) else code


_SHARE_REACH: Final = 12
