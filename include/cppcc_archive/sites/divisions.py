"""China's provinces, cities and counties (行政区划, GB/T 2260): codes, names, who belongs to whom, and since when.

The data is ``data/divisions.csv``, made by :mod:`cppcc_archive.sites.divisions_source` and read on first use. Names are
ambiguous by nature (four cities have a 市中区, and 城区 is a proper name), so every look-up takes a place to look in or
near, and answers None rather than guess.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from cppcc_archive.markup.begun import Begun

_DATA = Path(__file__).with_name("data") / "divisions.csv"

EXAMPLE = "99"
"""What no province and no city has for its two digits of a code."""

# The peoples that autonomous divisions are named for, longest first.
_PEOPLE = (
    "(?:柯尔克孜|鄂伦春|哈萨克|达斡尔|塔吉克|俄罗斯|维吾尔|鄂温克|仡佬|毛南|蒙古|基诺|仫佬|保安|土家|赫哲|高山|门巴|拉祜|阿昌|裕固|"
    "撒拉|东乡|傈僳|纳西|哈尼|布依|德昂|独龙|布朗|锡伯|景颇|普米|朝鲜|珞巴|京|傣|壮|苗|满|土|侗|彝|畲|各|黎|水|瑶|回|佤|羌|白|藏|怒)族"
)
_STEM = re.compile(
    rf"(?:(?:{_PEOPLE}|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯)*自治[区州县旗]|(?:{_PEOPLE})+区|特别行政区|林区|特区|"
    r"地区|[省市区县旗盟])$"
)
"""The kind at the end of a name, with the peoples an autonomous division is named for."""

_LONG_KINDS, _SHORT_KINDS = ("特别行政区", "林区", "特区", "地区"), tuple("省市区县旗盟")

_KIND = re.compile(r"族?自治[区州县旗]$|[省市区县旗盟]$")
"""The kind alone, for names made of nothing but a people (鄂温克族自治旗)."""

_NOT_AFTER = {"市": "场", "区": "域间块位段别", "县": "级域乡", "旗": "帜袍号舰", "盟": "友约国"}
"""What shows that a name's last character belongs to another word (和平|区域, 东方|市场, 建|成|县级)."""

_COMMON_NOUNS = frozenset({"城区", "郊区", "矿区", "老城区", "新城区"})
"""Names of a few districts that are common nouns elsewhere: read after their city's name, or within that city."""

_LEAD_IN = frozenset("在由赴到向")
"""What may stand before a name of two characters (成县, 和县), which also arises by chance: 形成县委, 市和县."""

