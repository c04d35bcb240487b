"""When an article was published, by whom it was written and where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import takewhile

from cppcc_archive.extract.chrome import FIELD, LONGEST_INFO, is_info_line, told_names
from cppcc_archive.extract.filing import is_index_label, is_index_line
from cppcc_archive.extract.head.clues import EARLIEST, Clues, date_in_url
from cppcc_archive.extract.head.evidence import BESIDE, DATES, NAMES, SHOWN, Dated, Named, Place
from cppcc_archive.extract.head.lines import is_day, labelled_lines, plausible
from cppcc_archive.markup.dates import SHANGHAI, FoundDate

_FAR_APART = 366  # days by which the address and the page may differ
_BELOW, _LONGEST_BELOW = 6, 200
"""Lines below the body among which some templates print the info line, and characters of one."""
_META_DATES = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "publishtime",
    "article:published_time",
    "og:release_date",
)
_STOP = (
    r"(?=\s{2,}|[\xa0\u3000]{2,}|[\t|｜丨┊│【】\[\]［］〔〕〖〗()（）]|\s+(?=[\u3400-\u9fff]{2,6}\s*[:：])|\s*(?:(?:信息|文章|稿件)?来源|出处|作者|(?:发布|发表|更新)(?=时间|日期|人|于|\s*[:：])|(?<=\s)(?:发布|发表|更新)(?=\s*(?:19|20)\d\d)|(?:[发成印]文|生成|公开|印发)?(?:时间|日期)|(?:本[站页文])?(?:浏览|点击)|阅读|访问|字号|字体|编辑(?![部室委])|责编|责任编辑|"
    r"审核|打印|分享|关闭|撰稿|供稿|摄影(?!协会|学会|家)|(?:19|20)\d\d[-年/.]\d|\d{1,2}月\d{1,2}日|\s\d\d-\d\d\s|第?\s?[A-Z]?\d+\s?版|\d\d-[01]\d-[0-3]\d|评论|人气|字数|共\d+张|"
    r"(?<=[\s）)])(?:记者|通讯员)|(?:记者|通讯员)(?:\s*[:：]|[ \xa0\u3000]+[\u3400-\u9fff]{2,4}(?:\s|$))|$))"
)
_LABELS = (
    r"(?!发[布表](?:时间|日期|[人者于]|单位|机构|部门|\s*[:：]|\s|\d|$)|更新|时间|日期|作者|浏览|点击|阅读|访问|字号"
    r"|(?:录入|编辑|责任编辑|责编|审核|摄影|记者|通讯员|稿件|信息|文章)\S{0,3}\s*[:：])"
)
"""The next label is no value of one that stands empty."""
_UNIT = "(?:单位|机构|部门)"
_ORIGIN = (
    r"来\s*源(?:于|单位|机构|部门)?|出\s*处|稿源|(?:[摘选来]|转[载贴]?)自(?=\s*[:：])|(?:编印|原载于?|Source)(?=\s*[:：])"
    rf"|信息提供|(?:来稿|供稿|报送|撰稿|提供|上报){_UNIT}"
)
_PUBLISHER = rf"(?:发布|答复){_UNIT}"
_VALUE = r"(?:\s*[:：|｜丨]\s*|(?<=源)[】\]〕]\s*[:：]?\s*|\s+(?=[\u3400-\u9fff《]))"
_SOURCE = re.compile(rf"(?:{_ORIGIN}|(?P<published>{_PUBLISHER})){_VALUE}{_LABELS}(?P<name>[^:：┊]{{1,40}}?){_STOP}")
_ORIGIN_SAID = re.compile(r"来\s*源|出\s*处|稿源|[摘选转载贴来]自\s*[:：]|Source")
_NO_SOURCE = re.compile(
    r"(?:来\s*源|稿源|供\s*稿)\s*[:：]\s*(?:$|打印|分享|收藏|关闭|字[号体]|【|[┊\]】)）]|[^:：\s]{1,6}\s*[:：])"
)
"""The label of a source that has none behind it."""
_ITSELF = re.compile(r"本[站网](?:原创)?")  # says where a text is from, and not who wrote it
_CLOSES = re.compile(rf"[（(\[【—－―\s-]*(?:信息|文章|新闻|稿件|本文|图文)?(?:{_ORIGIN})\s*[:：|｜丨]")
"""How a line of a text's end begins that says where it is from."""
_LONGEST_CLOSE = 60
_SAYS_SOURCE = re.compile(r"(?:信息|文章|稿件)?来源[\s丨|｜]+\S{2,20}")
_TODAY = re.compile("星期|周[一二三四五六日天]")  # what a site's top says beside the day it is today
_AUTHOR = re.compile(
    rf"(?:作\s*者|撰稿人?|供稿人?|发言人|通讯员|记者|(?<=[\s|｜/·])文)\s*[:：]\s*{_LABELS}(?P<name>(?:本[报网刊台社]\S{{0,2}})?(?:记者|通讯员)\s(?=[\u3400-\u9fff])[^:：┊]{{1,20}}?|[^:：┊]{{1,30}}?){_STOP}"
)
_REPORTER = re.compile(rf"(?:记者|通讯员|作者)[ \xa0\u3000]\s*(?P<name>[^:：┊]{{1,30}}?){_STOP}")
_LABELLED = re.compile(r"来\s*源|出\s*处|稿源|单位|机构|[摘选转载贴来]自\s*[:：]|编印\s*[:：]|Source")
_ORGAN = re.compile(
    r"本[站网]|(?=.{3})(?:《[^》]{2,18}》|(?!.*(?:举[办行]|召开|开展))[\u3400-\u9fff]{0,18}"
    r"(?:网|报|社|政协|政府|办公室|办|中心|融媒|传媒|新闻|客户端|频道|政协云|委|局|部|在线|发布|原创|电视台|电台|研究室|信息|总?支部|街道|委员会|[处科院站会组]))"
)
"""The name of an office, a paper or a site, as it stands unlabelled beside a date."""
_GIVEN = re.compile(
    rf"(?:(?:供稿|报送|(?:上传|发布|提交)[者人])\s*[:：]|(?<![\u3400-\u9fff])由(?=.{{2,20}}发布于))\s*"
    rf"(?=(?:{_ORGAN.pattern}|[\u3400-\u9fff]{{2,8}}[乡镇村])\s?{_STOP})"
)
"""An office that handed the article in is its source; a person, its author."""
_GIVING = ("供稿", "报送", "上传", "发布者", "发布人", "发布于", "提交")
_EDITED = re.compile(r"(?:主?编印?|供稿|提供)$")
_PLACE_NAME = 4  # letters of where an account is (安徽), or of a person, beside a day
_UPDATED = re.compile(r"更新(?:时间|日期)?\s*[:：]?\s*$")
_EPOCH = re.compile(r"""\bct\s*=\s*["'](1\d{9})["']""")  # WeChat's own variable: seconds since 1970
_ARTICLE = re.compile(r'"@type"\s*:\s*"(?:\w*Article|BlogPosting|Report)"')
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')  # what a page tells search engines (JSON-LD)
_PAGE = re.compile(r"第\s?[A-Z]?\d{1,3}\s?版|(?<![\w.])[A-Z]?\d{1,3}\s?版(?![\w])")
_FILED = re.compile(r"索\s*引\s*号")
_FIELDS = 2  # fields of that form in lines, from which it is one without its number
_MADE = re.compile(r"生成(?:日期|时间)\s*[:：]?\s*$")
_HITS = re.compile(r"(?<=[^\d\s])\s+\d{1,7}$")  # a number beside a name, as an icon's hits
_SCRIPT_VALUE = re.compile(r"""=\s*(['"])((?:19|20)\d\d[^'"]{2,30})\1""")


