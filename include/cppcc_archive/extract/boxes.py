"""Boxes amid an article and around that are none of it: of links to other articles, rows with their days, and what
readers may subscribe to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, islice

from cppcc_archive.extract import chrome
from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.body.kinds import turns_slides
from cppcc_archive.extract.elements import TEXT
from cppcc_archive.extract.links import is_file_name, leads_elsewhere
from cppcc_archive.extract.nodes import BOXES, Line, Nodes
from cppcc_archive.extract.unseen import leads_nowhere
from cppcc_archive.markup.text import one_line

_BOX_LEVELS = 3  # elements around a block of which one may be named for such a box
_ROW = 3  # lines of a row of a list
MOST_BOXED = 24  # blocks of a box under a head of its own
_BESIDE = 3  # blocks before and behind such a box that it is compared with
_LISTED, _INSIDE = 12, 6  # links of a list, and nodes of a line's link
_LONGEST_HEADED, _HEAD = 60, 4  # characters of a link with its head, and those among which a head has a sign of its own
_OFFER = re.compile(
    r"\W*(?:(?:欢迎|立即|马上|快来|点击|轻触|请|长按|扫码|扫描?\S{0,4}码|识别\S{0,4}码|免费|一键)\W?){0,3}"
    r"(?:订阅|关注|下载|安装|打开|加入|登[录陆]|注册|添加|收听|设为)"
    r"(?=.*(?:公众号|[订视服]\S号|客户端|APP|App|app|小程序|微信|微博|抖音|快手|[早晚周日]报|邮件|资讯|推送|快讯|星标))"
    r"[^。；！？]{2,40}[。！]?\Z"
)
"""What a site offers its readers beside the article."""
_CARD_TAGS = BOXES | {"a"}
_CARD_LEVELS, _LONGEST_CARD = 6, 160  # elements around a link up to a card, and its letters
_HEAD_END = re.compile(r"[:：|｜丨]")


def without_boxes(nodes: Nodes, placed: Sequence[Placed], others: Sequence[int], links: int = 0) -> list[Placed]:
    """The blocks without boxes that stand among them: of links to other articles under a head (新闻链接; where such a
    box ends them, ``links`` at least), or with it in their one line (延伸阅读：…), and of what is offered besides."""
    kept: list[Placed] = []
    named = frozenset(others)
    number = 0
    while number < len(placed):
        one = placed[number]
        end = number + turns_slides(one.block.text)
        if end == number and (chrome.opens_other_section(one.block.text) or _is_headed_link(nodes, one)):
            end = _section_end(nodes, placed, number, links)
        if end == number:
            end = _offer_end(nodes, placed, number, named)
        if end == number:
            kept.append(one)
            end += 1
        number = end
    return kept


def _section_end(nodes: Nodes, placed: Sequence[Placed], number: int, links: int) -> int:
    """The block behind what stands under a head of another section: the box that both are in, if it has links, or the
    links below. Typed like the paragraphs around, they are the article's, unless they end it. ``number`` for none."""
    one, before = placed[number], placed[max(number - 1, 0) : number]
    inside = placed[number + 1 : number + 1 + MOST_BOXED]
    if before and inside:
        end = end_under(nodes, one.at, inside[0].at, before[0].at)
        behind = number + 1 + sum(other.at < end for other in inside)
        if end > one.at + 1 and len(nodes.within("a", one.at, end)) >= (1 if behind < len(placed) else links):
            return behind
    end = number + 1
    while end < min(number + _LISTED, len(placed)) and leads_elsewhere(nodes, placed[end].at):
        end += 1
    if not leads_elsewhere(nodes, placed[end - 1].at):
        return number
    if before and end == len(placed) and end > number + 1:
        return end
    beside = [nodes.place_of(other.at) for other in (*before, *placed[end : end + 1])]
    is_typed = nodes.place_of(placed[end - 1].at) in beside and not one.block.text.startswith("往期")
    return number if is_typed else end


def end_under(nodes: Nodes, head: int, below: int, before: int) -> int:
    """Where the box ends that a head begins and that holds the line ``below`` it and nothing ``before`` it; where the
    head ends for none."""
    box = next((above for above in nodes.ancestors(head) if nodes.ends[above] > below), 0)
    return nodes.ends[box] if box > before and nodes.tags[box] in BOXES else head + 1


def _offer_end(nodes: Nodes, placed: Sequence[Placed], number: int, others: frozenset[int]) -> int:
    """The block behind a box that begins here and offers something beside the article (订阅早报; 下载客户端): its words
    say so and it stands there like no paragraph around, or it is short and named for it. ``number`` for none."""
    at, before = placed[number].at, placed[number - 1].at if number else -1
    found = number
    for above in islice(nodes.ancestors(at), _BOX_LEVELS):
        text = _short_text(nodes, above) if above > before else None
        if text is None or "。" in text.strip("。 \n\t"):
            break
        end = next(
            (after for after in range(number, len(placed)) if placed[after].at >= nodes.ends[above]), len(placed)
        )
        inside = [one.block.text for one in placed[number:end] if one.block.is_printed]
        around = (*placed[max(number - _BESIDE, 0) : number], *placed[end : end + _BESIDE])
        if (
            above in others
            or "form" in nodes.tags[above : nodes.ends[above]]
            or (
                nodes.tags[above] in BOXES
                and any(_OFFER.match(text) or _is_furniture(text) for text in inside)
                and not _has_alike(nodes, above, around)
            )
        ):
            found = end
    return found if found - number < len(placed) else number


