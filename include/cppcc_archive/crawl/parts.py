"""What an article brings with it: its further pages and its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from cppcc_archive.extract import Attachment, extract
from cppcc_archive.files.body import body_files
from cppcc_archive.markup.page import Page

_SUFFIX = r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|ofd|od[tsp]|uo[fts]|wps|et|dps|rtf|csv|ceb|txt)\b"
_HANDED_OUT = "|".join(rf"{verb}[-_]?(?:file|doc)" for verb in ("get", "read", "show", "view", "open", "load"))
_NAMED = r"down(?:load|file|soft)|/down|下\s*载|附\s*件|attach|file_?(?:id|guid|uuid|path|name)="
_FILE = re.compile(f"{_SUFFIX}|{_NAMED}|{_HANDED_OUT}")
"""Signs of attachments, in lower case. Wider than what ``extract`` goes by: a page without any of these has none."""

_PAGE_FIELD = "|".join(rf"{mark}(?:page|p|pageno|pagenum|pageindex|pn)=\d" for mark in (r"\?", "&", ";"))
_PAGER = re.compile(rf"createpage|pager\s*\(|countpage|{_PAGE_FIELD}")

_NUMBER = re.compile(r"[_-]\d{1,3}$")
_FURTHER = re.compile(r"[_-]\d{1,3}(?!\d)")

_FEW_SENTENCES = 3
"""Full stops on a page whose text may be in its pictures."""
_MOST_PICTURES = 48
"""Pictures of one article that are fetched; its overdraft holds no more."""


@dataclass(frozen=True, slots=True)
class Parts:
    """``pages`` are the article's own further pages; ``published`` its date as printed, if any. ``attachments`` are its
    files, the pictures too where they are its text."""

    title: str = ""
    published: date | None = None
    pages: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def parts_of(page: Page) -> Parts:
    """Read an article for what else belongs to it; pages that show no sign of anything are not read at all.

    Reading costs more than fetching: nine articles in ten have neither attachments nor further pages.
    """
    if not may_have_parts(page):
        return Parts()
    found = extract(page.body, page.url, page.charset)
    published = found.published_at.date() if found.published_at else None
    pictures = [item for item in body_files(found) if item not in found.attachments][:_MOST_PICTURES]
    return Parts(found.title or "", published, found.next_pages, (*found.attachments, *pictures))


def may_have_parts(page: Page) -> bool:
    """Whether the markup holds anything that ``extract`` could take for an attachment or a further page, or pictures
    and hardly a sentence."""
    html = page.html
    # Every branch begins with a letter of its own and case is folded first: ten times as fast as IGNORECASE.
    folded = html.lower()
    if _FILE.search(folded) or _PAGER.search(folded):
        return True
    return ("<img" in html and html.count("。") <= _FEW_SENTENCES) or _has_twins(page)


def _has_twins(page: Page) -> bool:
    """Whether a file name occurs that is the page's own with a number behind it (``4711_2`` for ``4711``)."""
    stem = urlsplit(page.url).path.rsplit("/", 1)[-1].rpartition(".")[0]
    if not stem:
        return False
    names = {stem, _NUMBER.sub("", stem)} - {""}
    return any(number != stem for name in names for number in _numbered(name, page.html))


def _numbered(name: str, html: str) -> Iterator[str]:
    """``name`` with a number behind it, wherever it stands; found by hand, since a pattern of its own costs more."""
    at = html.find(name)
    while at >= 0:
        end = at + len(name)
        if match := _FURTHER.match(html, end):
            yield name + match[0]
        at = html.find(name, end)
