"""Chrome at the edges of a body: title and info line above it; editors' names, pagers and buttons below.

Only whole blocks at either end go, and never inside the editor's own container: nothing is cut in mid-body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.chrome import (
    has_clock,
    is_after,
    is_bar,
    is_editor_line,
    is_empty_label,
    is_footer,
    is_index,
    is_index_label,
    is_index_line,
    is_info_line,
    is_sentence,
    is_site_footer,
    is_surely_after,
    is_toolbar,
    letters,
    opens_abstract,
    opens_comments,
    opens_other_section,
    reads_aloud,
    shares_page,
    without_abstract_label,
)
from cppcc_archive.extract.document import BlockKind
from cppcc_archive.extract.head.headline import DASHES
from cppcc_archive.extract.links import is_file_name
from cppcc_archive.markup.dates import first_date

_BEFORE_TITLE, _SUBTITLES = 3, 2
"""Lines that may stand before the title (引题, a breadcrumb) and between title and info line (副题)."""
_ENDS = "。！？；"
_ABSTRACT = 10
"""Letters of an abstract."""
_BEGIN, _LOOSELY = 3, 3
"""Blocks that an abstract is made of, and letters of them for each of its own."""
_BREAKS_OFF = re.compile(r"(?<!…)…$|\.{3}$")
_OPENS = re.compile(r".*[:：]$|[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[章条]")
"""What is no field's value: the article begins there, below a field that stands empty."""
_KEYWORDS = re.compile(r"\W*关\s*键\s*[词字]")
_CODE = re.compile(r"扫|二维码|长按")
_FILES = re.compile(r"^\W*(?:(?:相关|下载|文件|文档)附件|附件(?:列表|下载|清单))\W*$")
"""How a system, not an author, heads the files of an article."""
_DIGEST = re.compile(r"^\W*(?:智能|AI|人工智能)\s?(?:摘要|速览|导读)\W*$")
_MADE_BY_MACHINE = re.compile(
    r"^\W*(?:以上|本|该|此|上述)\S{0,8}由.{0,12}(?:AI|大模型|人工智能|智能).{0,12}(?:生成|提取)|^\W*(?:AI|智能)生成"
)
_LONGEST_DIGEST, _LONGEST_NOTE = 6, 50
"""Lines of such a digest, and characters of the note that ends it."""
_LISTED, _LINKS = 12, 2
"""Blocks at the end of a body among which a list of other articles is looked for, and the fewest of one."""
_LEAD = 14
"""Blocks at the top of a container among which title, subtitle, info line and buttons are looked for."""


def trimmed(
    placed: Sequence[Placed],
    title: str | None,
    core: tuple[int, int] | None,
    below_title: bool,
    place: Callable[[int], tuple[int, str]],
    loose: bool = False,
    is_linked: Callable[[int], bool] = lambda at: False,
    abstract: Callable[[int], tuple[int, int]] = lambda at: (0, 0),
) -> list[Placed]:
    """``placed`` without the chrome at its ends; blocks inside ``core`` (node range) always stay.

    ``title`` is None where the title stands above ``placed``: a first paragraph that repeats it is the author's.
    ``below_title`` says that ``placed`` begins right below it, where the info line is. ``place`` tells in what kind of
    paragraph of which element a node stands. ``loose`` says that ``core`` is a template's container and no editor's:
    what can only be furniture goes at its ends too, unless it stands there like a paragraph. ``is_linked`` says whether
    a node stands in a link, ``abstract`` what nodes the box takes up that is named for an abstract around one.
    """
    blocks = list(placed)
    first, last = 0, len(blocks)
    if core is not None:
        inside = [number for number, one in enumerate(blocks) if core[0] <= one.at < core[1]]
        first_kept, last_kept = (inside[0], inside[-1] + 1) if inside else (last, 0)
    else:
        first_kept, last_kept = last, 0
    first = _leading(blocks, title, below_title, min(first_kept, last), abstract)
    if loose:
        first = max(first, _leading_furniture(blocks, place, abstract))
    limit = first if loose else max(_before_shares(blocks, first_kept, last_kept), first)
    last = _before_furniture(blocks, limit, last, place, loose)
    last = _before_footer(blocks, limit, last)
    last = _before_section(blocks, limit, last, is_linked)
    if loose:
        last = _before_links(blocks, limit, last, place, is_linked)
    last = _before_furniture(blocks, limit, last, place, loose)
    return blocks[first:last] if first < last or not loose else blocks


