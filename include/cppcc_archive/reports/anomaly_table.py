# ruff: noqa: E501  (a row is read as one line)
"""What each kind of anomaly is, and what somebody who uses the text does about it. Data and no logic."""

from __future__ import annotations

from typing import NamedTuple


class AnomalyKind(NamedTuple):
    """One kind, named and explained in Chinese and English."""

    kind: str
    label_zh: str
    label_en: str
    advice_zh: str
    advice_en: str


# fmt: off
ANOMALY_KINDS = (
    AnomalyKind("lost_term", "缺届次数字", "The number of the term (届) is missing", "届数以 reports.term 为准；为空则查原网页。", "Take the term from reports.term; where that is null, look at the archived page."),
    AnomalyKind("lost_session", "缺会议次数", "The number of the session (次) is missing", "会议次数以 reports.session 为准；为空则查原网页。", "Take the session from reports.session; where that is null, look at the archived page."),
    AnomalyKind("lost_character", "固定用语缺字", "A fixed expression lacks a character", "引用时采用 expected；检索时两种写法都查。", "Quote what expected says; search for both spellings."),
    AnomalyKind("lost_ordinal", "缺标题序号", "A heading lacks its number", "序号以 expected 为准；标题本身完整。", "Take the number from expected; the heading itself is whole."),
    AnomalyKind("skipped_ordinal", "标题序号跳号", "The numbers of headings skip one", "其间可能少了一节：统计章节前先查原网页。", "A section may be missing between them: look at the archived page before counting sections."),
    AnomalyKind("broken_date", "日期缺字", "A date lacks a character", "有 expected 则采用；否则以 event_date 或 published_date 为准。", "Take the date from expected; without one, from event_date or published_date."),
    AnomalyKind("lost_measure", "缺量词", "A figure lacks its unit", "该数字的单位存疑：相加之前先查原网页。", "The unit of this figure is uncertain: look at the archived page before adding it up."),
    AnomalyKind("split_number", "数字中间有空格", "A blank stands inside a number", "数值存疑：看前后文是一个数还是两个数。", "The value is uncertain: see by the words around it whether it is one number or two."),
    AnomalyKind("lost_stop", "两句连写", "Two sentences run together", "数字仍有效；按句切分时在 expected 的句号处分开。", "The figure stands; split sentences where expected has its full stop."),
    AnomalyKind("unbalanced_quote", "引号不成对", "A quotation mark has no partner", "内容完整；按引号摘取名称时此处不可靠。", "Nothing is missing but the mark; names taken by their quotation marks are unreliable here."),
    AnomalyKind("unbalanced_bracket", "括号不成对", "A bracket has no partner", "内容完整；按括号或书名号摘取名称时此处不可靠。", "Nothing is missing but the bracket; names taken by their brackets are unreliable here."),
)
# fmt: on
