"""Bytes to text the way Chinese government pages need it.

Order: byte order mark; UTF-16 told by its zero bytes; strict UTF-8; the HTTP label, then the ``<meta>`` label, both
widened (gb2312 and gbk mean GB18030 in practice); GB18030. Where nothing decodes without loss, UTF-8 and GB18030 are
compared and the one that loses less wins: one bad byte must not turn a page into another script. Nothing raises: what
cannot be decoded becomes U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_META = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_\-]{1,40})",
    re.IGNORECASE,
)
_META_WITHIN = 8192
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "hz": "gb18030",
    "utf-8": "utf-8",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "euc_jp": "euc_jp",
    "shift_jis": "shift_jis",
    "euc_kr": "euc_kr",
}
"""Labels that are believed, and the codec they mean. Latin-1, UTF-16 without its marks and other labels that "decode"
anything into garbage are not: a server's default says nothing about a Chinese page."""


_STRICT = "strict utf-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text; ``encoding`` is the codec used, ``reason`` why, ``replaced`` how many U+FFFD it cost."""

    text: str
    encoding: str
    reason: str
    replaced: int = 0

    @property
    def is_verbatim(self) -> bool:
        """Whether the bytes were UTF-8 through and through, and nothing else."""
        return self.reason == _STRICT


def decode(body: bytes, charset: str | None = None) -> Decoded:
    """Decode ``body``; ``charset`` is the HTTP header's label, which may lie or be nonsense."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], name, "byte order mark")
    wide = _utf16_by_zero_bytes(body)
    if wide is not None:
        return _lenient(body, wide, "zero bytes of utf-16")
    try:
        return Decoded(body.decode("utf-8"), "utf-8", _STRICT)
    except UnicodeDecodeError as error:
        if _utf8_but_for_a_few_bytes(body, error.start):
            return _lenient(body, "utf-8", "utf-8 but for a few bytes")
    for label, reason in ((charset, "http label"), (_meta_label(body), "meta label"), ("gb18030", "strict gb18030")):
        codec = widened(label)
        if codec is None:
            continue
        try:
            return Decoded(body.decode(codec), codec, reason)
        except UnicodeDecodeError:
            continue
    return _least_loss(body)


def widened(label: str | None) -> str | None:
    """The codec a label means, gb2312 and gbk widened to gb18030; None for none, nonsense or one not to be
    believed."""
    if not label:
        return None
    try:
        return _MEANT.get(codecs.lookup(label.strip()).name)
    except (LookupError, ValueError):
        return None


def _meta_label(body: bytes) -> str | None:
    found = _META.search(body, 0, _META_WITHIN)
    return (found[1] or found[2]).decode("ascii") if found else None


def _utf16_by_zero_bytes(body: bytes) -> str | None:
    """UTF-16 without its mark: markup's ASCII characters have every other byte zero."""
    head = body[:512]
    if head.count(0) * 4 < len(head) or len(head) < 8:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


_UTF8_CHINESE = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_ASCII = bytes(range(0x80))
_SAMPLE = 4096


def _utf8_but_for_a_few_bytes(body: bytes, error_at: int) -> bool:
    """Whether the text around the first byte that is not UTF-8 is: GB18030 text is not valid UTF-8 for long."""
    sample = body[max(0, error_at - _SAMPLE) : error_at + _SAMPLE]
    high = sample.translate(None, _ASCII)
    return 3 * len(_UTF8_CHINESE.findall(high)) >= 0.8 * len(high)


def _least_loss(body: bytes) -> Decoded:
    return min(
        (_lenient(body, name, f"{name} loses least") for name in ("utf-8", "gb18030")), key=lambda found: found.replaced
    )


def _lenient(body: bytes, name: str, reason: str) -> Decoded:
    text = body.decode(name, errors="replace")
    replaced = text.count("\ufffd")
    if replaced and "\ufffd".encode(name) in body:
        replaced -= body.count("\ufffd".encode(name))  # the page's own replacement characters cost nothing here
    return Decoded(text, name, reason, max(replaced, 0))