def _leading_furniture(
    blocks: list[Placed],
    place: Callable[[int], tuple[int, str]],
    abstract: Callable[[int], tuple[int, int]],
) -> int:
    """How many blocks at the top of a template's container can by their words only be furniture."""
    cut = 0
    for number, one in enumerate(blocks[:_LEAD]):
        text = one.block.text
        if number < cut or not one.block.is_printed or not _says_something(text):
            continue  # marks alone go with the buttons that they part
        if end := _digest_end(blocks, number) or _form_end(blocks, number):
            cut = end
        elif (
            reads_aloud(text)
            or (is_toolbar(text) and number + 1 < len(blocks) and place(one.at) != place(blocks[number + 1].at))
            or is_index_line(text)
            or (one.block.rows is not None and is_index(one.block.rows))
            or is_info_line(text, below_title=False)
            or _is_abstract(blocks, number, place)
            or _is_repeated(blocks, number)
            or _is_named_abstract(blocks, number, abstract)
        ):
            cut = number + 1
        else:
            break
    return cut


def _is_abstract(blocks: list[Placed], number: int, place: Callable[[int], tuple[int, str]]) -> bool:
    """Whether a block is a system's abstract: its label says so, and it breaks off or stands elsewhere than the
    paragraph below."""
    text = blocks[number].block.text
    below = next((one for one in blocks[number + 1 :] if one.block.is_printed), None)
    # Authors of papers write an abstract and key words.
    is_paper = below is not None and _KEYWORDS.match(below.block.text) is not None
    return (
        opens_abstract(text)
        and not is_paper
        and (
            _BREAKS_OFF.search(text) is not None or (below is not None and place(blocks[number].at) != place(below.at))
        )
    )


def _before_links(
    blocks: list[Placed],
    limit: int,
    last: int,
    place: Callable[[int], tuple[int, str]],
    is_linked: Callable[[int], bool],
) -> int:
    """Where a list of links to other articles begins that ends the body without a heading, below prose that is none."""
    first = last
    while first > limit and is_linked(blocks[first - 1].at) and place(blocks[first - 1].at)[1] == "li":
        first -= 1
    is_list = last - first >= _LINKS and first > limit and place(blocks[first - 1].at)[1] != "li"
    return first if is_list and any("。" in one.block.text for one in blocks[limit:first]) else last


def _before_section(blocks: list[Placed], limit: int, last: int, is_linked: Callable[[int], bool]) -> int:
    """Where a list of other articles begins that ends the body: at its heading, links alone below."""
    for number in range(last - 1, max(limit, last - _LISTED), -1):
        text = blocks[number].block.text
        if opens_other_section(text) and number < last - 1:
            return number
        if not is_linked(blocks[number].at):
            break
    comments = (at for at in range(max(limit, last - _LISTED), last - 1) if opens_comments(blocks[at].block.text))
    return next(comments, last)


def _before_furniture(
    blocks: list[Placed], limit: int, last: int, place: Callable[[int], tuple[int, str]], loose: bool = False
) -> int:
    """Where the buttons, pagers and names of editors at the end begin. An editor's name in a last paragraph like the
    others was typed into the article."""
    while last > limit:
        end = _without_icons(blocks, limit, last)
        text = blocks[end - 1].block.text
        if not _says_something(text) and not _is_trailing(blocks[_above_marks(blocks, limit, end)]):
            break  # marks alone go with the buttons that they part, and by themselves they are text
        above = next((at for at in range(end - 2, limit, -1) if not _is_trailing(blocks[at])), end - 2)
        alike = loose and end > 1 and place(blocks[end - 1].at) == place(blocks[above].at)
        typed = alike and not (is_surely_after(text) or is_empty_label(text) or is_bar(text))
        if (_is_trailing(blocks[end - 1]) and not typed) or (
            is_editor_line(text)
            and not typed
            and (
                loose
                or last < len(blocks)
                or end < 2
                or _is_trailing(blocks[end - 2])
                or place(blocks[end - 1].at) != place(blocks[end - 2].at)
            )
        ):
            last = end - 1
            if _CODE.search(text) and last > limit and blocks[last - 1].block.src is not None:
                last -= 1  # the code to be scanned
        elif blocks[last - 1].block.src and last - 1 > limit and _is_code(blocks[last - 2].block.text):
            last -= 2
        elif files := _listed_files(blocks, limit, last):
            last = files
        elif _is_file_again(blocks, limit, last):
            last -= 1
        else:
            break
    return last


