"""Chrome at the edges of a body: title and info line above it, pagers and buttons below.

Only whole blocks at either end go, and never inside the editor's own container: nothing is cut in mid-body.
"""

from __future__ import annotations

from collections.abc import Sequence

from cppcc_archive.extract.blocks import Placed
from cppcc_archive.extract.chrome import (
    is_after,
    is_footer,
    is_info_line,
    is_sentence,
    is_site_footer,
    is_toolbar,
    letters,
)
from cppcc_archive.extract.document import BlockKind

_BEFORE_TITLE, _SUBTITLES = 3, 2
"""Lines that may stand before the title (引题, a breadcrumb) and between title and info line (副题)."""
_ENDS = "。！？；"
_LEAD = 14
"""Blocks at the top of a container among which title, subtitle, info line and buttons are looked for."""


def trimmed(
    placed: Sequence[Placed], title: str | None, core: tuple[int, int] | None, below_title: bool = False
) -> list[Placed]:
    """``placed`` without the chrome at its ends; blocks inside ``core`` (node range) always stay.

    ``title`` is None where the title stands above ``placed``: a first paragraph that repeats it is the author's.
    ``below_title`` says that ``placed`` begins right below it, where the info line is.
    """
    blocks = list(placed)
    first, last = 0, len(blocks)
    if core is not None:
        inside = [number for number, one in enumerate(blocks) if core[0] <= one.at < core[1]]
        first_kept, last_kept = (inside[0], inside[-1] + 1) if inside else (last, 0)
    else:
        first_kept, last_kept = last, 0
    first = _leading(blocks, title, below_title, min(first_kept, last))
    while last > max(last_kept, first) and _is_trailing(blocks[last - 1]):
        last -= 1
    last = _before_footer(blocks, max(last_kept, first), last)
    while last > max(last_kept, first) and _is_trailing(blocks[last - 1]):
        last -= 1
    return blocks[first:last]


def _leading(blocks: list[Placed], title: str | None, titled: bool, limit: int) -> int:
    """How many blocks at the top are head and not body: through the title, then the info line and buttons near it."""
    wanted = letters(title or "")
    cut, informed = 0, False
    for number, one in enumerate(blocks[: min(limit, _LEAD)]):
        text = one.block.text
        if not one.block.is_printed:
            continue
        if wanted and not titled and number <= _BEFORE_TITLE and _is_title(one, wanted):
            titled = True
            cut = number + 1
        elif is_toolbar(text) or is_info_line(text, titled and cut == number):
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
    return is_after(one.block.text)
