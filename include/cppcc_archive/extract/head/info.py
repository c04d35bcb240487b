"""When an article was published, by whom it was written and where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cppcc_archive.extract.chrome import is_info_line
from cppcc_archive.extract.head.clues import Clues
from cppcc_archive.markup.dates import SHANGHAI, FoundDate, dates_in
from cppcc_archive.markup.urls import path_of

_EARLIEST = 1995
"""No government site published before; ``1970-01-01`` is a database's zero."""
_FAR_APART = 366
"""Days by which the address and the page may differ."""
_LONGEST_LABEL = 12
_BELOW = 6
"""Lines below the body among which some templates print the info line."""
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
_URL_DATE = re.compile(
    r"/t((?:19|20)\d\d)([01]\d)([0-3]\d)_|/((?:19|20)\d\d)[-/]?([01]?\d)[-/]([0-3]?\d)/|/((?:19|20)\d\d)([01]\d)([0-3]\d)/"
    r"|/((?:19|20)\d\d)([01]\d)/([0-3]\d)/|/((?:19|20)\d\d)/([01]\d)([0-3]\d)/|[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)\d*\.s?html?$"
)


@dataclass(frozen=True, slots=True)
class Info:
    """What the info line, the metas and the address say."""

    published_at: datetime | None
    source: str | None
    author: str | None
    warnings: tuple[str, ...] = ()


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
) -> Info:
    """``above`` are the lines before the body, ``below`` reads those after it (rarely needed), ``scripts`` are those
    that write into the head, ``titled`` those lines that stand right below the title: what an info line there says
    beats a form's or a table's fields further on. ``near`` are
    the lines around the title: a date without a label means something there only.
    ``late`` reads scripts anywhere. ``placed`` are the lines where the site's layout has the date, ``listed`` the day
    that the listing says, ``timed`` what ``<time>`` elements in the head say without showing it."""
    lines = [line for line in _labelled_lines(above) if is_info_line(line)]
    shown = (
        _placed_date(placed)
        or _info_date(titled)
        or _shown_date(lines, _labelled_lines(near))
        or _scripted_date(scripts)
        or next((found for text in timed for found in _plausible(text)), None)
    )
    beneath = [] if shown else below()
    shown = shown or _labelled_date(beneath)
    told = _meta_date(clues)
    found = _agreed(shown, told) or _filed_date(above) or _updated_date([*lines, *beneath]) or _linked_date(late())
    warnings: tuple[str, ...] = ()
    addressed = date_in_url(url)
    if found is None:
        found = addressed or _epoch_date(late())
    elif addressed is not None and abs((addressed.when - found.when).days) > _FAR_APART:
        warnings = (f"the address says {addressed.when:%Y-%m-%d}, the page {found.when:%Y-%m-%d}",)
    found, doubts = _with_listing(found, lines, listed)
    warnings = (*warnings, *doubts)
    text = "  ".join(lines) + "  "
    return Info(
        found.when if found else None,
        _somebody(_first(_SOURCE, text))
        or _somebody(_labelless(clues.meta("contentsource", "source")))
        or _organ_beside_date(titled or near)
        or _somebody(_first(_SOURCE, "  ".join(line for line in beneath[:_BELOW] if is_info_line(line)) + "  ")),
        _somebody(_first(_AUTHOR, text))
        or _somebody(_first(_REPORTER, text))
        or _somebody(clues.meta("author", "article:author", "og:article:author")),
        warnings,
    )


def _with_listing(
    found: FoundDate | None, lines: Sequence[str], listed: date | None
) -> tuple[FoundDate | None, tuple[str, ...]]:
    """``found``, or the date of the info lines that the listing names too; the listing's own where the page has none.
    A page that says another day than the listing keeps it."""
    if listed is None or listed.year < _EARLIEST or (found is not None and found.when.date() == listed):
        return found, ()
    if found is None:
        when = datetime(listed.year, listed.month, listed.day, tzinfo=SHANGHAI)
        return FoundDate(when, False, 0, 0), ("the page shows no date: the listing's is taken",)
    for line in lines:
        for one in _plausible(line):
            if one.when.date() == listed and not _OTHER_DATE.search(line[: one.start]):
                return one, ()
    return found, (f"the listing says {listed}, the page {found.when:%Y-%m-%d}",)


def date_in_url(url: str) -> FoundDate | None:
    """The date an article's address carries (``/t20250107_1.html``, ``/2025/1/7/``, ``/2025-01-07/``), if plausible."""
    match = _URL_DATE.search(path_of(url))
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        when = datetime(year, month, day, tzinfo=SHANGHAI)
    except ValueError:
        return None
    return FoundDate(when, False, match.start(), match.end()) if year >= _EARLIEST else None


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


