"""What of a page readers do not see, once its style sheets, its closed boxes and its buttons are taken into account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cppcc_archive.extract.chrome import shows_the_rest
from cppcc_archive.extract.elements import ALWAYS, BLOCK_TAGS, NO_STYLE, TEXT, Unseen

if TYPE_CHECKING:
    from cppcc_archive.extract.nodes import Nodes

_RAISED = {
    "sup": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
"""Digits above and below the line, as characters of their own: 151<sup>2</sup> is not 1512."""
_STRUCK = ("del", "s", "strike")
_TO_TOP = re.compile(
    r"[\W_]*(?:(?:[返转]?回到?|[转到至])(?:本页?|页面?|网页|文章|正文)?(?:的|最)?(?:顶[部端]?|页首|首部|开头|上方|目录|导航|标题)?"
    r"|(?:页面|网页|本页)?(?:顶部|顶端)|(?:(?:back|go)\s*to\s*)?(?:the\s*)?top)[\W_]*",
    re.IGNORECASE,
)
"""A link from a part of a text up to its beginning."""
_LONGEST_TO_TOP = 16
_MOST = 0.6  # share of a page's texts that no element hides from readers
_NUMBERED = re.compile(r"(\D*)(\d{1,2})")
_TURNS = re.compile(r"[\[【]?第?\s*[1一]\s*页?[\]】]?|(?:上一?|首|下一?)页|共\s*\d+\s*页.*")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".JPG", ".JPEG", ".PNG", ".GIF", ".BMP")
_MOST_PAGES = 20  # pages of an article, and nodes behind them up to the word that turns them


def raise_digits(nodes: Nodes) -> None:
    """Write digits in ``<sup>`` and ``<sub>`` as what they are: above or below the line."""
    for tag, raised in _RAISED.items():
        for index in nodes.texts_of(nodes.tagged[tag]):
            nodes.texts[index] = nodes.texts[index].translate(raised)


def kept_from_readers(nodes: Nodes, within: Iterable[int], unseen: Unseen) -> list[int]:
    """The elements that readers do not see, in order: those hidden by their own style, those without size or colour
    that show nothing, what sheets hide (``unseen``), what is struck out or closed, and of the links ``within`` the page
    or to a script those up to its beginning. Their styles say so."""
    styles = nodes.styles
    hidden = [index for index, style in styles.items() if style.hidden]
    dim = [index for index, style in styles.items() if not style.hidden and (style.sizeless or style.faint)]
    struck = [index for tag in _STRUCK for index in nodes.tagged[tag]]
    closed = [index for index in nodes.tagged["dialog"] if "open" not in nodes.attributes[index]]
    closed += [index for index in nodes.tagged["summary"] if shows_the_rest(nodes.text(index))]
    closed += [index for index in within if _says_up(nodes, index)]
    closed += [index for index in dim if _shows_nothing(nodes, index)]
    closed += _phrases_unseen(nodes, unseen)
    for index in struck:
        styles[index] = replace(styles.get(index, NO_STYLE), struck=True)
    for index in (*struck, *closed):
        nodes.hide(index)
    return _pressed(nodes, sorted({*hidden, *struck, *closed}))


def _says_up(nodes: Nodes, index: int) -> bool:
    """Whether a link within its page, or to what a script does, says that it leads up to the page's beginning, or to
    the rest of an article."""
    text = nodes.text(index) if nodes.ends[index] - index <= _LONGEST_TO_TOP else ""
    return len(text) <= _LONGEST_TO_TOP and (_TO_TOP.fullmatch(text) is not None or shows_the_rest(text))


def _shows_nothing(nodes: Nodes, index: int) -> bool:
    """Whether what is drawn without size or colour shows nothing: a phrase, or a block that only has no size. What has
    a style or class of its own inside is seen by that."""
    if nodes.tags[index] in BLOCK_TAGS and not nodes.styles[index].sizeless:
        return False
    inside = nodes.attributes[index + 1 : nodes.ends[index]]
    return not any("style" in attributes or "class" in attributes for attributes in inside)


def _phrases_unseen(nodes: Nodes, unseen: Unseen) -> list[int]:
    """Phrases that style sheets keep from readers, unless their own style shows them."""
    if len(unseen.names) == len(ALWAYS):
        classes = " ".join([classes or "" for _, classes in nodes.named])
        if not any(name in classes for name in ALWAYS):
            return []
    tags = nodes.tags
    found: dict[int, set[str]] = {}
    shown: set[int] = set()
    for (identity, own), places in nodes.named.items():
        names = {f".{name}" for name in (own or "").split()} | {f"#{identity}"}
        phrases = [index for index in places if tags[index] not in BLOCK_TAGS]
        if not names.isdisjoint(unseen.names):
            found.update(dict.fromkeys(phrases, names & unseen.names))
        elif not names.isdisjoint(unseen.shown):
            shown.update(phrases)
    if by_tag := {name for name in unseen.names if name[0] not in ".#"}:
        for index, tag in enumerate(tags):
            if tag in by_tag and tag not in BLOCK_TAGS and index not in shown:
                found.setdefault(index, {tag})
    return [
        index
        for index, names in sorted(found.items())
        if not any(word in nodes.attribute(index, "style") for word in ("display", "visibility", "font-size"))
        and not (names <= unseen.faint and any(tag != TEXT for tag in tags[index + 1 : nodes.ends[index]]))
    ]


def _pressed(nodes: Nodes, hidden: list[int]) -> list[int]:
    """``hidden`` as it is once scripts have run: what holds most of the page and pages that a word turns to are shown,
    and so is prose beside a button that shows the rest of an article (展开全文), which is hidden then."""
    printed = nodes.printed
    found = []
    for index in hidden:
        first, last = nodes.printed_within(index, nodes.ends[index])
        labels = (*printed[max(first - 1, 0) : first], *printed[last : last + 1])
        button = next((nodes.parents[label] for label in labels if _shows_rest(nodes, label, index)), -1)
        if last - first > _MOST * len(printed) or _is_turned_to(nodes, index):
            nodes.hide(index, False)
        elif button >= 0:
            nodes.hide(index, False)
            nodes.hide(button)
            found.append(button)
        else:
            found.append(index)
    return sorted(found)


def _shows_rest(nodes: Nodes, label: int, index: int) -> bool:
    """Whether a text is on a button that shows a hidden element: an element of its own, no link to elsewhere, in the
    box of the prose."""
    button = nodes.parents[label]
    return (
        shows_the_rest(nodes.texts[label])
        and nodes.ends[button] - button <= 2
        and leads_nowhere(nodes, button)
        and nodes.parents[index] in (nodes.parents[button], nodes.parents[nodes.parents[button]])
        and "。" in nodes.text(index)
    )


def _is_turned_to(nodes: Nodes, index: int) -> bool:
    """Whether a hidden element is a page of an article that a script turns to: it is numbered like the one before it,
    and the first word behind their box turns pages and leads nowhere."""
    number = _NUMBERED.fullmatch(nodes.attribute(index, "id"))
    if number is None or "。" not in nodes.text(index):
        return False
    box, before = nodes.parents[index], f"{number[1]}{int(number[2]) - 1}"
    end = nodes.ends[box]
    if all(nodes.attribute(other, "id") != before for other in islice(nodes.children(box), _MOST_PAGES)):
        return False
    label = next((at for at in range(end, min(end + _MOST_PAGES, len(nodes.texts))) if nodes.texts[at].strip()), 0)
    return _TURNS.fullmatch(nodes.texts[label].strip()) is not None and leads_nowhere(nodes, nodes.parents[label])


def shows_picture(nodes: Nodes, index: int, target: str) -> bool:
    """Whether a link leads to a picture, or is one that a script shows: what stands in it is a caption."""
    if target[0] in "#j" and target.startswith(("#", "javascript:")):
        return bool(nodes.within("img", index, nodes.ends[index]))
    return target[-1] in "gpfGPF" and target.endswith(_PICTURES)


def leads_nowhere(nodes: Nodes, index: int) -> bool:
    """Whether an element is no link to another page: what it does, a script of this page does."""
    return (nodes.attribute(index, "href") or "#").startswith(("#", "javascript:"))
