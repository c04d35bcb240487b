# ruff: noqa: E501  (a pattern is read as one line)
"""What the name of a breakdown's item says: what became of the proposals that it counts, or who made them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended, Tail
from cppcc_archive.reports.lexicon_table import OFFICES, PARTIES

REMEMBERED: Final = 4096
"""Names, and words behind figures, of which is remembered what they say: reports are full of the same."""

_DEFERRED: Final = Begun(
    r"待条件|留待|缓办|无力(?:解决|办理|落实)|(?:留作?|供|作为?|以供|仅供)(?:今后|以后|日后|工作|决策|有关部门)*参考|参考类|(?:难以|难于|暂难|一时难|不能|无法|未能|不宜|不便|不可|办不了|解决不了|暂不|暂未|暂缓|尚不|尚未|尚无|不具备)|(?:条件|政策|体制|财力|资金|客观|权限)[^，。；]{0,8}(?:限制|所限|受限|制约|原因|不足)|限于|受限|(?:解释|说明)(?:类|的)?"
)
_PLANNED: Final = Begun(
    r"正在(?!与|(?:抓紧|加快|积极|加紧)?办理)|正着手|着手|正按|按计划推进|承诺(?:今后|逐步|年内|明年|近期|解决|办理|落实)|继续(?:推进|办理|跟踪)|持续推进|(?:列入|纳入|进入)[^，。；]{0,8}(?:计划|规划|议程|安排|日程|程序)|(?:计划|规划)[^，。；]{0,6}(?:解决|落实|办理|实施|采纳)|逐步|拟(?:解决|采纳|办|落实)|准备(?:解决|采纳|列入)|有待|待解决|需要?(?:长期|持续)(?:坚持|推进|努力)|B类"
)
_SCHEDULED: Final = re.compile("[列纳]入[^，。；]{0,8}(?:计划|规划)")
"""``一时难以解决、列入计划逐步解决`` is planned."""
_RESOLVED: Final = Begun(
    r"(?<![未不没])(?:已|已经|得到|予以|被|获)?(?:基本|全部|部分|当场|及时|切实|有效)?(?<![未不没])(?:解决|采纳|落实|办成|实施|见效|兑现)|A类"
)
_ALREADY: Final = re.compile(r"(?:已|已经|得到|基本|全部|部分|被)(?:基本|部分|全部)?(?:解决|采纳|落实|办成)")
_WHOLLY: Final = re.compile(_ALREADY.pattern.replace("部分|", ""))
"""``部分解决或列入计划`` is no more than planned."""
_LAST_CLASSES: Final = re.compile("[CD]类")
"""What is kept for reference, where no words say what the class is."""
_NOT_DISPOSED: Final = Begun(
    r"没有取得|未能?取得|满意|意见|立案|转化|二次|再次|重新|B类[^，。]*转(?:化?为)?A类|实事|办复|答复|办结|未列入|未纳入|(?:解决|采纳|落实)(?:率|方案|办法|措施|机制|问题的)|建议"
)


@lru_cache(REMEMBERED)
def disposed(words: str) -> str | None:
    """What became of the proposals."""
    if not words or len(words) > 60 or _NOT_DISPOSED.search(words):
        return None
    deferred = _DEFERRED.search(words)
    if deferred and not _ALREADY.search(words) and not _SCHEDULED.search(words, deferred.end()):
        return "proposals_deferred"
    if _PLANNED.search(words) and not _begins_resolved(words):
        return "proposals_planned"
    if _RESOLVED.search(words):
        return "proposals_resolved"
    return "proposals_deferred" if _LAST_CLASSES.search(words) else None


def _begins_resolved(words: str) -> bool:
    """``已解决或列入计划``: the better half names both."""
    already, planned = _WHOLLY.search(words), _PLANNED.search(words)
    return already is not None and planned is not None and already.start() < planned.start() and "，" not in words


TAIL: Final = Tail(
    r"(?:(?:今年|全年|年内)?(?:提出|提交|报送|递交|撰写|联合提出|共同提出|组织提交|呈交|上交|所提|署名|名义提出)?(?:的)?(?:提案|建议案)?(?:共有|共计|总计|合计|达到|为|是|有|共|计|达|约|则)*+)$"
)
COLLECTIVE: Final = (
    r"集体|(?:各)?(?:民主)?党派|工商联|(?:有关|相关|各|人民|社会|群众)*团体|群团(?:组织)?|(?:各)?界别(?:小组|委员小组|活动组)?|(?:政协)?(?:各)?(?:专门委员会|专委会|专委|专工委|工作委员会)|(?:各)?(?:委员)?(?:活动)?小组|(?:各)?(?:政协)?委员(?:工作室|工作站|之家|会客厅|联络站|联络室)|委员活动组"
    rf"|(?:各)?(?:地区|乡镇|街道|镇街|政协)?(?:联络|活动|工作)(?:组|处|室|站|委)|政协工委|(?:各)?(?:街道|乡镇|镇街|镇)(?:工委)?|(?:各)?参加单位|{PARTIES}"
    r"|无党派(?:人士)?|总?工会|共青团|团委|妇联|侨联|科协|文联|残联|(?:总支|支部|基层组织|基层委员会)|[区县市]?委会|委员会"
)
"""Who proposes together."""
PERSONAL: Final = r"委员(?:个人)?|个人|单独|独立|第一提案人"
"""Who proposes alone."""
JOINT: Final = r"(?:跨(?:界别|党派))?(?:(?:多|数|几|两|二|三|2|3)[名人位])?(?:以上|及以上)?(?:委员)?(?:联名|联合|联署|共同|合提|合写|联提|合作)"
OF_A_KIND: Final = re.compile(
    "(?:女|青年|港澳|港澳台|台籍|侨界|农牧民|农民|少数民族|党外|中共党员|民主党派|无党派|企业家|基层|新任|连任|特邀|宗教界|(?![^界]{0,6}[各社]界)[一-鿿、]{2,12}界(?:别)?)"
    "(?:政协)?委员(?:提出|提交|报送|递交|撰写)?(?:的)?(?:提案)?"
)
"""Members of one kind: ``宗教界委员提案7件``."""
_HEAD: Final = "(?:(?<![社大全闭休])会|(?<!政)协|联|盟|(?<!作)社|(?<!政)委|党派?|(?<!案)组|支部|总支|团体|界别?|界别?组|工委|民革|民建|民进)"
"""How the names of bodies end that propose: ``县总工会和妇女联合会``, ``民盟青河区委``."""
_VERB: Final = "(?:今年|全年|年内|一?共|累计|先后|一家|积极|组织|联合|牵头|集体)*(?:提出|提交|报送|递交|撰写|呈交|上交|送交|形成|所提)"
_BODIES: Final = re.compile(rf"(?!.*(?:{OFFICES})$)(?:[^、和与及，。；〔]{{1,12}}?{_HEAD}等?(?:[、和与及]|以及|$))+")
ALL_MEMBERS: Final = re.compile(rf"(?:[^，]{{0,3}})委员们?{_VERB}")
_COLLECTIVE: Final = re.compile(COLLECTIVE)
_PERSONAL: Final = re.compile(PERSONAL)
_JOINT: Final = re.compile(JOINT)
_ANYBODY: Final = Begun(f"{COLLECTIVE}|{JOINT}|{PERSONAL}")
_BETWEEN_NAMES: Final = re.compile(
    r"^(?:由|来自|来源于|以|内含|含|政协|、|和|及|与|或|的|等|各|区|县|市|旗|州|名义|提案|提|类|者|人|方面|归并|（|）)*+$"
)

ONE_BODY: Final = Ended(rf"^[^各、和及与]*{_HEAD}(?:界别)?{_VERB}(?:的)?(?:提案)?(?:共|达)?$")


@lru_cache(REMEMBERED)
def source_in(name: str) -> str | None:
    """Who made the proposals, if the name says that and nothing else."""
    core = TAIL.cut(name.replace("〔", "").replace("〕", ""))
    if not core or len(core) > 40:
        return None
    together = jointly = alone = 0
    rest = core
    if _ANYBODY.search(core):
        rest, together = _COLLECTIVE.subn("", core)
        rest, jointly = _JOINT.subn("", rest)
        rest, alone = _PERSONAL.subn("", rest)
    if not (together or jointly or alone) or not _BETWEEN_NAMES.match(rest):
        return "proposals_collective" if _BODIES.fullmatch(core) else None
    if together and not (alone or jointly):
        return "proposals_collective"
    if jointly and not (alone or together):
        return "proposals_joint"
    return "proposals_individual" if alone and not together else None