_JOINT = " ┊ "  # the end of a line


@dataclass(frozen=True, slots=True)
class Info:
    """What the info line, the metas and the address say."""

    published_at: datetime | None
    source: str | None
    author: str | None
    warnings: tuple[str, ...] = ()
    is_opening: bool = False  # no other line than the text's first shows the day


def read_info(
    clues: Clues,
    url: str,
    *,
    listed: date | None,
    above: Sequence[str],
    below: Callable[[], Sequence[str]],
    titled: Sequence[str],
    near: Sequence[str],
    placed: Sequence[str],
    sourced: Sequence[str],
    scripts: Sequence[str],
    late: Iterable[str],
    timed: Sequence[str],
    opening: str,
    closing: Sequence[str],
    accounts: Sequence[str],
) -> Info:
    """``above`` are the lines before the body, ``titled`` those right below the title, ``near`` those around it (a date
    without a label means something there only), ``placed`` and ``sourced`` those where the site's layout has date and
    source; ``below`` reads the lines after the body (rarely needed), ``late`` all scripts; ``scripts`` write into the
    head, ``timed`` is what ``<time>`` elements there say, ``listed`` the day that the listing says, ``opening`` a day
    that the text begins with, ``closing`` are the lines that it ends with, ``accounts`` tell on whose it stands."""
    listed = listed if listed and listed.year >= EARLIEST else None

    def dated(place: Place, lines: Iterable[str], near: frozenset[str] = frozenset()) -> list[Dated]:
        return [
            Dated(place, one, line[: one.start], line, line in near, one.when.date() == listed)
            for line in lines
            for one in plausible(line)
        ]

    lines = [line for line in labelled_lines(above) if is_info_line(line) or _SAYS_SOURCE.fullmatch(line)]
    beside = frozenset(labelled_lines(near))
    told_above = (one for one in reversed(lines) if one in beside or BESIDE.search(one) or not _TODAY.search(one))
    shown = [
        *dated(Place.LAYOUT, labelled_lines(placed)),
        *dated(Place.TITLED, (line for line in titled if is_info_line(line))),
        *dated(Place.ABOVE, told_above, beside),
    ]
    beneath: list[str] = []
    if DATES.best(shown) is None:
        shown += dated(Place.SCRIPT, [value for one in reversed(scripts) for _, value in _SCRIPT_VALUE.findall(one)])
        shown += dated(Place.TIME, timed)
    if DATES.best(shown) is None:
        beneath = labelled_lines(below())
        alone = frozenset(line for line in beneath[:_BELOW] if is_day(line) or _beside_date([line]))
        shown += [
            *dated(Place.BELOW, (line for line in beneath if len(line) < _LONGEST_BELOW), alone),
            *dated(Place.MASTHEAD, _masthead(above)),
            *dated(Place.FORM, _filed(above)),
            *_changed(dated, [*lines, *beneath]),
        ]
    told, best = _meta_date(clues), DATES.best(shown)
    if told and not (best and best.is_listed):
        shown.append(Dated(Place.META, told, is_listed=told.when.date() == listed))
    best = DATES.best(shown) or DATES.best(
        [
            *dated(Place.LINKED, _linked(late)),
            *(Dated(Place.ADDRESS, one) for one in (date_in_url(url),) if one),
            *_counted(late),
            *dated(Place.OPENING, [opening]),
        ]
    )
    found = _agreed(best.found, told if best.place in SHOWN else None) if best else None
    text = _with_givers(_JOINT.join(lines))
    told_source = re.sub(r"^(?:信息|文章)?来源\s*[:：]\s*", "", clues.meta("contentsource", "source"))
    author = clues.meta("author", "article:author", "og:article:author")
    source = _best_name(
        _labelled(_SOURCE, Place.LAYOUT, _with_givers(_JOINT.join(sourced))),
        _labelled(_SOURCE, Place.ABOVE, text),
        [Named(Place.META, told_source)],
    )
    if source is None:
        foot = beneath or labelled_lines(below()[: 3 * _BELOW])  # a label and its value are two lines
        footing = [line for line in foot[:_BELOW] if is_info_line(line)]
        source = _best_name(
            [
                one
                for line in map(_with_givers, closing)
                if _is_close(line)
                for one in _labelled(_SOURCE, Place.CLOSING, line)
            ],
            [one for lines in (sourced, titled or near) for one in _beside_date(lines) if one.text not in accounts],
            _labelled(_SOURCE, Place.BELOW, _with_givers(_JOINT.join(footing))),
            [one._replace(place=Place.BELOW, is_labelled=False) for one in _beside_date(footing) if beneath],
        )
    return Info(
        found.when if found else datetime.combine(listed, time(), SHANGHAI) if listed else None,
        source,
        _best_name(
            [one for one in _labelled(_AUTHOR, Place.ABOVE, text) if not _ITSELF.fullmatch(one.text.strip())],
            [one._replace(is_labelled=False) for one in _labelled(_REPORTER, Place.ABOVE, text)],
            [Named(Place.META, author)],
        ),
        _doubts(found, url, listed),
        bool(opening) and (best is None or best.line == opening or best.place not in SHOWN),
    )


