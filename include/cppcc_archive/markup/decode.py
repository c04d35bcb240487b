"""Bytes to text the way Chinese government pages need it.

Order: byte order mark; strict UTF-8; the HTTP label, then the ``<meta>`` label, both widened (gb2312 and gbk mean
GB18030 in practice); GB18030. Nothing raises: what cannot be decoded becomes U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{1,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDEN = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "hz": "gb18030", "x-gbk": "gb18030"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text; ``encoding`` is the codec used, ``reason`` why, ``replaced`` how many U+FFFD it cost."""

    text: str
    encoding: str
    reason: str
    replaced: int = 0


def decode(body: bytes, charset: str | None = None) -> Decoded:
    """Decode ``body``; ``charset`` is the HTTP header's label, which may lie or be nonsense."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], name, "byte order mark")
    try:
        return Decoded(body.decode("utf-8"), "utf-8", "strict utf-8")
    except UnicodeDecodeError:
        pass
    meta = _META.search(body[:4096])
    for label, reason in ((charset, "http label"), (meta and meta[1].decode("ascii"), "meta label")):
        codec = widened(label)
        if codec is None:
            continue
        try:
            return Decoded(body.decode(codec), codec, reason)
        except UnicodeDecodeError:
            continue
    return _lenient(body, "gb18030", "gb18030 as the last resort")


def widened(label: str | None) -> str | None:
    """The codec a label means, gb2312 and gbk widened to gb18030; None for none or nonsense."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    return _WIDEN.get(name, name)


def _lenient(body: bytes, name: str, reason: str) -> Decoded:
    text = body.decode(name, errors="replace")
    return Decoded(text, name, reason, text.count("\ufffd"))
