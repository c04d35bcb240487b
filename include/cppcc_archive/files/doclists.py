"""The list numbers of a binary Word document (MS-DOC): its lists, which of them a style belongs to. Pure."""

from __future__ import annotations

import contextlib
import struct

from cppcc_archive.files.numbering import Level, Numbering

WAYS = (
    *("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText"),
    *("hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth"),
    *("decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth"),
    *("aiueo", "iroha", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop"),
    *("decimalEnclosedParen", "decimalEnclosedCircleChinese", "decimalEnclosedCircle", "ideographTraditional"),
    *("ideographZodiac", "ideographZodiac", "taiwaneseCounting", "ideographLegalTraditional"),
    *("taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified"),
    *("chineseCountingThousand", "koreanDigital"),
)
"""Word's names of its ways of counting, by the code that a list has for them."""
_LISTS, _OVERRIDES, _STYLES = 73, 74, 1
_LIST, _OVERRIDE, _LEVEL = 28, 16, 28
_LONGEST_MARK = 40
"""Characters of a level's number; it stands before every paragraph of its list."""
_LEVELS = 9
_MOST = 4096
_PARAGRAPH_STYLE = 1
_IN_LIST, _DEPTH = 0x460B, 0x260A

Place = tuple[int, int]
"""Where in a stream something lies, and its length."""


def lists_of(stream: bytes, lists: Place, overrides: Place) -> Numbering:
    """The lists of a document, named by the number (from 1) that its paragraphs have for them. What is cut off or
    damaged gives lists without numbers and never an error."""
    found = Numbering()
    with contextlib.suppress(struct.error, IndexError):
        _read_lists(stream, lists, found)
        _read_overrides(stream, overrides, found)
    return found


def _read_lists(stream: bytes, place: Place, found: Numbering) -> None:
    at, length = place
    if length < 2:
        return
    count = min(struct.unpack_from("<H", stream, at)[0], _MOST)
    level_at = at + length
    for number in range(count):
        entry = at + 2 + number * _LIST
        name = str(struct.unpack_from("<i", stream, entry)[0])
        is_simple = stream[entry + 26] & 1
        levels = found.levels.setdefault(name, {})
        for depth in range(1 if is_simple else _LEVELS):
            levels[depth], level_at = _level(stream, level_at)


def _level(stream: bytes, at: int) -> tuple[Level, int]:
    """A level of a list, and where the next one begins."""
    start, way = struct.unpack_from("<iB", stream, at)
    after = at + _LEVEL + stream[at + 24] + stream[at + 25]
    count = struct.unpack_from("<H", stream, after)[0]
    raw = stream[after + 2 : after + 2 + 2 * count].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(one) + 1}" if ord(one) < _LEVELS else one for one in raw[:_LONGEST_MARK])
    return Level(WAYS[way] if way < len(WAYS) else "none", text, max(start, 0)), after + 2 + 2 * count


def _read_overrides(stream: bytes, place: Place, found: Numbering) -> None:
    at, length = place
    if length < 4:
        return
    count = min(struct.unpack_from("<I", stream, at)[0], _MOST)
    more = at + 4 + count * _OVERRIDE
    for number in range(count):
        name, own = struct.unpack_from("<i8xB", stream, at + 4 + number * _OVERRIDE)
        found.of[str(number + 1)] = str(name)
        more += 4
        for _ in range(own):
            start, said = struct.unpack_from("<iI", stream, more)
            more += 8
            if said & 0x20:
                level, more = _level(stream, more)
                start = level.start
            if said & 0x10:
                found.restarts[str(number + 1), said & 0x0F] = max(start, 0)


def list_in(raw: bytes) -> tuple[int | None, int | None]:
    """What the properties of a paragraph say of the list it is in (0: none) and how deep; None where nothing."""
    number = depth = None
    at = 0
    while at + 2 <= len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        if code == _IN_LIST and at + 2 <= len(raw):
            number = struct.unpack_from("<H", raw, at)[0]
            number = number if number <= _MOST else 0
        elif code == _DEPTH and at < len(raw):
            depth = raw[at]
        at += size_of(code, raw, at)
    return number, depth


def size_of(code: int, raw: bytes, at: int) -> int:
    """How many bytes the value of a property has that begins at ``at``."""
    size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
    if size:
        return size
    # The table definition's length counts two bytes, all others' one.
    if code == 0xD608 and at + 2 <= len(raw):
        return int(struct.unpack_from("<H", raw, at)[0]) + 1
    return raw[at] + 1 if at < len(raw) else 1


def styles_in_lists(stream: bytes, place: Place) -> dict[int, tuple[int, int]]:
    """By the number of a paragraph style, the list it belongs to and how deep; a style has its parent's."""
    raw: dict[int, tuple[int, int | None, int | None]] = {}
    with contextlib.suppress(struct.error, IndexError):
        _read_styles(stream, place, raw)
    found: dict[int, tuple[int, int]] = {}
    for style in raw:
        number = depth = None
        at = style
        for _ in range(12):
            if at not in raw:
                break
            parent, own, deep = raw[at]
            number, depth = own if number is None else number, deep if depth is None else depth
            at = parent
        if number:
            found[style] = number, depth or 0
    return found


def _read_styles(stream: bytes, place: Place, raw: dict[int, tuple[int, int | None, int | None]]) -> None:
    at, length = place
    if length < 6:
        return
    size, count, base = struct.unpack_from("<HHH", stream, at)
    at += 2 + size
    for number in range(min(count, _MOST)):
        long = struct.unpack_from("<H", stream, at)[0]
        entry, at = at + 2, at + 2 + long
        if long < base:
            continue
        kind, parts = struct.unpack_from("<HH", stream, entry + 2)
        if kind & 0x0F != _PARAGRAPH_STYLE or not parts & 0x0F:
            continue
        name = struct.unpack_from("<H", stream, entry + base)[0]
        first = entry + base + 2 + 2 * name + 2
        first += (first - entry) % 2
        said = struct.unpack_from("<H", stream, first)[0]
        raw[number] = kind >> 4, *list_in(stream[first + 4 : first + 2 + said])


def places_of(place: dict[int, Place]) -> tuple[Place, Place, Place]:
    """Where the lists, what paragraphs name of them, and the styles lie."""
    return place[_LISTS], place[_OVERRIDES], place[_STYLES]
