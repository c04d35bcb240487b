"""The forms in which offices file articles (索引号, 发布机构) and proposals (案号, 提案人), by their fields' names."""

from __future__ import annotations

from cppcc_archive.extract.chrome import LONGEST_LABEL, is_bare_label, letters

_INDEX_LABELS = frozenset(
    """
    索引号 信息索引号 责任单位 公开形式 公开时间 组配分类 内容概述 废止日期
    发布机构 发文机关 发文单位 公开机构 文号 发文字号 发布日期 发布时间 成文日期 生成日期 发文日期
    公开日期 公开方式 公开类别 公开范围 主题分类 信息分类 主题词 体裁分类 有效性 信息名称 信息来源
    责任部门 公开时限 索取号 文件编号 备注
    """.split()  # noqa: SIM905
)
_PROPOSAL_LABELS = frozenset(
    """
    提案编号 提案号 案号 编号 案由 提案者 提案人 提案单位 第一提案人 联名人 附议人 主办单位 承办单位 会办单位 协办单位
    办理单位 提出时间 提交时间 立案时间 答复时间 办结时间 届次 提案类别 提案分类 提案类型 界别 办理状态 办理方式
    """.split()  # noqa: SIM905
)
"""Those that a proposal is filed under: a table of them alone, apart from its text, is none of it."""
_INDEX_LINES = _INDEX_LABELS - {"主题词", "备注", "发布时间", "发布日期", "内容概述", "责任单位"}
"""Those that no text has in a line of its own, and no info line."""
_LONGEST_VALUE, _ROWS = 40, 20  # characters of a field's value in its line, rows of a form that are looked at


def is_index(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a table is the form in which an office files the article (索引号, 发布机构, 发布日期 …)."""
    bare = [[letters(cell).strip(":：") for cell in row] for row in rows[:_ROWS]]
    labels = [is_field(row[0]) for row in bare if row]
    told, others = (sum(is_field(cell) for row in bare for cell in row[side::2]) for side in (0, 1))
    if len(bare) == 2 and len(bare[0]) > 2 and 5 * sum(cell in _INDEX_LABELS for cell in bare[0]) >= 3 * len(bare[0]):
        return True
    return 2 * sum(labels) > len(labels) and told >= 2 and not others


def is_index_label(text: str) -> bool:
    """Whether a line is the name of a field of that form."""
    return len(text) < 2 * LONGEST_LABEL and letters(text).strip(":：") in _INDEX_LABELS


def is_field(text: str) -> bool:
    """Whether a line is the name of a field of that form, or of a proposal's."""
    return is_index_label(text) or letters(text).strip(":：") in _PROPOSAL_LABELS


def is_proposals_label(cell: str) -> bool:
    """Whether a cell is the name of a field that only proposals are filed under."""
    return letters(cell).startswith(("提案", "案号", "案由"))


def is_index_line(text: str, among: bool = False) -> bool:
    """Whether a line is a field of that form with its value beside it (文号：云协〔2024〕1号). ``among``: it stands
    among others, so that a label will do that a text may have, too."""
    label, _, value = text.replace(":", "：", 1).partition("：")
    return (
        len(label) <= LONGEST_LABEL
        and len(value) < _LONGEST_VALUE
        and letters(label) in (_INDEX_LABELS if among else _INDEX_LINES)
    )


def is_label(text: str) -> bool:
    """Whether a line is the name of a field and nothing else, of an info line's or of a form's."""
    return is_bare_label(text) or is_field(text)
