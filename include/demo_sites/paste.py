"""How the same paragraphs look after Word, WPS or an old editor: late edits in runs of their own, ``<br>``.

What a reader sees is the same in all three; whoever drops one-character runs or ``<br>`` lines loses text here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from demo_sites.articles import Para, Style

_WORD_FONT = "font-size: 16pt; font-family: 仿宋_GB2312; mso-hansi-font-family: 宋体"
_TERM = re.compile(r"第([一二三四五六七八九十]{1,3})(届|次)")
_DATE = re.compile(r"(\d{4})(年)(?:(\d{1,2})(月)(\d{1,2}日)?)?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?(?![^<]*>)")


def pasted(paragraphs: Sequence[Para], manner: str) -> str:
    """The body's HTML in one of the manners ``word``, ``wps``, ``br``."""
    return _MANNERS[manner](paragraphs)


def _word(paragraphs: Sequence[Para]) -> str:
    rows = []
    for para in paragraphs:
        indent = "" if para.style is Style.CENTRE else "text-indent: 32pt; mso-char-indent-count: 2.0; "
        align = {Style.CENTRE: "center", Style.RIGHT: "right"}.get(para.style, "justify")
        lead, rest = para.text[: para.lead], para.text[para.lead :]
        if para.style is Style.HEADING:
            lead, rest = para.text, ""
        bold = f'<b><span style="{_WORD_FONT}">{_word_runs(lead)}</span></b>' if lead else ""
        plain = f'<span style="{_WORD_FONT}">{_word_runs(rest)}</span>' if rest else ""
        rows.append(
            f'<p class="MsoNormal" style="line-height: 28pt; {indent}text-align: {align}">'
            f'{bold}{plain}<span lang="EN-US" style="font-size: 16pt"><o:p></o:p></span></p>'
        )
        if para.style is Style.CENTRE:
            rows.append('<p class="MsoNormal"><span lang="EN-US"><o:p>&nbsp;</o:p></span></p>')
    return "\n".join(rows)


def _word_runs(text: str) -> str:
    """Figures in Latin runs, the ordinals of terms in runs of their own, as Word's change tracking leaves them."""
    marked = _TERM.sub(lambda m: f"第<span>{m[1]}</span>{m[2]}", escape(text, quote=False))
    return _DIGITS.sub(lambda m: f'<span lang="EN-US">{m[0]}</span>', marked)


def _wps(paragraphs: Sequence[Para]) -> str:
    rows = []
    for place, para in enumerate(paragraphs):
        text = _wps_runs(para.text[: para.lead]), _wps_runs(para.text[para.lead :])
        if para.style is Style.CENTRE:
            rows.append(
                f'<p align="center" style="text-align:center;"><font face="方正小标宋简体">{"".join(text)}</font></p>'
            )
        elif para.style is Style.RIGHT:
            rows.append(f'<p style="text-align:right;">{"".join(text)}&nbsp;&nbsp;</p>')
        elif para.style is Style.HEADING:
            rows.append(f'<p>　　<font face="黑体">{"".join(text)}</font></p>')
        else:
            lead = f"<strong>{text[0]}</strong>" if text[0] else ""
            rows.append(f'<p>　　<font face="仿宋_GB2312">{lead}{text[1]}</font></p>')
        if place % 7 == 3:
            rows.append("<p>&nbsp;</p>")
    return "\n".join(rows)


def _wps_runs(text: str) -> str:
    """Dates cut into ``2025<font>年</font>1<font>月</font>7日``."""

    def date(match: re.Match[str]) -> str:
        month = f"{match[3]}<font>{match[4]}</font>{match[5] or ''}" if match[3] else ""
        return f"{match[1]}<font>{match[2]}</font>{month}"

    marked = _DATE.sub(date, escape(text, quote=False))
    return _TERM.sub(lambda m: f"第<span>{m[1]}</span>{m[2]}", marked)


def _br(paragraphs: Sequence[Para]) -> str:
    rows = []
    for para in paragraphs:
        lead, rest = escape(para.text[: para.lead], quote=False), escape(para.text[para.lead :], quote=False)
        if para.style is Style.CENTRE:
            rows.append(f"<CENTER><B>{rest}</B></CENTER>")
        elif para.style is Style.RIGHT:
            rows.append(f"<DIV align=right>{rest}</DIV>")
        else:
            bold = lead or (rest if para.style is Style.HEADING else "")
            plain = "" if bold == rest else rest
            rows.append(f"&nbsp;&nbsp;&nbsp;&nbsp;{f'<STRONG>{bold}</STRONG>' if bold else ''}{plain}<BR><BR>")
    return "\r\n".join(rows)


_MANNERS: dict[str, Callable[[Sequence[Para]], str]] = {"word": _word, "wps": _wps, "br": _br}
