"""How a number with its measure word is printed: one pattern, and where to try it."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.lexicon_table import ANY_UNIT

CJK: Final = "〇零一二两三四五六七八九十百千万亿"
_ARABIC: Final = (
    r"(?=[0-9.]{1,4} [0-9])(?:"
    r"(?<=[\u4e00-\u9fff] )[0-9]{1,2} [0-9]{1,2}(?= ?[件篇条名次份])|[0-9]{2,3}\. [0-9]{1,2}(?= ?%)|"
    r"(?<=[\u4e00-\u9fff])(?<![第表图页版号])[0-9]{1,3}(?: [0-9]{3}){1,2}(?![0-9])|"
    r"(?<=[\u4e00-\u9fff] )[0-9]{1,3}(?: [0-9]{3}){1,2}(?![0-9])|"
    r"(?<=[件篇条次人名个家户元字]、)[0-9]{1,3}(?: [0-9]{3}){1,2}(?![0-9]))|"
    r"(?=[0-9]{1,3}[,，])[0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?![0-9])|[0-9]{1,14}+(?:\.[0-9]{1,6}+)?+"
)
"""Digits as they are printed, those that blanks part first. Of no number a part is tried, nor of those below: nothing
that may follow one begins with its characters."""
_FORMAL: Final = r"(?:[壹贰叁肆伍陆柒捌玖]?[拾佰仟]零?)+[壹贰叁肆伍陆柒捌玖]?(?![拾佰仟])"
"""Numerals as they are written on cheques: ``贰佰壹拾``. One alone may be a name (伍, 陆)."""
_CHINESE: Final = rf"[数几]?[{CJK}]{{1,16}}+[几数]?+(?:点[〇零一二三四五六七八九]{{1,6}})?"
_NO_TENTH: Final = "[一二三四五六七八九十百件篇条次人名个项家]"
_OVER: Final = (
    r"(?<=成)多|(?<=个)多(?=星期|学期|世纪)|(?<=[年天时月])多(?=[，。；、）\n的来时以之前后]|努力|建设|筹备|实践|$)"
)
_TAILS_BEGIN: Final = "一二三四五六七八九半多 及以左上之"
FIGURE: Final = re.compile(
    rf"(?:(?P<pct>百分之 ?)(?P<part>[0-9.]{{1,9}}|[{CJK}点]{{1,12}})|(?P<num>{_ARABIC}|{_FORMAL}|{_CHINESE}))"
    rf"(?:(?=[ 余多来千百万亿]) ?(?P<mid>[余多来])? ?(?P<mag>[千百]?万|亿|千|百)? ?(?P<mid2>[余多])? ?|)"
    rf"(?P<unit>(?(pct)|(?:{ANY_UNIT})))(?:(?=[{_TAILS_BEGIN}])(?P<tenth>(?<=成)[一二三四五六七八九](?!{_NO_TENTH}))?"
    rf"(?P<half>半)?(?P<over>{_OVER})?"
    rf"(?P<tail> ?(?:及?以上|左右|上下|以内|以下|之多))?|)"
)
"""What most figures have none of stands behind a look at one character: each part that may be missing costs as much as
a number."""
_NUMERALS: Final = f"数几{CJK}壹贰叁肆伍陆柒捌玖拾佰仟"
_GO_ON: Final = "".join(sorted({unit[0] for unit in ANY_UNIT.split("|")}))
STARTS: Final = re.compile(rf"[0-9{_NUMERALS}](?:(?<=[0-9])|(?=[{_NUMERALS}点余多来 {_GO_ON}]))")
"""Where a figure can begin (百分之 included): a look for one of these costs a tenth of the pattern's at every place."""
FRACTION: Final = re.compile(
    r"(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])(?![一-九十百千点])(?P<tail>(?:及?以上|左右|多|强|弱))?"
)
WHOLES: Final = re.compile(r"率[”、，]{0,2}(?:[均都达到实现]{1,3})?“?[二两三四五2-5]个“?(?P<each>100 ?%|百分之?百)”?")
"""Several rates and the one percentage that is each one's."""