_GENERIC = Begun(
    r"(?<![省市区县旗州盟社小园景地辖街城都])"
    r"(?:自治[县旗州]|[省市区县旗州盟])(?=政协|委(?!员|托|派)|政府|人大|纪委|监委|“?四套班子|直|属)|"
    r"(?<=[我全本])[省市区县旗州盟](?![域间场])|(?<=政协)[省市区县旗州盟](?=委员会|第)"
)
"""A unit named by its kind alone (区政协, 我县, 全市): it means the place the text comes from."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name.

    ``level`` is ``province``, ``city`` (prefecture level: 地级市, 地区, 自治州, 盟) or ``county``; ``parent`` the code
    of the division above, None for a province. In force from ``valid_from`` (None: since before the first list,
    2002-12-31) to before ``valid_to`` (None: it stands). Both are dates of lists: the change itself lies between that
    list and the one before.
    """

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None

    def valid_on(self, day: date) -> bool:
        """Whether the lists have it on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @property
    def stands(self) -> bool:
        """Whether the newest list has it."""
        return self.valid_to is None

    @property
    def stem(self) -> str:
        """The name without its kind: 济南, 海淀, 恩施; the name itself where one character would remain (新县)."""
        return _stem_of(self.name)

    @property
    def aliases(self) -> tuple[str, ...]:
        """What an autonomous division is called in daily speech: 恩施州, 长阳县."""
        return (self.stem + self.name[-1],) if self.name.endswith(("自治州", "自治县", "自治旗")) else ()


@cache
def _stem_of(name: str) -> str:
    if not ("族" in name or "自治" in name or name.endswith(_LONG_KINDS)):  # most are told apart without a pattern
        return name[:-1] if len(name) > 2 and name.endswith(_SHORT_KINDS) else name
    stems = (pattern.sub("", name) for pattern in (_STEM, _KIND))
    return next((stem for stem in stems if len(stem) > 1), name)


@dataclass(frozen=True, slots=True)
class DivisionMention:
    """A division named in a text: ``text[start:end]``, with what it can mean.

    ``division`` is set only where one reading is left. ``generic`` marks 区政协, 我县 and the like, which mean the
    place the text comes from; ``start``/``end`` then cut the one word (区).
    """

    start: int
    end: int
    text: str
    division: Division | None
    candidates: tuple[Division, ...] = ()
    generic: bool = False


def iter_divisions() -> Iterator[Division]:
    """Every division that ever stood since 2002, by code, then by time: the rows of the ``divisions`` table."""
    return iter(_index().rows)


def by_code(code: str, *, on: date | None = None) -> Division | None:
    """The division with this code, as it was called ``on`` a day (default: in the newest list that has it)."""
    rows = _index().codes.get(code, ())
    if on is not None:
        return next((row for row in rows if row.valid_on(on)), None) or _nearest(rows, on)
    return rows[-1] if rows else None


def is_example(code: str) -> bool:
    """Whether a code is of an invented place (demo, tests): ``99…`` in no province, ``PP99…`` in a real one."""
    return EXAMPLE in (code[:2], code[2:4])


def path_of(division: Division) -> tuple[Division, ...]:
    """The division and those above it, province first, each as it was called while ``division`` stood."""
    above: list[Division] = [division]
    while (parent := above[0].parent) is not None:
        found = by_code(parent, on=_last_day(division))
        if found is None:
            break
        above.insert(0, found)
    return tuple(above)


def full_name(code: str, *, on: date | None = None) -> str | None:
    """The name with those above it: 山东省济南市市中区. None for an unknown code."""
    division = by_code(code, on=on)
    return "".join(item.name for item in path_of(division)) if division else None


def short_name(code: str, *, on: date | None = None) -> str | None:
    """The name as its committee carries it: 济南市市中区, 北京市海淀区, 肥西县, 江阴市, 济南市, 山东省.

    Districts (市辖区) and whatever lies right under a municipality take the city's name in front, others stand alone.
    """
    division = by_code(code, on=on)
    if division is None:
        return None
    above = path_of(division)
    needs_city = division.level == "county" and len(above) > 1 and (_is_district(division) or _is_municipal(above[-2]))
    return (above[-2].name if needs_city else "") + division.name


def committee_name(code: str, *, on: date | None = None) -> str | None:
    """The full name of the division's committee: 中国人民政治协商会议济南市市中区委员会. None for an unknown code."""
    name = short_name(code, on=on)
    return f"中国人民政治协商会议{name}委员会" if name else None


def is_within(code: str, area: str) -> bool:
    """Whether the division ``code`` is ``area`` or lies in it (by who belongs to whom, at any time)."""
    return code == area or area in _index().above.get(code, frozenset())


def lookup(name: str, *, within: str | None = None, near: str | None = None, on: date | None = None) -> Division | None:
    """The one division ``name`` means, or None when there is none or more than one.

    ``name`` is a name (市中区), a chain (山东省济南市市中区, or shorter: 山东济南市中区) or a stem of two or
    more characters (海淀). ``within`` keeps only what lies in that division; ``near`` is the place that the name was
    read at: its own name is tried first, then its city, its province, the country. ``on`` prefers what stood that day;
    without it what stands today wins over what once stood.
    """
    name = re.sub(r"\s+", "", name)
    found = _by_chain(name) or tuple(_index().stems.get(name, ()))
    return _only_one(_in_area(found, within), near, on)