def _filed_date(lines: Sequence[str]) -> FoundDate | None:
    """The day an office filed the article, where its form tells no other."""
    joined = _labelled_lines(lines)
    if not any(_FILED.search(line) for line in joined):
        return None
    return next((found for line in joined for found in _plausible(line) if _MADE.search(line[: found.start])), None)


def _updated_date(lines: Sequence[str]) -> FoundDate | None:
    """The date of the last change, where an info line or one beside it names author, source or hits and no other
    date."""
    for number in range(len(lines) - 1, -1, -1):
        if any(_BESIDE.search(line) for line in lines[max(number - 1, 0) : number + 2]):
            for found in _plausible(lines[number]):
                if _UPDATED.search(lines[number][: found.start]):
                    return found
    return None


def _linked_date(scripts: Iterable[str]) -> FoundDate | None:
    for script in scripts:
        if '"datePublished"' in script and _ARTICLE.search(script) and (match := _LINKED_DATA.search(script)):
            for found in _plausible(match[1]):
                return found
    return None


def _epoch_date(scripts: Iterable[str]) -> FoundDate | None:
    for script in scripts:
        if match := _EPOCH.search(script):
            return FoundDate(datetime.fromtimestamp(int(match[1]), SHANGHAI), True, 0, 0)
    return None


def _placed_date(lines: Sequence[str]) -> FoundDate | None:
    """The date where the layout has it: the one said to be of publication, else the first that is of nothing else."""
    found = [(one, line[: one.start]) for line in _labelled_lines(lines) for one in _plausible(line)]
    own = [(one, before) for one, before in found if not _OTHER_DATE.search(before)] or found
    return next((one for one, before in own if _SURELY_PUBLISHED.search(before)), own[0][0] if own else None)


def _shown_date(lines: Sequence[str], near: Sequence[str]) -> FoundDate | None:
    """The date of the info line: best the one said to be of publication, then one in a line with source or hits, then
    any labelled as time or date, then a bare one near the title; among equals the nearest to the body."""
    best, best_rank = None, -1
    for line in reversed(lines):
        for found in _plausible(line):
            before = line[: found.start]
            if _OTHER_DATE.search(before):
                continue
            if _SURELY_PUBLISHED.search(before):
                rank = 3
            elif _BESIDE.search(line):
                rank = 2
            else:
                rank = 1 if _PUBLISHED.search(before) or found.has_clock else 0
            if rank == 0 and (line[0] in _SPOKEN or line.endswith(("...", "…"))):
                continue  # the day a speech was held, an abstract
            if rank > best_rank and (rank or line in near):
                best, best_rank = found, rank
    return best


def _info_date(titled: Sequence[str]) -> FoundDate | None:
    """The date of the first line below the title that can only be an info line."""
    for line in titled:
        if not is_info_line(line):
            continue
        for found in _plausible(line):
            before = line[: found.start]
            if not _OTHER_DATE.search(before) and (_SURELY_PUBLISHED.search(before) or _BESIDE.search(line)):
                return found
    return None


def _labelled_date(lines: Sequence[str]) -> FoundDate | None:
    """The date of an info line below the body: labelled, beside source or hits, with a clock time, or alone as
    databases print it."""
    for number, line in enumerate(lines):
        if len(line) < 200:
            for found in _plausible(line):
                before = line[: found.start]
                if _OTHER_DATE.search(before):
                    continue
                beside = found.has_clock or _BESIDE.search(line) is not None
                alone = number < _BELOW and _ALONE.match(line) is not None
                if _PUBLISHED.search(before) or (is_info_line(line) and (beside or alone)):
                    return found
    return None


def _scripted_date(scripts: Sequence[str]) -> FoundDate | None:
    for script in reversed(scripts):
        for _, value in _SCRIPT_VALUE.findall(script):
            for found in _plausible(value):
                return found
    return None


def _meta_date(clues: Clues) -> FoundDate | None:
    text = clues.meta(*_META_DATES)
    if text and any("生成时间" in value and text in value for value in clues.metas.values()):
        return None  # when the page was made, which a system does again at each move
    if len(text) == 8 and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return next(iter(_plausible(text)), None)


def _plausible(text: str) -> list[FoundDate]:
    return [found for found in dates_in(text) if found.when.year >= _EARLIEST]


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
    match = pattern.search(text)
    return _HITS.sub("", match[1]) if match else ""


def _labelless(text: str) -> str:
    return re.sub(r"^(?:信息|文章)?来源\s*[:：]\s*", "", text)


def _somebody(text: str) -> str | None:
    text = text.strip(" \xa0\u3000:：|·")
    return None if _NOBODY.match(text) else text
