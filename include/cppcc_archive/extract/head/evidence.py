# ruff: noqa: E501  (a clue is read as one line)
"""Title, date and source are chosen by evidence, and here it is weighed: a table for each, a row for each clue.

Nothing decides alone. :mod:`candidates` (which has the tables for titles) and :mod:`info` gather what could be the one
or the other with all that is seen of it; a row says what it means for such a candidate when its clue holds, with a page
on which it does (each is read in the tests); the candidate with the highest sum is taken where that is high enough.
What the archive knows beforehand (the listing's row, the site's layout) are rows like the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from cppcc_archive.extract.chrome import is_info_line, is_toolbar
from cppcc_archive.markup.dates import FoundDate
from cppcc_archive.markup.text import breaks_off

Seen = TypeVar("Seen")


class Clue(NamedTuple, Generic[Seen]):
    """What it means for a candidate when it ``holds``; ``example`` is a page on which it does for one."""

    name: str
    weight: float
    example: str
    holds: Callable[[Seen], bool]


class Table(Generic[Seen]):
    """Clues by which candidates of one kind are weighed; a sum of ``least`` is enough to be chosen."""

    def __init__(self, least: float, *clues: Clue[Seen]) -> None:
        self.clues = clues
        self._least = least
        weighed = [(clue.weight, clue.holds) for clue in clues]
        self._for = [one for one in weighed if one[0] > 0]
        self._against = sorted((one for one in weighed if one[0] < 0), key=lambda one: one[0])

    def score(self, one: Seen, least: float = float("-inf")) -> float:
        """The sum of what holds; where that is certain to stay below ``least``, some sum below it."""
        total = 0.0
        for weight, holds in self._for:
            if holds(one):
                total += weight
        for weight, holds in self._against:
            if total <= least:
                break
            if holds(one):
                total += weight
        return total

    def best(self, candidates: Iterable[Seen]) -> Seen | None:
        """The candidate with the highest sum, the first of equals; None where none is sure enough."""
        best, top = None, self._least - 0.001
        for one in candidates:
            if (value := self.score(one, top)) > top:
                best, top = one, value
        return best


class Teller(StrEnum):
    """Who else than the lines themselves says what an article is called."""

    LAYOUT = "the layout keeps titles there"
    LISTING = "the listing's row is called so"
    META = "a meta for titles"
    LANDMARK = "an element that the CMS keeps titles in"
    BODY = "the text was found below it"


class Told(NamedTuple):
    """What somebody says that the article is called."""

    place: Teller
    text: str


def _found(place: StrEnum, weight: float, example: str) -> Clue[Any]:
    """A candidate's clue that it was found there."""
    return Clue(place.value, weight, example, lambda one: one.place is place)


# fmt: off
TOLD = Table[Told](
    0.001,
    _found(Teller.LAYOUT, 400, "<h3 id=bt>县政协举办读书会</h3><h1>别的一行在此</h1>"),
    _found(Teller.LISTING, 200, "<p>关于报送重点提案的通知</p><h1>别的一行在此</h1>"),
    _found(Teller.META, 100, "<meta name=ArticleTitle content=关于报送提案的通知><h1>别的一行在此</h1>"),
    _found(Teller.LANDMARK, 50, "<ucaptitle>关于报送提案的通知</ucaptitle><div id=zoom>各单位：</div>"),
    _found(Teller.BODY, 25, "<title>关于报送提案的通知</title><p>关于报送提案的通知<p>请各单位于本月底前报送提案。"),
)
# fmt: on


_PUBLISHED = re.compile(r"(?:(?:时间|日期)|(?:发布|发表|刊发)于?)\s*[:：]?\s*$")
_SURELY_PUBLISHED = re.compile(r"(?:发布|发表|刊发|公布|上传|录入)(?:时间|日期|于)?\s*[:：]?\s*$")
BESIDE = re.compile(r"来\s*源|稿源|提供|供稿|撰稿|作\s*者|编辑\s*[:：]|(?<!障碍)浏览|点击|阅读|访问|字号|打印")
"""What an info line tells besides the day."""
_OTHER_DATE = re.compile(
    r"(?:(?:成文|成交|更新|修改|生成|生效|实施|有效|截[止至]|访问|开标|打印|中标|招标|投标|报名|征集|印发|签发|开始|结束|会议|活动|采访|写信|来信|提交|受理|答复|回复)"
    r"(?:公告|公示)?(?:时间|日期)?|今天是?|现在是?|当前(?:时间|日期)?)\s*[:：]?\s*$"
)
"""A date of something else than the publication."""