def _short_text(nodes: Nodes, index: int) -> str | None:
    """An element's text, None for a longer one: not all of a container is looked at for each of its lines."""
    length = 0
    for at in range(index, nodes.ends[index]):
        length += len(nodes.texts[at])
        if length > _LONGEST_HEADED:
            return None
    return nodes.text(index)


def _has_alike(nodes: Nodes, box: int, around: Sequence[Placed]) -> bool:
    """Whether a line of text around a box stands in an element like it."""
    made = nodes.tags[box], nodes.attribute(box, "class")
    texts = (one for one in around if one.block.is_printed and not _is_furniture(one.block.text))
    boxes = (
        above for one in texts for above in islice(nodes.ancestors(one.at), _BOX_LEVELS) if above > nodes.parents[box]
    )
    return any((nodes.tags[at], nodes.attribute(at, "class")) == made for at in boxes)


def _is_furniture(text: str) -> bool:
    return chrome.says_something(text) and chrome.is_after(text) and not turns_slides(text)


def _is_headed_link(nodes: Nodes, one: Placed) -> bool:
    """Whether a line is a link to another article and a head like 延伸阅读, before the link or in it."""
    text = one.block.text
    signs = len(text) <= _LONGEST_HEADED and chrome.SECTION_SIGNS.search(text, 0, _HEAD)
    if not signs or not leads_elsewhere(nodes, one.at):
        return False
    inside = nodes.within("a", one.at, one.at + _INSIDE)
    head = text.replace(one_line(nodes.text(inside[0])), "") if inside else _HEAD_END.split(text, 1)[0]
    return chrome.opens_other_section(head)


def cards(nodes: Nodes, lines: Sequence[Line]) -> frozenset[int]:
    """The nodes of boxes that part two paragraphs of one place, are made otherwise, and hold the headline of another
    article with a few words about it, or its picture."""
    found: list[range] = []
    seen: set[int] = set()
    starts = [line.at for line in lines]
    first_link, last_link = (bisect_left(nodes.leading, one) for one in (starts[0], starts[-1])) if lines else (0, 0)
    for link in nodes.leading[first_link:last_link]:
        if (found and link < found[-1].stop) or leads_nowhere(nodes, link):
            continue
        for box in islice((link, *nodes.ancestors(link)), _CARD_LEVELS):
            if box in seen:
                break
            seen.add(box)
            first, last = bisect_left(starts, box), bisect_left(starts, nodes.ends[box])
            inside = lines[first:last]
            if not 0 < first < last < len(lines) or sum(len(line.text) for line in inside) > _LONGEST_CARD:
                break
            if nodes.tags[box] in _CARD_TAGS and _is_card(nodes, box, lines[first - 1], inside, lines[last]):
                found.append(range(box, nodes.ends[box]))
                break
    return frozenset(chain.from_iterable(found))


def _is_card(nodes: Nodes, box: int, before: Line, inside: Sequence[Line], behind: Line) -> bool:
    links = nodes.within("a", box, nodes.ends[box])
    if any(leads_nowhere(nodes, link) for link in links):
        return False
    own, its = (nodes.attributes[nodes.block_around(one.at)] for one in (before, behind))
    if nodes.typed_in(before.at) != nodes.typed_in(behind.at) or (own != its and "。" not in behind.text):
        return False
    linked = [leads_elsewhere(nodes, line.at) and not is_file_name(line.text) for line in inside]
    made = nodes.tags[box], nodes.attribute(box, "class")
    tells = len(links) == 1 or not all(linked) if len(inside) > 1 else made[1] != ""
    if not any(linked) or not (tells or nodes.within("img", box, nodes.ends[box])):
        return False
    around = nodes.parents[box]
    beside = [nodes.outermost(one.at, around + 1, nodes.ends[around]) for one in (before, behind)]
    return all((nodes.tags[one], nodes.attribute(one, "class")) != made for one in beside)


def is_row(nodes: Nodes, lines: Sequence[Line], at: int) -> bool:
    """Whether a line and the day below it fill an element, and right beside that is another made alike."""
    if at + 1 >= len(lines) or not chrome.is_info_line(lines[at + 1].text):
        return False
    line, day = lines[at : at + 2]
    row = next((above for above in nodes.ancestors(line.at) if nodes.ends[above] > day.at), 0)
    if len(nodes.lines_of(row)) > _ROW:
        return False
    made = _made_of(nodes, row)
    return any(
        _made_of(nodes, other) == made and any(chrome.is_info_line(one.text) for one in nodes.lines_of(other))
        for other in nodes.beside(row)
    )


def _made_of(nodes: Nodes, index: int) -> list[tuple[str, str]]:
    """The elements of one, each by tag and class."""
    inside = range(index, nodes.ends[index])
    return [(nodes.tags[at], nodes.attribute(at, "class")) for at in inside if nodes.tags[at] != TEXT]


def are_alike(nodes: Nodes, one: Line, other: Line) -> bool:
    """Whether two lines stand beside each other like paragraphs of one text."""
    own, its = nodes.block_around(one.at), nodes.block_around(other.at)
    attributes, tag = nodes.attributes[own], nodes.tags[own]
    if nodes.place_of(one.at) == nodes.place_of(other.at):
        return attributes.get("class") == nodes.attributes[its].get("class")
    is_told = tag == "p" or (bool(attributes) and tag not in ("td", "li"))
    return is_told and tag == nodes.tags[its] and attributes == nodes.attributes[its]
