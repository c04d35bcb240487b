"""Chrome at the edges of a body: title, info line and abstracts at its top; editors' names, pagers and buttons below.

Only whole blocks at either end go, and inside an editor's own container only what no editor types: nothing is cut in
mid-body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from cppcc_archive.extract import chrome, filing
from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.body.finding import Body
from cppcc_archive.extract.body.kinds import stands_apart
from cppcc_archive.extract.boxes import MOST_BOXED, end_under, without_boxes
from cppcc_archive.extract.document import BlockKind
from cppcc_archive.extract.head.lines import BADGES
from cppcc_archive.extract.links import is_file_name, leads_elsewhere
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.markup.text import breaks_off

_ABSTRACT, _BOX_LEVELS = 10, 3  # letters of an abstract, and elements around it of which one may be named for it
_BEGIN, _LOOSELY = 3, 3  # blocks that an abstract is made of, and letters of them for each of its own
_OPENS = re.compile(r".*[:：]$|" + chrome.NUMBERED + "|第[一二三四五六七八九十]{1,3}[章条]")
"""What is no field's value: the article begins there, below a field that stands empty."""
_CODE = re.compile(r"扫|二维码|长按")
_FILES = re.compile(r"^\W*(?:(?:相关|下载|文件|文档)附件|附件(?:列表|下载|清单))\W*$")
"""How a system, not an author, heads the files of an article."""
_FILES_IN_LINE = re.compile(r"\W*(?:(?:相关|下载|文件|文档)附件|附件(?:列表|下载|清单))\s*[:：]")
_HEADS_TEXT = re.compile(
    r"\W*(?:(?:详细|具体|图文|图片|图集|文章|新闻|稿件)(?:介绍|内容|详情|信息|正文)|内容(?:介绍|详情|正文)|正文(?:内容)?|内容|详情)\W*"
)
"""How a template heads the text itself."""
_MADE_BY_MACHINE = re.compile(
    r"(?:以上|本|该|此|上述|内容|摘要)\S{0,8}由.{0,12}(?:AI|大模型|人工智能|智能|系统自动).{0,12}(?:生成|提取)|^\W*(?:AI|智能)生成|系统自动(?:生成|提取)"
)
_LONGEST_DIGEST, _LONGEST_NOTE = 6, 50  # lines of such a digest, and characters of the note that ends it
_LISTED, _LINKS = 12, 2
"""Blocks at the end of a body among which a list of other articles is looked for, and the fewest of one."""
_LONGEST_SHORT = 60  # characters of a line below the mark of an end
_END = re.compile(r"[\W_]*(?:the\s*)?end[\W_]*", re.IGNORECASE)
_LEAD = 14  # blocks at the top of a body among which title, info line, abstract and buttons are looked for


def trimmed(
    nodes: Nodes,
    body: Body,
    placed: Sequence[Placed],
    title: str | None,
    abstracts: Sequence[int],
    others: Sequence[int] = (),
) -> list[Placed]:
    """The blocks of ``body`` without the chrome at its ends.

    Of an editor's own container only what comes before it, and what brings the page to a phone or away from it at its
    end; a template's (``loose``) and a passage's ends lose all that can only be furniture, unless it stands there like
    a paragraph. ``title`` is None where that stands above: a first paragraph that repeats it is the author's.
    ``abstracts`` are boxes named for them, ``others`` those named for what is beside an article.
    """
    is_editors = body.core is not None and not body.loose
    placed = without_boxes(nodes, placed, others, _LINKS if is_editors else 0)
    edges = _Edges(nodes, placed, abstracts)
    if body.core is None or body.loose:
        first = limit = edges.leading(len(placed), chrome.letters(title or ""))
    else:
        inside = [at for at, one in enumerate(placed) if body.core[0] <= one.at < body.core[1]]
        begin, end = (inside[0], inside[-1] + 1) if inside else (len(placed), 0)
        first = edges.leading(begin, "")
        limit = max(first, edges.before_shares(begin, end))
    last = edges.before_named(limit, len(placed), frozenset(others)) if others else len(placed)
    last = edges.before_furniture(limit, edges.before_end(limit, last))
    last = edges.before_footer(limit, last)
    if body.loose:
        last = edges.before_links(limit, last)
    last = edges.before_furniture(limit, last)
    return list(placed[first:last] if first < last or not body.loose else placed)


