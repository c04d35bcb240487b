"""The forms in which offices file articles (索引号, 发布机构) and proposals (案号, 提案人), by their fields' names; and
articles that a page shows in a form: a title in one of its fields, and the text in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cppcc_archive.extract.blocks import own_cells
from cppcc_archive.extract.chrome import LONGEST_LABEL, is_bare_label, letters
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.text import one_line

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
"""Those that a proposal is filed under: a table of them is of its text."""
_INDEX_LINES = _INDEX_LABELS - {"主题词", "备注", "发布时间", "发布日期", "内容概述", "责任单位"}
"""Those that no text has in a line of its own, and no info line."""
_LONGEST_VALUE, _ROWS = 40, 20  # characters of a field's value in its line, rows of a form that are looked at
_LONGEST_CALLED = 12  # letters of the label of a field that has a title
_HOLDS_TEXT = re.compile(r"(?:文章|信息|新闻|稿件|公告|详细|具体)?(?:内容|正文|全文|详情)")
_TOLD = re.compile(
    r"(?:文章|信息|新闻|稿件|公告)?(?:标题|题名|题目|名称)|副标题|关键[字词]|(?:所属|信息)?(?:栏目|频道|分类|类别|类型)|专题"
    r"|(?:发[布表]|录入|提交|上传|编辑|作)(?:人|者|人员)|(?:相关)?附件(?:下载)?|(?:阅读|签收|浏览|点击|访问|审核|发布)(?:情况|状态|记录)|摘要|导读|备注|状态|排序|推荐|图片|缩略图"
)
"""What a grid calls what it tells of an article besides its text."""


def is_index(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a table is the form in which an office files the article (索引号, 发布机构, 发布日期 …)."""
    bare = [[letters(cell).strip(":：") for cell in row] for row in rows[:_ROWS]]
    labels = [row[0] in _INDEX_LABELS for row in bare if row]
    told, others = (sum(cell in _INDEX_LABELS for row in bare for cell in row[side::2]) for side in (0, 1))
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


def in_form(nodes: Nodes, title: Line) -> bool:
    """Whether a title stands in a form's field, in one row with its label: what is above it in the form belongs to the
    article too."""
    row = nodes.around(title.at, ("tr",), 5)
    if row < 0:
        return False
    cells = [text for child in nodes.children(row) if (text := nodes.text(child).strip())]
    # A layout's cell holds the whole article.
    return (
        len(cells) > 1 and len(cells[0]) <= _LONGEST_CALLED and any(one_line(cell) == title.text for cell in cells[1:])
    )


def text_in_grid(nodes: Nodes, table: int) -> tuple[int, tuple[str, ...]]:
    """The cell that holds the text where a table tells in the others what pages tell of an article (来源, 发布人), and
    those fields with their values; -1 for none. A letter's form, or a proposal's, is text as a whole."""
    content, fields = -1, []
    for label, cell in _fields(nodes, table):
        if _HOLDS_TEXT.fullmatch(label):
            if content >= 0:
                return -1, ()
            content = cell
        elif _TOLD.fullmatch(label) or is_bare_label(label) or is_index_label(label):
            fields.append(f"{label}：{one_line(nodes.text(cell))}")
        elif label:
            return -1, ()
    return (content, tuple(fields)) if len(fields) > 1 else (-1, ())


def _fields(nodes: Nodes, table: int) -> Iterator[tuple[str, int]]:
    """A table's labels, each with the cell behind it, or below it where it has a row for itself."""
    above = ""
    for row in own_cells(nodes, table):
        if above and len(row) == 1:
            yield above, row[0]
            above = ""
            continue
        labels = [letters(one_line(nodes.text(cell))).strip(":：") for cell in row]
        above = labels[0] if len(row) == 1 and _HOLDS_TEXT.fullmatch(labels[0]) else ""
        if len(row) > 1:
            yield from zip(labels[::2], row[1::2], strict=False)
