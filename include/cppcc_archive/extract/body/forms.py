"""Articles that a page shows in a form: a title in one of its fields, and the text in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cppcc_archive.extract.blocks import own_cells
from cppcc_archive.extract.chrome import is_bare_label, letters
from cppcc_archive.extract.filing import is_index_label
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.text import one_line

_LONGEST_LABEL = 12
_TEXT = re.compile(r"(?:文章|信息|新闻|稿件|公告|详细|具体)?(?:内容|正文|全文|详情)")
_TOLD = re.compile(
    r"(?:文章|信息|新闻|稿件|公告)?(?:标题|题名|题目|名称)|副标题|关键[字词]|(?:所属|信息)?(?:栏目|频道|分类|类别|类型)|专题"
    r"|(?:发[布表]|录入|提交|上传|编辑|作)(?:人|者|人员)|(?:相关)?附件(?:下载)?|(?:阅读|签收|浏览|点击|访问|审核|发布)(?:情况|状态|记录)|摘要|导读|备注|状态|排序|推荐|图片|缩略图"
)
"""What a grid calls what it tells of an article besides its text."""


def in_form(nodes: Nodes, title: Line) -> bool:
    """Whether a title stands in a form's field, in one row with its label: what is above it in the form belongs to the
    article too."""
    row = nodes.around(title.at, ("tr",), 5)
    if row < 0:
        return False
    cells = [text for child in nodes.children(row) if (text := nodes.text(child).strip())]
    # A layout's cell holds the whole article.
    return (
        len(cells) > 1 and len(cells[0]) <= _LONGEST_LABEL and any(one_line(cell) == title.text for cell in cells[1:])
    )


def text_in_grid(nodes: Nodes, table: int) -> tuple[int, tuple[str, ...]]:
    """The cell that holds the text where a table tells in the others what pages tell of an article (来源, 发布人), and
    those fields with their values; -1 for none. A letter's form, or a proposal's, is text as a whole."""
    content, fields = -1, []
    for label, cell in _fields(nodes, table):
        if _TEXT.fullmatch(label):
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
        above = labels[0] if len(row) == 1 and _TEXT.fullmatch(labels[0]) else ""
        if len(row) > 1:
            yield from zip(labels[::2], row[1::2], strict=False)