class _Edges:
    """The blocks, and where in the page they stand."""

    def __init__(self, nodes: Nodes, blocks: Sequence[Placed], abstracts: Sequence[int]) -> None:
        self._nodes = nodes
        self._blocks = blocks
        self._abstracts = abstracts

    def _is_linked(self, number: int) -> bool:
        return leads_elsewhere(self._nodes, self._blocks[number].at)

    def _place(self, number: int) -> tuple[int, str]:
        """In what kind of paragraph of which element a block stands."""
        return self._nodes.place_of(self._blocks[number].at)

    def leading(self, limit: int, title: str) -> int:
        """How many of the first ``limit`` blocks can by their words only be furniture."""
        cut = 0
        for number, one in enumerate(self._blocks[: min(limit, _LEAD)]):
            text = one.block.text
            if number < cut or not one.block.is_printed or not chrome.says_something(text):
                continue  # marks alone go with the buttons that they part
            if end := _digest_end(self._nodes, self._blocks, number) or _form_end(self._blocks, number):
                cut = min(end, limit)
            elif (
                chrome.reads_aloud(text)
                or chrome.shares_page(text)
                or chrome.is_info_line(text, below_title=False)
                or self._is_index(number)
                or self._is_above(number, title)
                or self._is_named_abstract(number)
            ):
                cut = number + 1
            else:
                break
        return cut

    def _is_index(self, number: int) -> bool:
        """Whether a block is the form that an office files articles in."""
        rows = self._blocks[number].block.rows
        return rows is not None and filing.is_index(rows)

    def _is_above(self, number: int, title: str) -> bool:
        """Whether a block is what the one below says that it is: buttons or an abstract if that stands elsewhere, the
        title if it is an info line or nothing, an abstract again if the article begins with it."""
        text = self._blocks[number].block.text
        behind = range(number + 1, len(self._blocks))
        following = list(islice((at for at in behind if self._blocks[at].block.is_printed), 2))
        is_title = bool(title) and title in chrome.letters(text) and len(chrome.letters(text)) <= len(title) + BADGES
        if not following:
            return is_title
        below = self._blocks[following[0]].block.text
        is_apart = self._place(number) != self._place(following[0])
        if (is_apart and chrome.is_toolbar(text)) or chrome.is_abstract(text, below, is_apart):
            return True
        # Of paragraphs that are boxes one may begin as the one above, or be called so: an author's.
        boxes = {self._nodes.parents[self._nodes.block_around(self._blocks[at].at)] for at in (number, following[0])}
        if _HEADS_TEXT.fullmatch(text) and stands_apart(
            self._nodes, *(self._blocks[at].at for at in (number, following[0]))
        ):
            return True
        if is_title and (chrome.is_info_line(below, below_title=False) or chrome.is_after(below)):
            return True
        begin = chrome.letters(chrome.without_abstract_label(text).rstrip(".…"))
        is_typed = self._place(following[0]) == self._place(following[-1])
        below_it = (
            following if breaks_off(text) else following[: "。" in text and is_apart and len(boxes) > 1 and is_typed]
        )
        return len(begin) >= _ABSTRACT and any(
            chrome.letters(self._blocks[at].block.text).startswith(begin) for at in below_it
        )

    def _is_named_abstract(self, number: int) -> bool:
        """Whether a block is alone in a box named for an abstract, and breaks off or says what the text below begins
        with, a few words of it left out."""
        if not self._abstracts:
            return False
        one = self._blocks[number]
        below = [other for other in self._blocks[number + 1 : number + 1 + _BEGIN] if other.block.is_printed]
        around = islice(self._nodes.ancestors(one.at), _BOX_LEVELS)
        box = next((above for above in around if above in self._abstracts), -1)
        if box < 0 or one.block.rows is not None or not below or self._nodes.ends[box] > below[0].at:
            return False
        if number and self._blocks[number - 1].at > box:
            return False
        said = "".join(filter(str.isalnum, one.block.text))
        if breaks_off(one.block.text):
            return True
        text = "".join(filter(str.isalnum, "".join(other.block.text for other in below)))[: _LOOSELY * len(said)]
        following = iter(text)
        return len(said) >= _ABSTRACT and all(letter in following for letter in said)

    def before_shares(self, first: int, last: int) -> int:
        """Where the lines, codes and linked buttons begin that bring the page to a phone or away from it."""
        found = last
        for number in range(last - 1, first - 1, -1):
            block = self._blocks[number].block
            if chrome.shares_page(block.text) or (
                chrome.is_button(block.text) and chrome.says_something(block.text) and self._is_linked(number)
            ):
                found = number
            elif block.src is None:
                break
        return found  # a picture above them may be the article's last

    def before_furniture(self, limit: int, last: int) -> int:
        """Where the buttons, pagers and names of editors at the end begin."""
        blocks = self._blocks
        texts = _Above(blocks, limit, lambda one: not _is_trailing(one))
        words = _Above(blocks, limit, lambda one: chrome.says_something(one.block.text))
        heads = _Above(blocks, limit - 1, lambda one: not is_file_name(one.block.text))
        while last > limit:
            end = _without_icons(blocks, limit, last)
            text = blocks[end - 1].block.text
            if not chrome.says_something(text) and not _is_trailing(blocks[words.of(end, limit)]):
                break  # marks alone go with the buttons that they part, and by themselves they are text
            is_such = _is_trailing(blocks[end - 1]) or chrome.is_editor_line(text)
            if is_such and not self._is_typed(end, texts.of(end - 1, end - 2)):
                last = end - 1
                if _CODE.search(text) and last > limit and blocks[last - 1].block.src is not None:
                    last -= 1  # the code to be scanned
            elif (
                blocks[last - 1].block.src
                and last - 1 > limit
                and (chrome.is_surely_after(above := blocks[last - 2].block.text) or chrome.is_bar(above))
            ):
                last -= 2
            elif (head := heads.of(last, 0)) and head < last - 1 and _FILES.match(blocks[head].block.text):
                last = head  # with the files below it
            elif _is_file_again(blocks, limit, last):
                last -= 1
            else:
                break
        return last

    def _is_typed(self, end: int, above: int) -> bool:
        """Whether the block before ``end`` was typed into the article: it stands there like the paragraph ``above``,
        leads nowhere, and is nothing that nobody types."""
        text = self._blocks[end - 1].block.text
        return (
            end > 1
            and self._place(end - 1) == self._place(above)
            and not (chrome.is_surely_after(text) or chrome.is_empty_label(text) or chrome.is_bar(text))
            and not self._is_linked(end - 1)
        )

    def before_end(self, limit: int, last: int) -> int:
        """Where a mark of the end (—END—) stands, with short lines alone below it."""
        for number in range(last - 1, max(limit, last - _LISTED), -1):
            text = self._blocks[number].block.text
            if _END.fullmatch(text):
                return number
            if len(text) > _LONGEST_SHORT or text.endswith("。"):
                break
        return last

    def before_footer(self, limit: int, last: int) -> int:
        """Where the page's foot begins among the last blocks: at a line that only a foot has, when feet's lines alone
        follow; ``last`` where there is none. A notice's contact line above stays."""
        found = last
        for number in range(last - 1, limit - 1, -1):
            text = self._blocks[number].block.text
            if chrome.is_site_footer(text):
                found = number
            elif not (chrome.is_footer(text) or chrome.is_after(text)):
                break
        return found

    def before_named(self, limit: int, last: int, others: frozenset[int]) -> int:
        """Where boxes begin that end the body and are named for what stands beside an article (comments)."""
        while last > limit + 1 and not others.isdisjoint(
            above for above in self._nodes.ancestors(self._blocks[last - 1].at) if above > self._blocks[limit].at
        ):
            last -= 1
        return last

    def before_links(self, limit: int, last: int) -> int:
        """Where a list of links to other articles begins that ends the body without a heading."""
        first = last
        while first > limit and self._is_linked(first - 1) and self._place(first - 1)[1] == "li":
            first -= 1
        is_list = last - first >= _LINKS and first > limit and self._place(first - 1)[1] != "li"
        return first if is_list and any("。" in one.block.text for one in self._blocks[limit:first]) else last