def _before_shares(blocks: list[Placed], first: int, last: int) -> int:
    """Where the lines and codes begin that bring the page to a phone: templates print them in an editor's container,
    too."""
    end = last
    while end > first and (blocks[end - 1].block.src is not None or shares_page(blocks[end - 1].block.text)):
        end -= 1
    # A picture above them may be the article's last.
    return next((at for at in range(end, last) if shares_page(blocks[at].block.text)), last)


def _says_something(text: str) -> bool:
    """Whether a line has letters or digits, or is empty."""
    return not text or any(map(str.isalnum, text))


def _above_marks(blocks: list[Placed], limit: int, end: int) -> int:
    """The number of the last block before ``end`` that is more than marks."""
    return next((at for at in range(end - 1, limit, -1) if _says_something(blocks[at].block.text)), limit)


def _is_code(text: str) -> bool:
    """Whether a line says what a code to be scanned below it is for."""
    return is_surely_after(text) and _CODE.search(text) is not None


def _without_icons(blocks: list[Placed], limit: int, last: int) -> int:
    """``last``, or the end of the line of text there that has pictures in it."""
    end = last
    while end - 1 > limit and blocks[end - 1].block.src is not None and blocks[end - 1].at == blocks[end - 2].at:
        end -= 1
    return end


def _listed_files(blocks: list[Placed], limit: int, last: int) -> int:
    """Where a system's own list of files (附件列表) begins that ends at ``last``; 0 where there is none."""
    number = last
    while number > limit and is_file_name(blocks[number - 1].block.text):
        number -= 1
    return number - 1 if limit < number < last and _FILES.match(blocks[number - 1].block.text) else 0


def _is_file_again(blocks: list[Placed], limit: int, last: int) -> bool:
    """Whether the last line names a file that a line a little above names already: the system's list of files."""
    text = blocks[last - 1].block.text
    return is_file_name(text) and any(one.block.text == text for one in blocks[max(limit, last - _LISTED) : last - 1])


def _leading(
    blocks: list[Placed],
    title: str | None,
    titled: bool,
    limit: int,
    abstract: Callable[[int], tuple[int, int]],
) -> int:
    """How many blocks at the top are head and not body: through the title, then the info line and buttons near it."""
    wanted = letters(title or "")
    cut, informed = 0, False
    for number, one in enumerate(blocks[: min(limit, _LEAD)]):
        text = one.block.text
        if number < cut or not one.block.is_printed:
            continue
        if wanted and not titled and number <= _BEFORE_TITLE and _is_title(one, wanted):
            titled = True
            cut = number + 1
        elif titled and cut == number and (form := _form_end(blocks[:limit], number)):
            cut, informed = form, True
        elif cut == number and (
            (titled and _is_subtitle(blocks, number))
            or _is_repeated(blocks, number)
            or _is_named_abstract(blocks, number, abstract)
        ):
            cut = number + 1
        elif cut == number and (digest := _digest_end(blocks[:limit], number)):
            cut = digest
        elif titled and cut == number and one.block.rows is not None and is_index(one.block.rows):
            cut, informed = number + 1, True
        elif is_toolbar(text) or is_info_line(text, titled and (cut == number or has_clock(text))):
            informed = informed or not is_toolbar(text)
            cut = number + 1
        elif (
            informed
            or text[-1] in _ENDS
            or is_sentence(text)
            or (not titled and not wanted)
            or number - cut >= _SUBTITLES
        ):
            break
    return cut


