"""What became of the proposals that an item of a breakdown counts: resolved, planned, or no more than explained."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cppcc_archive.markup.begun import Begun

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