class _Above:
    """The last block above a place, and below ``limit``, that fits. Asked of places ever further up, it looks at each
    block once: there may be thousands of buttons."""

    def __init__(self, blocks: Sequence[Placed], limit: int, fits: Callable[[Placed], bool]) -> None:
        self._blocks = blocks
        self._limit = limit
        self._fits = fits
        self._at = len(blocks)

    def of(self, end: int, none: int) -> int:
        """Its number, ``none`` where there is no such block before ``end``."""
        at = min(self._at, end - 1)
        while at > self._limit and not self._fits(self._blocks[at]):
            at -= 1
        self._at = at
        return at if at > self._limit else none


def _without_icons(blocks: Sequence[Placed], limit: int, last: int) -> int:
    """``last``, or the end of the line of text there that has pictures in it."""
    end = last
    while end - 1 > limit and blocks[end - 1].block.src is not None and blocks[end - 1].at == blocks[end - 2].at:
        end -= 1
    return end


def _is_file_again(blocks: Sequence[Placed], limit: int, last: int) -> bool:
    """Whether the last line names a file that a line a little above names already: the system's list of files."""
    text = blocks[last - 1].block.text
    return is_file_name(text) and any(one.block.text == text for one in blocks[max(limit, last - _LISTED) : last - 1])