def _with_givers(text: str) -> str:
    """The text, who handed an article in named as its source where no other is."""
    is_given = any(word in text for word in _GIVING)
    return _GIVEN.sub("来源：", text) if is_given and not _ORIGIN_SAID.search(text) else text


def _labelled(pattern: re.Pattern[str], place: Place, text: str) -> list[Named]:
    """The names that labels of this pattern stand before."""
    found = pattern.finditer(f"{text}  ") if text else ()
    is_beside_none = _NO_SOURCE.search(text) is not None
    return [
        Named(place, _HITS.sub("", one["name"]), True, one.groupdict().get("published") is not None, is_beside_none)
        for one in found
    ]


def _is_close(line: str) -> bool:
    """Whether a line that a text ends with says where it is from, and nothing that a sentence says."""
    return len(line) < _LONGEST_CLOSE and "。" not in line and _CLOSES.match(line) is not None


def _best_name(*gathered: Sequence[Named]) -> str | None:
    bare = (one._replace(text=one.text.strip(" \xa0\u3000:：|·/／[]【】〔〕")) for found in gathered for one in found)
    best = NAMES.best(bare)
    return best.text if best else None


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


def _beside_date(titled: Sequence[str]) -> list[Named]:
    """The office or paper named without a label in the info line below the title, or in the lines after a bare date."""
    for number, line in enumerate(titled):
        dates = plausible(line)
        if not dates or not is_info_line(line):
            continue
        if _LABELLED.search(line):
            return []
        names = told_names(line)
        words = None if names is None else list(names)
        if words is not None and not any(_ORGAN.fullmatch(word) or len(word) > _PLACE_NAME for word in words):
            words += takewhile(lambda word: word[-1] not in ":：", titled[number + 1 : number + 3])
            words += reversed("".join(titled[max(number - 1, 0) : number]).split("\u3000\u3000"))
        words = [FIELD.sub("", word) for word in words or ()]
        bare = (f"《{word}》" if f"《{word}》" in line else _EDITED.sub("", word) for word in words)
        return [Named(Place.TITLED, word) for word in bare if _ORGAN.fullmatch(word)]
    return []


