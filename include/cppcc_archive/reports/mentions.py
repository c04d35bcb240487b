"""Named things: works and files in 《》, named proposals, meetings, mechanisms, persons with their role."""

from __future__ import annotations

import re

from cppcc_archive.reports.model import Mention

_WORK = re.compile(r"《[^《》\n]{2,80}》")
_PROPOSAL_LIST = re.compile(r"(?:“[^“”\n]{4,60}”[、，]?){1,8}(?:等|的)?[^，。；\n]{0,16}提案")
_QUOTED = re.compile(r"“([^“”\n]{4,60})”")
_MECHANISM = re.compile(
    r"“([^“”\n]{2,24}(?:商量|协商|议事|直通车|恳谈|会客厅|议事厅|圆桌|面对面|有事好商量|商[^“”\n]{0,4})[^“”\n]{0,10})”"
)


def find_mentions(shade: str) -> tuple[Mention, ...]:
    """Every mention, in order of position."""
    found = []
    for match in _WORK.finditer(shade):
        kind = "proposal" if re.match(r"[^，。；\n]{0,10}提案", shade[match.end() : match.end() + 14]) else "work"
        found.append(Mention(kind, shade[match.start() + 1 : match.end() - 1], match.start() + 1, match.end() - 1))
    for group in _PROPOSAL_LIST.finditer(shade):
        found += [
            Mention("proposal", m[1], m.start(1), m.end(1)) for m in _QUOTED.finditer(shade, group.start(), group.end())
        ]
    found += [Mention("mechanism", m[1], m.start(1), m.end(1)) for m in _MECHANISM.finditer(shade)]
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.kind)))
