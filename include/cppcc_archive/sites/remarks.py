"""Remarks written into a registry's text: a comment above an entry, and its status; all else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ruamel.yaml.comments import CommentedMap

from cppcc_archive.errors import RegistryError
from cppcc_archive.sites.entries import entries_of
from cppcc_archive.sites.model import SiteStatus

MARK = "# verify "
"""How the comment begins. One from an earlier time gives way to the new one."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was seen of a site (one line of text), and its status from now on; None: as it was."""

    text: str
    status: SiteStatus | None = None


def remarked(text: str, remarks: Mapping[str, Remark]) -> str:
    """A registry file's ``text`` with ``remarks`` (by id) at its entries.

    Raises RegistryError for a text that is no registry.
    """
    bom, text = text[: len(text) - len(text.removeprefix("\ufeff"))], text.removeprefix("\ufeff")
    lines = text.splitlines(keepends=True)
    for entry, line in reversed(entries_of(text)):
        remark = remarks.get(str(entry.get("id")))
        if remark is None:
            continue
        if remark.status is not None:
            _set_status(lines, entry, remark.status)
        _put_comment(lines, line, remark.text)
    after = "".join(lines)
    if _but_status(after) != _but_status(text):
        raise RegistryError("an entry is written in a way that cannot be changed in place: edit it by hand")
    return bom + after


def _but_status(text: str) -> list[dict[str, object]]:
    return [{**entry, "status": None} for entry, _ in entries_of(text)]


def _put_comment(lines: list[str], line: int, text: str) -> None:
    while line and not lines[line].lstrip().startswith(("-", "[", "{")):
        line -= 1
    above = line
    while above and lines[above - 1].lstrip().startswith(MARK):
        above -= 1
    indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
    # Whatever a site said must stay within its comment: any line end of YAML's, and what YAML forbids, is a blank here.
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    lines[above:line] = [f"{indent}{MARK}{text}{_end_of(lines[line])}"]


def _set_status(lines: list[str], entry: CommentedMap, status: SiteStatus) -> None:
    if "status" in entry:
        line, column = entry.lc.value("status")
        before, after = lines[line][:column], lines[line][column:]
        lines[line] = before + re.sub(r"""^(["']?)[a-z]+""", rf"\g<1>{status.value}", after, count=1)
        return
    first = next(iter(entry))
    line, column = entry.lc.key(first)
    if entry.fa.flow_style():
        before, after = lines[line][:column], lines[line][column:]
        quote = after[0] if after[0] in "\"'" else ""
        lines[line] = f"{before}{quote}status{quote}: {quote}{status.value}{quote}, {after}"
        return
    last = max(entry.lc.key(name)[0] for name in ("id", "name", "base_url"))
    lines.insert(last + 1, f"{' ' * column}status: {status.value}{_end_of(lines[line])}")
    if not lines[last].endswith(("\n", "\r")):
        lines[last] += "\n"


def _end_of(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"