class Place(StrEnum):
    """Where a date or a name was found."""

    LAYOUT = "where the site's layout has it"
    TITLED = "right below the title"
    ABOVE = "above the text"
    SCRIPT = "written by a script"
    TIME = "a time element"
    BELOW = "below the text"
    META = "a meta"
    MASTHEAD = "a paper's masthead"
    FORM = "the form it is filed in"
    CHANGED = "the last change, beside author or hits"
    LINKED = "JSON-LD"
    ADDRESS = "the address"
    EPOCH = "a script's seconds"
    OPENING = "the text's first line"
    CLOSING = "the text's end"


class Dated(NamedTuple):
    """A date that may be the publication's: where it was found, what stands before it in its line, whether that line is
    ``near`` the title, and whether the listing says the same day."""

    place: Place
    found: FoundDate
    before: str = ""
    line: str = ""
    near: bool = False
    is_listed: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether its line tells source, author or hits as well."""
        return BESIDE.search(self.line) is not None

    @property
    def is_labelled(self) -> bool:
        """Whether a label says that it is the publication's."""
        return _PUBLISHED.search(self.before) is not None

    @property
    def is_surely(self) -> bool:
        """Whether its label can only be the publication's."""
        return _SURELY_PUBLISHED.search(self.before) is not None

    @property
    def is_told_below(self) -> bool:
        """Whether it is the publication's where it stands below the text."""
        return self.is_labelled or (is_info_line(self.line) and (self.found.has_clock or self.is_beside or self.near))

    @property
    def is_other(self) -> bool:
        """Whether its label is something else's."""
        return _OTHER_DATE.search(self.before) is not None


SHOWN = frozenset({Place.LAYOUT, Place.TITLED, Place.ABOVE, Place.SCRIPT, Place.TIME, Place.BELOW})
"""Where readers see a date."""
_LINES = frozenset({Place.LAYOUT, Place.TITLED, Place.ABOVE})
_TEXT = "<div id=zoom><p>会议强调，要凝聚共识。</p></div>"


# fmt: off
DATES = Table[Dated](
    0.001,
    Clue("the listing says it too", 1000, f"<p>时间：2025-01-07{_TEXT}", lambda one: one.is_listed and not one.is_other),
    _found(Place.LAYOUT, 400, f"<div id=rq>2025-01-07</div>{_TEXT}"),
    Clue("the info line right below the title says it", 200, f"<h1>委员话振兴</h1><p>2025-01-07 来源：县政协办公室{_TEXT}", lambda one: one.place is Place.TITLED and (one.is_surely or one.is_beside)),
    Clue("an info line above the text says it", 10, f"<p>时间：2025-01-07{_TEXT}", lambda one: one.place is Place.ABOVE and (one.near or one.is_beside or one.found.has_clock or one.is_labelled)),
    Clue("it is said to be of publication", 40, f"<p>发布时间：2025-01-07{_TEXT}", lambda one: one.place in _LINES and one.is_surely),
    Clue("source or hits stand beside it", 20, f"<p>2025-01-07 阅读 12{_TEXT}", lambda one: one.place in _LINES and one.is_beside),
    Clue("it has a label or a clock time", 10, f"<p>时间：2025-01-07{_TEXT}", lambda one: one.place in _LINES and (one.found.has_clock or one.is_labelled)),
    _found(Place.SCRIPT, 8, f"<p><script>var time = '2025-01-07';</script>{_TEXT}"),
    _found(Place.TIME, 7, f"<time datetime=2025-01-07>3天前</time>{_TEXT}"),
    Clue("an info line below says it", 6, f"{_TEXT}<p>发布时间：2025-01-07", lambda one: one.place is Place.BELOW and one.is_told_below),
    _found(Place.META, 5, f"<meta name=PubDate content=2025-01-07>{_TEXT}"),
    _found(Place.FORM, 4, f"<p>索引号：0012<p>生成日期：2025-01-07{_TEXT}"),
    _found(Place.MASTHEAD, 3.5, f"<div>松溪日报 2025年1月7日 星期二</div><div>第02版：要闻</div><h1>委员话振兴</h1>{_TEXT}"),
    _found(Place.CHANGED, 3, f"<p>更新时间：2025-01-07 作者：何远山{_TEXT}"),
    _found(Place.LINKED, 2, f'<script>{{"@type": "NewsArticle", "datePublished": "2025-01-07"}}</script>{_TEXT}'),
    _found(Place.ADDRESS, 1, f"<base href=http://h.example/2025/1/7/1.html>{_TEXT}"),
    _found(Place.EPOCH, 0.5, f"<script>var ct = '1736211600';</script>{_TEXT}"),
    _found(Place.OPENING, 0.2, f"<h1>委员话振兴</h1><p>（2025年1月7日）{_TEXT}"),
    Clue("it is of something else", -9000, f"<p>招标日期：2025-01-07{_TEXT}", lambda one: one.place is not Place.LAYOUT and one.place in SHOWN and one.is_other),
    Clue("the same where the layout has it", -50, f"<div id=rq>成文日期：2025-01-07</div>{_TEXT}", lambda one: one.place is Place.LAYOUT and one.is_other),
    Clue("an abstract breaks off", -9000, f"<p>时间：2025-01-07 会议强调…{_TEXT}", lambda one: one.place is Place.ABOVE and not one.is_surely and not one.is_beside and breaks_off(one.line)),
)
# fmt: on