def find_in(text: str, *, near: str | None = None, on: date | None = None) -> list[DivisionMention]:
    """Every division named in ``text``, longest reading first, in order and without overlap; linear in the text.

    A chain (济南市市中区) is one mention of its last part. ``near`` resolves names that several divisions share, and
    gives the generic words (区政协, 我县) their meaning; without it they are listed with ``division`` None.
    """
    return _with_generic(text, named_in(text, near=near, on=on), near, on)


def named_in(text: str, *, near: str | None = None, on: date | None = None) -> list[DivisionMention]:
    """What :func:`find_in` finds by name, without the generic words."""
    index = _index()
    mentions: list[DivisionMention] = []
    behind = 0
    encodable = text.encode("utf-8", "replace").decode()
    begins = {begin for _, begin, _ in index.finder.find_matches_as_indexes(encodable, overlapping=True)}
    for position in sorted(begins):
        if position >= behind and (mention := _mention_at(text, position, index, near, on)):
            mentions.append(mention)
            behind = mention.end
    return mentions


@dataclass(frozen=True, slots=True)
class _Index:
    rows: tuple[Division, ...]
    codes: dict[str, tuple[Division, ...]]
    names: dict[str, tuple[Division, ...]]
    stems: dict[str, tuple[Division, ...]]
    heads: dict[str, tuple[int, ...]]
    finder: AhoCorasick
    above: dict[str, frozenset[str]]