def _digest_end(nodes: Nodes, blocks: Sequence[Placed], number: int) -> int:
    """The block behind a machine's digest that begins here and says what it is: the box that it fills, or the lines up
    to those words; 0 for none."""
    if not chrome.opens_digest(blocks[number].block.text):
        return 0
    ends = range(number, min(number + _LONGEST_DIGEST, len(blocks)))
    made = next((end + 1 for end in ends if _says_made(blocks[end].block.text)), 0)
    inside = blocks[number + 1 : number + MOST_BOXED]
    end = end_under(nodes, blocks[number].at, inside[0].at, blocks[0].at - 1 if number else -1) if inside else 0
    boxed = next((at for at, one in enumerate(inside, number + 1) if one.at >= end), 0)
    return max(made, boxed) if made else 0


def _says_made(text: str) -> bool:
    """Whether a line says that a machine made a digest."""
    return len(text) < _LONGEST_NOTE and _MADE_BY_MACHINE.search(text) is not None


def _form_end(blocks: Sequence[Placed], number: int) -> int:
    """The block behind the form an office files articles in that begins here, line by line; 0 for none."""
    at, labels = number, 0
    while at < len(blocks):
        text = blocks[at].block.text
        if filing.is_index_label(text) or (chrome.is_bare_label(text) and text[-1] in ":："):
            value = blocks[at + 1].block.text if at + 1 < len(blocks) else "。"
            is_none = "。" in value or len(value) > _LONGEST_NOTE or filing.is_index_label(value) or _OPENS.match(value)
            at += 1 if is_none else 2
        elif filing.is_index_line(text, among=labels > 0):
            at += 1
        else:
            break
        labels += 1
    return at if labels > 1 or filing.is_index_line(blocks[number].block.text) else 0


def _is_trailing(one: Placed) -> bool:
    if one.block.kind in (BlockKind.TABLE, BlockKind.IMAGE):
        return False
    text = one.block.text
    return (
        chrome.is_after(text)
        or chrome.is_empty_label(text)
        or (_FILES_IN_LINE.match(text) is not None and is_file_name(text))
    )