_NOBODY = re.compile(
    r"(?:\d+|https?:.*|[\w.-]+\.(?:com|cn|net|org|gov)(?:[/:].*)?"
    r"|admin\w*|super ?user|\S{0,6}管理员|原创|佚名|未知|无|网络|转载"
    r"|root|tests?|匿名|小编|(?:本[网站])?编辑|null|undefined|-+|\W*)",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A name that may be the source's or the author's: where it was found, and whether a label says what it is (a word
    alone, as in 记者 何远山, is none), whether that says who published it rather than where it is from (发布机构), and
    whether a label of the latter stands empty beside it."""

    place: Place
    text: str
    is_labelled: bool = True
    is_publisher: bool = False
    is_beside_none: bool = False


# fmt: off
NAMES = Table[Named](
    0.001,
    Clue("the layout has it here", 400, f"<div id=ly>来源：县政协办公室</div>{_TEXT}", lambda one: one.place is Place.LAYOUT),
    Clue("a label above the text says it", 200, f"<p>来源：县政协办公室{_TEXT}", lambda one: one.place is Place.ABOVE and one.is_labelled),
    Clue("a word above the text says it", 150, f"<p>2025-01-07 记者 何远山 来源：县政协办公室{_TEXT}", lambda one: one.place is Place.ABOVE and not one.is_labelled),
    Clue("a meta tells it", 100, f"<meta name=ContentSource content=县政协办公室>{_TEXT}", lambda one: one.place is Place.META),
    Clue("it stands beside the date", 50, f"<h1>委员话振兴</h1><p>2025-01-07 青沙日报{_TEXT}", lambda one: one.place is Place.TITLED),
    Clue("a label below the text says it", 55, f"{_TEXT}<p>来源：县政协办公室", lambda one: one.place is Place.BELOW and one.is_labelled),
    Clue("it stands beside the date below the text", 25, f"{_TEXT}<p>2025-01-07 青沙日报", lambda one: one.place is Place.BELOW and not one.is_labelled),
    Clue("a label that the text ends with says it", 60, f"{_TEXT[:-6]}<p>来源：县政协办公室</div>", lambda one: one.place is Place.CLOSING),
    Clue("its label says who published it", -20, f"<p>发布机构：县政府{_TEXT}", lambda one: one.is_publisher),
    Clue("it is so, and the label of the source stands empty", -9000, f"<p>发布机构：县政府<p>来源：{_TEXT}", lambda one: one.is_publisher and one.is_beside_none),
    Clue("it is nobody's", -9000, f"<p>来源：佚名{_TEXT}", lambda one: _NOBODY.fullmatch(one.text) is not None),
    Clue("it is a button", -9000, f"<p>来源： 【大】【中】{_TEXT}", lambda one: is_toolbar(one.text)),
)
# fmt: on