@cache
def _index() -> _Index:
    with _DATA.open(encoding="utf-8", newline="") as stream:
        lines = csv.reader(stream)
        next(lines)
        rows = tuple(
            Division(code, name, level, parent or None, _day(since), _day(until))
            for code, name, level, parent, since, until in lines
        )
    codes, names, stems = defaultdict(list), defaultdict(list), defaultdict(list)
    first: set[str] = set()  # what a chain may begin with
    heads: dict[str, set[int]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        codes[row.code].append(row)
        for name in {row.name, *row.aliases}:
            names[name].append(row)
            heads[name[:2]].add(len(name))
            first.add(name)
        stems[row.stem].append(row)
        if row.level != "county":  # a city or province may lose its kind inside a chain: 山东济南市中区
            heads[row.stem[:2]].add(len(row.stem))
            first.add(row.stem)
        if row.parent:
            above[row.code] |= {row.parent, row.code[:2] + "0000"}
    return _Index(
        rows,
        {code: tuple(found) for code, found in codes.items()},
        {name: tuple(found) for name, found in names.items()},
        {stem: tuple(found) for stem, found in stems.items()},
        {head: tuple(sorted(lengths, reverse=True)) for head, lengths in heads.items()},
        AhoCorasick(sorted(first)),
        {code: frozenset(found) for code, found in above.items()},
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _last_day(division: Division) -> date | None:
    return date.fromordinal(division.valid_to.toordinal() - 1) if division.valid_to else None


def _nearest(rows: Sequence[Division], day: date) -> Division | None:
    def distance(row: Division) -> int:
        ends = [end for end in (row.valid_from, row.valid_to) if end is not None]
        return min((abs((end - day).days) for end in ends), default=0)

    return min(rows, key=distance, default=None)


def _is_district(division: Division) -> bool:
    return division.name.endswith("区") and not division.name.endswith("林区")


def _is_municipal(division: Division) -> bool:
    return division.level == "province" and division.name.endswith("市")


def _mention_at(text: str, start: int, index: _Index, near: str | None, on: date | None) -> DivisionMention | None:
    """The longest chain of names that begins at ``start``, if it ends in a name with its kind."""
    best: tuple[int, tuple[Division, ...], bool] | None = None
    for end, found, links in _chains(text, start, index):
        if _ends_well(text, end, found) and (best is None or end > best[0]):
            best = end, found, links > 1
    if best is None:
        return None
    end, found, chained = best
    if not chained and not _is_name(text, start, end, found, near):
        return None
    return DivisionMention(start, end, text[start:end], _only_one(found, near, on), found)


def _is_name(text: str, start: int, end: int, found: Sequence[Division], near: str | None) -> bool:
    """Whether a name without its city in front is meant as one, for the few that may well be something else."""
    word, before = text[start:end], text[max(0, start - 2) : start]
    if word in _COMMON_NOUNS:
        city = near[:4] + "00" if near else None
        return before[-1:] not in set("主老新中心大") and any(row.parent == city for row in found)
    if len(word) > 2 or any(row.code == near for row in found):
        return True
    if not before or not "一" <= before[-1] <= "鿿":
        return True
    if before in {"政协", "会议"}:
        return word != "和县" or text.startswith(("第", "委员会"), end)
    return before[-1] in _LEAD_IN


def _ends_well(text: str, end: int, found: Sequence[Division]) -> bool:
    last = text[end - 1]
    return found[0].name.endswith(last) and text[end : end + 1] not in tuple(_NOT_AFTER.get(last, ""))


def _chains(text: str, start: int, index: _Index) -> Iterator[tuple[int, tuple[Division, ...], int]]:
    """Every reading from ``start`` as (end, the divisions that its last name can mean, names in the chain).

    A reading that ends in a stem is only a step to the next name.
    """
    steps: list[tuple[int, tuple[Division, ...], int]] = [(start, (), 0)]
    seen: set[tuple[int, int]] = set()
    while steps:
        at, parents, links = steps.pop()
        for length in index.heads.get(text[at : at + 2], ()):
            if at + length > len(text):
                continue
            word = text[at : at + length]
            named = _below(index.names.get(word, ()), parents)
            stems = _below([row for row in index.stems.get(word, ()) if row.level != "county"], parents)
            if named:
                yield at + length, named, links + 1
            found = tuple({*named, *stems})
            if found and links < 3 and (at + length, links) not in seen:
                seen.add((at + length, links))
                steps.append((at + length, found, links + 1))


def _below(found: Sequence[Division], parents: Sequence[Division]) -> tuple[Division, ...]:
    if not parents:
        return tuple(found)
    codes = {parent.code for parent in parents}
    return tuple(row for row in found if codes & _index().above.get(row.code, frozenset()))


def _by_chain(name: str) -> tuple[Division, ...]:
    readings = [(links, found) for end, found, links in _chains(name, 0, _index()) if end == len(name)]
    return min(readings, key=lambda reading: reading[0])[1] if readings else ()


def _in_area(found: Sequence[Division], area: str | None) -> tuple[Division, ...]:
    return tuple(found) if area is None else tuple(row for row in found if is_within(row.code, area))


def _only_one(found: Sequence[Division], near: str | None, on: date | None) -> Division | None:
    if near is None:
        return _newest(found, on)
    for area in _widening(near):
        if inside := _in_area(found, area):
            return _newest(inside, on)
    return None


def _widening(near: str) -> tuple[str | None, ...]:
    division = by_code(near)
    above = [item.code for item in reversed(path_of(division))] if division else []
    return (*above, None)


def _newest(found: Sequence[Division], on: date | None) -> Division | None:
    """The one that stood on the day (or stands); failing that the one that ever stood; None when there are several."""
    timely = [row for row in found if (row.valid_on(on) if on else row.stands)]
    if timely:
        return timely[0] if len(timely) == 1 else None
    return found[0] if len({row.code for row in found}) == 1 else None


def _with_generic(
    text: str, mentions: list[DivisionMention], near: str | None, on: date | None
) -> list[DivisionMention]:
    taken = {position for mention in mentions for position in range(mention.start, mention.end)}
    here = by_code(near, on=on) if near else None
    above = path_of(here) if here else ()
    for match in _GENERIC.finditer(text):
        if match.start() in taken or match.end() - 1 in taken:
            continue
        meant = next((item for item in reversed(above) if item.name.endswith(match[0])), None)
        mentions.append(DivisionMention(match.start(), match.end(), match[0], meant, (), generic=True))
    return sorted(mentions, key=lambda mention: mention.start)
