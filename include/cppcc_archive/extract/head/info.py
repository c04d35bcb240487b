"""When an article was published, by whom it was written and where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from cppcc_archive.extract.chrome import is_info_line
from cppcc_archive.extract.head.clues import EARLIEST, Clues, date_in_url
from cppcc_archive.markup.dates import SHANGHAI, FoundDate, dates_in

_FAR_APART = 366
"""Days by which the address and the page may differ."""
_LONGEST_LABEL = 12
_BELOW, _LONGEST_BELOW = 6, 200
"""Lines below the body among which some templates print the info line, and characters of one."""
_LABEL_ENDS = (":", "：", "时间", "日期", "来源", "作者", "发布机构")
_PUBLISHED = re.compile(r"(?:(?:时间|日期)|(?:发布|发表|刊发)于?)\s*[:：]?\s*$")
_SURELY_PUBLISHED = re.compile(r"(?:发布|发表|刊发|公布|上传|录入)(?:时间|日期|于)?\s*[:：]?\s*$")
_BESIDE = re.compile(r"来\s*源|供稿|撰稿|作\s*者|浏览|点击|阅读|访问|字号|打印")
_OTHER_DATE = re.compile(
    r"(?:(?:成文|成交|更新|修改|生成|生效|实施|有效|截[止至]|访问|开标|中标|招标|投标|报名|征集|印发|签发|开始|结束|会议|活动|写信|来信|提交|受理|答复|回复)"
    r"(?:公告|公示)?(?:时间|日期)?|今天是?|现在是?|当前(?:时间|日期)?)\s*[:：]?\s*$"
)
"""A date of something else than the publication."""
_META_DATES = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "publishtime",
    "article:published_time",
    "og:release_date",
)
_STOP = (
    r"(?=\s{2,}|[\xa0\u3000]{2,}|[|｜【】\[\]()（）]|\s*(?:(?:信息|文章|稿件)?来源|出处|作者|(?:发布|发表|更新)(?=时间|日期|人|于|\s*[:：]|\s*(?:19|20)\d\d)|时间|日期|浏览|点击|阅读|访问|字号|字体|编辑(?![部室委])|责编|责任编辑|"
    r"审核|打印|分享|关闭|撰稿|供稿|摄影|(?:19|20)\d\d[-年/.]\d|评论|人气|字数|记者|通讯员|$))"
)
_LABELS = r"(?!发[布表]|更新|时间|日期|作者|浏览|点击|阅读|访问|字号)"
_SOURCE = re.compile(
    rf"(?:来\s*源于?|出\s*处|稿源|供稿单位|发布机构|发布单位)(?:\s*[:：|｜]\s*|\s+(?=[\u3400-\u9fff])){_LABELS}([^:：]{{1,40}}?){_STOP}"
)
_AUTHOR = re.compile(rf"(?:作\s*者|撰稿人?|供稿人?|发言人|通讯员|记者)\s*[:：]\s*([^:：]{{1,30}}?){_STOP}")
_REPORTER = re.compile(rf"(?:记者|通讯员|作者)[ \xa0\u3000]\s*([^:：]{{1,30}}?){_STOP}")
_LABELLED = re.compile(r"来\s*源|出\s*处|稿源|单位|机构")
_APART = re.compile(r"[\s\xa0\u3000|｜/·\[\]【】]+|\d+|记者|通讯员|朗读|打印|分享|收藏|字号|浏览|阅读|点击")
_ORGAN = re.compile(
    r"(?=.{3})[\u3400-\u9fff]{0,18}"
    r"(?:网|报|社|政协|政府|办公室|办|中心|融媒|传媒|新闻|客户端|频道|委|局|部|在线|发布|电视台|电台|研究室|[处科院站会])"
)
"""The name of an office, a paper or a site, as it stands unlabelled beside a date."""
_COLUMN_DATE = re.compile(r"((?:19|20)\d\d)\s+(\d\d)/(\d\d)(?!\d)")
"""A year above day and month, as in a calendar's leaf."""
_UPDATED = re.compile(r"更新(?:时间|日期)?\s*[:：]?\s*$")
_EPOCH = re.compile(r"""\bct\s*=\s*["'](1\d{9})["']""")
"""WeChat's own variable: seconds since 1970."""
_BARE_LABELS = frozenset(
    "来源 信息来源 文章来源 发布机构 发布日期 发布时间 公开日期 公开时间 发文日期 成文日期 生成日期 作者".split()  # noqa: SIM905
)
_NOBODY = re.compile(
    r"^(?:\d+|https?:.*|admin\w*|super ?user|\S{0,6}管理员|本站|本站原创|原创|佚名|未知|无|网络|转载"
    r"|null|undefined|-+|\W*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r'"@type"\s*:\s*"(?:\w*Article|BlogPosting|Report)"')
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
"""What a page tells search engines (JSON-LD)."""
_SPOKEN = "—－―-（("
_ALONE = re.compile(r"^[\[【〔(（]?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\]】〕)）]?$")
_FILED = re.compile(r"索\s*引\s*号")
_MADE = re.compile(r"生成(?:日期|时间)\s*[:：]?\s*$")
_HITS = re.compile(r"(?<=[^\d\s])\s+\d{1,7}$")
"""A number beside a name, as an icon's hits."""
_SCRIPT_VALUE = re.compile(r"""=\s*(['"])((?:19|20)\d\d[^'"]{2,30})\1""")


@dataclass(frozen=True, slots=True)
class Info:
    """What the info line, the metas and the address say."""

    published_at: datetime | None
    source: str | None
    author: str | None
    warnings: tuple[str, ...] = ()


class Place(StrEnum):
    """Where a date or a name was found."""

    LAYOUT = "where the site's layout has it"
    TITLED = "right below the title"
    ABOVE = "above the text"
    SCRIPT = "written by a script"
    TIME = "a time element"
    BELOW = "below the text"
    META = "a meta"
    FORM = "the form it is filed in"
    CHANGED = "the last change, beside author or hits"
    LINKED = "JSON-LD"
    ADDRESS = "the address"
    EPOCH = "a script's seconds"


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
    def is_labelled(self) -> bool:
        """Whether a label or a clock time says that it is the publication's."""
        return _PUBLISHED.search(self.before) is not None or self.found.has_clock

    @property
    def is_beside(self) -> bool:
        """Whether its line tells source, author or hits as well."""
        return _BESIDE.search(self.line) is not None

    @property
    def is_surely(self) -> bool:
        """Whether its label can only be the publication's."""
        return _SURELY_PUBLISHED.search(self.before) is not None

    @property
    def is_told_below(self) -> bool:
        """Whether it is the publication's where it stands below the text."""
        return _PUBLISHED.search(self.before) is not None or (
            is_info_line(self.line) and (self.found.has_clock or self.is_beside or self.near)
        )

    @property
    def is_other(self) -> bool:
        """Whether its label is something else's."""
        return _OTHER_DATE.search(self.before) is not None


class DateClue(NamedTuple):
    """What it means for a date at one of these ``places`` when it ``holds``."""

    name: str
    weight: float
    example: str
    places: frozenset[Place]
    holds: Callable[[Dated], bool] = lambda one: True


def _in(*places: Place) -> frozenset[Place]:
    return frozenset(places)


_SHOWN = _in(Place.LAYOUT, Place.TITLED, Place.ABOVE, Place.SCRIPT, Place.TIME, Place.BELOW)
_LINES = _in(Place.LAYOUT, Place.TITLED, Place.ABOVE)
DATE_CLUES = (
    DateClue(
        "the listing says it too",
        1000,
        "2025-01-07 in the row",
        frozenset(Place),
        lambda one: one.is_listed and not one.is_other and (one.place is not Place.BELOW or one.is_told_below),
    ),
    DateClue("the layout has it here", 400, "body/div.main/div.info", _in(Place.LAYOUT)),
    DateClue(
        "the info line right below the title says it",
        200,
        "2025-01-07 来源：县政协办公室",
        _in(Place.TITLED),
        lambda one: one.is_surely or one.is_beside,
    ),
    DateClue(
        "an info line above the text says it",
        10,
        "时间：2025-01-07",
        _in(Place.ABOVE),
        lambda one: one.near or one.is_surely or one.is_beside or one.is_labelled,
    ),
    DateClue("it is said to be of publication", 40, "发布时间：", _LINES, lambda one: one.is_surely),
    DateClue("source or hits stand beside it", 20, "阅读 12", _LINES, lambda one: one.is_beside),
    DateClue("it has a label or a clock time", 10, "时间：", _LINES, lambda one: one.is_labelled),
    DateClue("a script writes it into the head", 8, 'var time = "2025-01-07"', _in(Place.SCRIPT)),
    DateClue("a time element has it", 7, '<time datetime="2025-01-07">3天前', _in(Place.TIME)),
    DateClue("an info line below says it", 6, "发布时间：…", _in(Place.BELOW), lambda one: one.is_told_below),
    DateClue("a meta tells it", 5, '<meta name="PubDate">', _in(Place.META)),
    DateClue("the form it is filed in says it", 4, "生成日期：2025-01-07", _in(Place.FORM)),
    DateClue("it was changed then", 3, "更新：2025-01-07 作者：何远山", _in(Place.CHANGED)),
    DateClue("search engines are told it", 2, '"datePublished"', _in(Place.LINKED)),
    DateClue("the address has it", 1, "/2025/1/7/", _in(Place.ADDRESS)),
    DateClue("a script counts its seconds", 0.5, 'ct = "1736211600"', _in(Place.EPOCH)),
    DateClue("it is of something else", -9000, "招标日期：", _SHOWN - {Place.LAYOUT}, lambda one: one.is_other),
    DateClue("the same where the layout has it", -50, "成文日期：", _in(Place.LAYOUT), lambda one: one.is_other),
    DateClue(
        "a speech was held then, or an abstract breaks off",
        -9000,
        "——2025年1月7日在全体会议上",
        _in(Place.ABOVE),
        lambda one: (
            (one.line[0] in _SPOKEN or one.line.endswith(("...", "…")))
            and not (one.is_surely or one.is_beside or one.is_labelled)
        ),
    ),
)
_AT = {place: [clue for clue in DATE_CLUES if place in clue.places] for place in Place}


def _best_date(candidates: Iterable[Dated]) -> Dated | None:
    """The candidate with the highest sum, the first of equals; None where none speaks for any."""
    best, top = None, 0.0
    for one in candidates:
        total = sum([clue.weight for clue in _AT[one.place] if clue.holds(one)])
        if total > top:
            best, top = one, total
    return best


def read_info(
    clues: Clues,
    above: Sequence[str],
    below: Callable[[], Sequence[str]],
    scripts: Sequence[str],
    url: str,
    titled: Sequence[str] = (),
    near: Sequence[str] = (),
    late: Callable[[], Iterable[str]] = tuple,
    placed: Sequence[str] = (),
    listed: date | None = None,
    timed: Sequence[str] = (),
    sourced: Sequence[str] = (),
) -> Info:
    """``above`` are the lines before the body, ``titled`` those right below the title, ``near`` those around it (a date
    without a label means something there only), ``placed`` and ``sourced`` those where the site's layout has date and
    source; ``below`` reads the lines after the body (rarely needed), ``late`` all scripts; ``scripts`` write into the
    head, ``timed`` is what ``<time>`` elements there say, ``listed`` the day that the listing says."""
    listed = listed if listed and listed.year >= EARLIEST else None

    def dated(place: Place, lines: Iterable[str], near: frozenset[str] = frozenset()) -> list[Dated]:
        return [
            Dated(place, one, line[: one.start], line, line in near, one.when.date() == listed)
            for line in lines
            for one in _plausible(line)
        ]

    lines = [line for line in _labelled_lines(above) if is_info_line(line)]
    shown = dated(Place.LAYOUT, _labelled_lines(placed))
    shown += dated(Place.TITLED, [line for line in titled if is_info_line(line)])
    best = _best_date(shown)
    if best is None or not (best.is_surely or best.is_beside) or (listed and not best.is_listed):
        shown += dated(Place.ABOVE, reversed(lines), frozenset(_labelled_lines(near)))
        best = _best_date(shown)
    if best is None:
        shown += dated(Place.SCRIPT, [value for one in reversed(scripts) for _, value in _SCRIPT_VALUE.findall(one)])
        shown += dated(Place.TIME, timed)
        best = _best_date(shown)
    beneath = [] if best else below()
    told = _meta_date(clues)
    if best is None:
        alone = frozenset(line for line in beneath[:_BELOW] if _ALONE.match(line))
        shown += dated(Place.BELOW, [line for line in beneath if len(line) < _LONGEST_BELOW], alone)
    if best is None or (listed and not best.is_listed):
        metas = [] if told is None else [Dated(Place.META, told, is_listed=told.when.date() == listed)]
        rest = metas if best else [*metas, *dated(Place.FORM, _filed(above)), *_changed(dated, [*lines, *beneath])]
        best = _best_date([*shown, *rest]) or _best_date(
            [*dated(Place.LINKED, _linked(late())), *_addressed(url), *_counted(late())]
        )
    found = _agreed(best.found, told if best.place in _SHOWN else None) if best else None
    text = "  ".join(lines) + "  "
    footing = "  ".join(line for line in beneath[:_BELOW] if is_info_line(line)) + "  "
    return Info(
        found.when if found else datetime(listed.year, listed.month, listed.day, tzinfo=SHANGHAI) if listed else None,
        _somebody(_first(_SOURCE, "  ".join(sourced) + "  "))
        or _somebody(_first(_SOURCE, text))
        or _somebody(_labelless(clues.meta("contentsource", "source")))
        or _organ_beside_date(titled or near)
        or _somebody(_first(_SOURCE, footing)),
        _somebody(_first(_AUTHOR, text))
        or _somebody(_first(_REPORTER, text))
        or _somebody(clues.meta("author", "article:author", "og:article:author")),
        _doubts(found, url, listed),
    )


def _doubts(found: FoundDate | None, url: str, listed: date | None) -> tuple[str, ...]:
    """Where page, address and listing disagree. A page that says another day than the listing keeps it."""
    if found is None:
        return ("the page shows no date: the listing's is taken",) if listed else ()
    addressed = date_in_url(url)
    doubts = []
    if addressed is not None and abs((addressed.when - found.when).days) > _FAR_APART:
        doubts.append(f"the address says {addressed.when:%Y-%m-%d}, the page {found.when:%Y-%m-%d}")
    if listed is not None and found.when.date() != listed:
        doubts.append(f"the listing says {listed}, the page {found.when:%Y-%m-%d}")
    return tuple(doubts)


def _labelled_lines(lines: Sequence[str]) -> list[str]:
    """The lines, a label alone in its line (in a table cell of its own) joined to what it labels."""
    found: list[str] = []
    for line in lines:
        if found and len(label := found[-1]) <= _LONGEST_LABEL and label.endswith(_LABEL_ENDS):
            found[-1] += line if label not in _BARE_LABELS else f"：{line}"
        else:
            found.append(_COLUMN_DATE.sub(r"\1-\2-\3", line) if "/" in line else line)
    return found


def _organ_beside_date(titled: Sequence[str]) -> str | None:
    """The office or paper named without a label in the info line below the title, or in the lines after a bare date."""
    for number, line in enumerate(titled):
        dates = _plausible(line)
        if not dates or not is_info_line(line):
            continue
        if _LABELLED.search(line):
            return None
        words = _APART.split(line[: dates[0].start] + "|" + line[dates[0].end :])
        if not any(words):
            words = list(titled[number + 1 : number + 3])
        return next((word for word in words if _ORGAN.fullmatch(word)), None)
    return None


def _filed(lines: Sequence[str]) -> list[str]:
    """The fields of the form an office files articles in that say when it did."""
    joined = _labelled_lines(lines) if any(_FILED.search(line) for line in lines) else []
    return [line for line in joined if any(_MADE.search(line[: one.start]) for one in _plausible(line))]


def _changed(dated: Callable[[Place, Iterable[str]], list[Dated]], lines: Sequence[str]) -> list[Dated]:
    """The dates of the last change, the last first, where their line or one beside it tells author, source or hits."""
    beside = [
        line
        for number, line in reversed(list(enumerate(lines)))
        if any(_BESIDE.search(near) for near in lines[max(number - 1, 0) : number + 2])
    ]
    return [one for one in dated(Place.CHANGED, beside) if _UPDATED.search(one.before)]


def _linked(scripts: Iterable[str]) -> list[str]:
    return [
        match[1]
        for script in scripts
        if '"datePublished"' in script and _ARTICLE.search(script) and (match := _LINKED_DATA.search(script))
    ]


def _addressed(url: str) -> list[Dated]:
    found = date_in_url(url)
    return [Dated(Place.ADDRESS, found)] if found else []


def _counted(scripts: Iterable[str]) -> list[Dated]:
    matches = (_EPOCH.search(script) for script in scripts)
    return [
        Dated(Place.EPOCH, FoundDate(datetime.fromtimestamp(int(match[1]), SHANGHAI), True, 0, 0))
        for match in matches
        if match
    ]


def _meta_date(clues: Clues) -> FoundDate | None:
    text = clues.meta(*_META_DATES)
    if text and any("生成时间" in value and text in value for value in clues.metas.values()):
        return None  # when the page was made, which a system does again at each move
    if len(text) == 8 and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return next(iter(_plausible(text)), None)


def _plausible(text: str) -> list[FoundDate]:
    return [found for found in dates_in(text) if found.when.year >= EARLIEST]


def _agreed(shown: FoundDate | None, told: FoundDate | None) -> FoundDate | None:
    """What the page shows beats what its metas tell (a migrated site's metas carry the day of the move), unless they
    tell the same day more precisely."""
    if shown is None or told is None:
        return shown or told
    precision = {"second": 0} if shown.has_clock else {"hour": 0, "minute": 0, "second": 0}
    if told.has_clock and told.when.replace(**precision) == shown.when:  # type: ignore[arg-type]
        return told
    return shown


def _first(pattern: re.Pattern[str], text: str) -> str:
    return _HITS.sub("", match[1]) if (match := pattern.search(text)) else ""


def _labelless(text: str) -> str:
    return re.sub(r"^(?:信息|文章)?来源\s*[:：]\s*", "", text)


def _somebody(text: str) -> str | None:
    text = text.strip(" \xa0\u3000:：|·")
    return None if _NOBODY.match(text) else text