def _is_subtitle(blocks: list[Placed], number: int) -> bool:
    """Whether a line right below the title is its second line (——副题), which the headline has. One that says when and
    where a report was given (——2025年1月7日在…会议上) is the report's own first line unless an info line follows."""
    text = blocks[number].block.text
    if not text.startswith(DASHES) or text[-1] in _ENDS or is_sentence(text):
        return False
    return first_date(text) is None or any(is_info_line(one.block.text) for one in blocks[number + 1 : number + 3])


def _is_repeated(blocks: list[Placed], number: int) -> bool:
    """Whether a line below the title is an abstract that breaks off and that the article then begins with."""
    text = blocks[number].block.text
    begin = letters(without_abstract_label(text).rstrip(".…"))
    return (
        text[-1] in ".…"
        and len(begin) >= _ABSTRACT
        and any(letters(one.block.text).startswith(begin) for one in blocks[number + 1 : number + 3])
    )


def _is_named_abstract(blocks: list[Placed], number: int, abstract: Callable[[int], tuple[int, int]]) -> bool:
    """Whether a block is alone in a box named for an abstract, and breaks off or says what the text below begins
    with, a few words of it left out."""
    one, below = blocks[number], [other for other in blocks[number + 1 :][:_BEGIN] if other.block.is_printed]
    start, end = abstract(one.at) if below and one.block.rows is None else (0, 0)
    if not start < one.at < end <= below[0].at or (number and blocks[number - 1].at > start):
        return False
    said = "".join(filter(str.isalnum, one.block.text))
    if one.block.text.endswith(("…", "...")):
        return True
    text = "".join(filter(str.isalnum, "".join(other.block.text for other in below)))[: _LOOSELY * len(said)]
    following = iter(text)
    return len(said) >= _ABSTRACT and all(letter in following for letter in said)


def _digest_end(blocks: list[Placed], number: int) -> int:
    """The block behind a machine's digest of the article that begins here and says at its end what it is; 0 for
    none."""
    if not _DIGEST.match(blocks[number].block.text):
        return 0
    ends = range(number, min(number + _LONGEST_DIGEST, len(blocks)))
    notes = ((end, blocks[end].block.text) for end in ends)
    return next((end + 1 for end, text in notes if len(text) < _LONGEST_NOTE and _MADE_BY_MACHINE.match(text)), 0)


def _form_end(blocks: list[Placed], number: int) -> int:
    """The block behind the form an office files articles in that begins here, its labels and values in lines; 0 for
    none."""
    at, labels = number, 0
    while at < len(blocks):
        text = blocks[at].block.text
        if is_index_label(text):
            value = blocks[at + 1].block.text if at + 1 < len(blocks) else "。"
            is_none = "。" in value or len(value) > _LONGEST_NOTE or is_index_label(value) or _OPENS.match(value)
            at += 1 if is_none else 2
        elif is_index_line(text, among=labels > 0):
            at += 1
        else:
            break
        labels += 1
    return at if labels > 1 or is_index_line(blocks[number].block.text) else 0


def _is_title(one: Placed, wanted: str) -> bool:
    short = letters(one.block.text)
    return (
        len(short) >= 4
        and bool(wanted)
        and (short == wanted or (one.block.kind is BlockKind.HEADING and short in wanted))
    )


def _before_footer(blocks: list[Placed], first: int, last: int) -> int:
    """Where the page's foot begins among the last blocks: at a line that only a foot has, when feet's lines alone
    follow; ``last`` where there is none. A notice's contact line above stays."""
    found = last
    for number in range(last - 1, first - 1, -1):
        text = blocks[number].block.text
        if is_site_footer(text):
            found = number
        elif not (is_footer(text) or is_after(text)):
            break
    return found


def _is_trailing(one: Placed) -> bool:
    if one.block.kind in (BlockKind.TABLE, BlockKind.IMAGE):
        return False
    text = one.block.text
    return (
        is_after(text)
        or ((has_clock(text) or text[:1] in ("〔", "[", "【")) and is_info_line(text))
        or is_empty_label(text)
    )