def _masthead(lines: Sequence[str]) -> list[str]:
    """The lines above the text that are a day beside the number of a paper's page."""
    return [
        line
        for number, line in enumerate(lines)
        if len(line) < LONGEST_INFO and _PAGE.search(" ".join(lines[max(number - 2, 0) : number + 3]))
    ]


def _filed(lines: Sequence[str]) -> list[str]:
    """The fields of the form an office files articles in that say when it did."""
    fields = sum(is_index_label(line) or is_index_line(line, among=True) for line in lines)
    joined = labelled_lines(lines) if fields >= _FIELDS or any(_FILED.search(line) for line in lines) else []
    return [line for line in joined if any(_MADE.search(line[: one.start]) for one in plausible(line))]


def _changed(dated: Callable[[Place, Iterable[str]], list[Dated]], lines: Sequence[str]) -> list[Dated]:
    """The dates of the last change, the last first, where their line or one beside it tells author, source or hits."""
    beside = [
        line
        for number, line in reversed(list(enumerate(lines)))
        if any(BESIDE.search(near) for near in lines[max(number - 1, 0) : number + 2])
    ]
    return [one for one in dated(Place.CHANGED, beside) if _UPDATED.search(one.before)]


def _linked(scripts: Iterable[str]) -> list[str]:
    return [
        match[1]
        for script in scripts
        if '"datePublished"' in script and _ARTICLE.search(script) and (match := _LINKED_DATA.search(script))
    ]


def _counted(scripts: Iterable[str]) -> list[Dated]:
    seconds = (int(match[1]) for script in scripts if (match := _EPOCH.search(script)))
    return [Dated(Place.EPOCH, FoundDate(datetime.fromtimestamp(one, SHANGHAI), True, 0, 0)) for one in seconds]


def _meta_date(clues: Clues) -> FoundDate | None:
    text = clues.meta(*_META_DATES)
    if text and any("生成时间" in value and text in value for value in clues.metas.values()):
        return None  # when the page was made, which a system does again at each move
    return next(iter(plausible(text)), None)


def _agreed(shown: FoundDate, told: FoundDate | None) -> FoundDate:
    """What the page shows beats what its metas tell (a migrated site's metas carry the day of the move), unless they
    tell the same day more precisely."""
    precision = {"second": 0} if shown.has_clock else {"hour": 0, "minute": 0, "second": 0}
    if told and told.has_clock and told.when.replace(**precision) == shown.when:  # type: ignore[arg-type]
        return told
    return shown
