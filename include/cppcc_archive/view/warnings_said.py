"""What the tables say for programs (warnings in English with codes, advice with columns' names), for a page's readers.

Pure. A form nobody foresaw is said as the tables have it, its codes by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cppcc_archive.reports.figures.codes import CODES
from cppcc_archive.view.language import Language
from cppcc_archive.view.nights_said import in_chinese, in_form

_NAMES = {"zh": {code.code: code.label for code in CODES}, "en": {code.code: code.meaning for code in CODES}}
_FIGURE = re.compile(r"\b([a-z][a-z_]*[a-z]) (-?[\d.]+(?:e[+-]?\d+)?)")
_PLACES = {
    "a textarea": "文本框",
    "a script's template": "脚本模板",
    "a template": "模板",
    "a frame's srcdoc": "框架的 srcdoc",
    "a hidden field": "隐藏字段",
    "an attribute": "元素属性",
}
_DOUBTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), said)
    for form, said in (
        # Of the extraction (``extract.article``, ``extract.body``, ``extract.head``) …
        (r"no body found", "没有找到正文"),
        (
            r"a page of (\d+) bytes, of which (\d+) were not read \(pictures, or its end\)",
            r"网页共 \1 字节，其中 \2 字节未读（图片，或页尾）",
        ),
        (r"(\d+) undecodable byte sequences became U\+FFFD \((.+)\)", r"\1 处字节无法解码，以 U+FFFD 代之（\2）"),
        (r"the page itself holds (\d+) replacement characters \(U\+FFFD\)", r"网页自身含有 \1 个替换字符（U+FFFD）"),
        (r"(\d+) of (\d+) letters of prose below the title are left out", r"标题以下 \2 字中有 \1 字未收入正文"),
        (r"struck out and left out: (.+)", r"划去的文字未收入正文：\1"),
        *(
            (
                re.escape(f"the text was not to be seen in the page: taken from {place}"),
                f"正文在网页上不直接显示，取自{said}",
            )
            for place, said in _PLACES.items()
        ),
        (r"the address says (\S+), the page (\S+)", r"网址说是 \1，页面说是 \2"),
        (r"the listing says (\S+), the page (\S+)", r"列表说是 \1，页面说是 \2"),
        (r"the page (\S+) of this article was not captured", r"本文的分页 \1 没有存档"),
        (r"(\d+) figures, of which (\d+) were read", r"共 \1 个数字，读了前 \2 个"),
        # … and of files (``files``), named in front.
        (r"(.+): the text is in this file, which was not captured", r"\1：正文在此文件中，文件没有存档"),
        (r"(.+): more than (\d+) characters: the rest was not read", r"\1：超过 \2 字，其余未读"),
        (r"(.+): (\d+) pages, of which (\d+) were read", r"\1：共 \2 页，读了 \3 页"),
        (
            r"(.+): page (\d+): its fonts do not say which characters they show",
            r"\1：第 \2 页的字体不说明所显示的是什么字",
        ),
        (r"(.+): page (\d+): an OCR found no text on it", r"\1：第 \2 页识别不出文字"),
        (r"(.+): page (\d+) cannot be opened", r"\1：第 \2 页打不开"),
        (r"(.+): it is locked by a password", r"\1：文件有密码"),
    )
)
_COLUMN = re.compile(r"\b(?:reports\.term|reports\.session|expected|event_date|published_date)\b")
_CHINESE = (
    (re.compile(r"(.+) is more than (100 %)"), r"\1 超过 100%"),
    (re.compile(r"(.+) is not (.+) of (.+) \(([\d.]+) %\)"), r"\1 不等于 \2 ÷ \3（应为 \4%）"),
    (re.compile(r"(.+) (?:is|are) more than (.+)"), r"\1 大于 \2"),
)
"""The forms of ``reports.figures.consistency``, the special before the general."""


def warning(text: str, language: Language) -> str:
    """A figure's warning in the page's language, every code by its name: ``立案率 89.4 不等于 立案 151 ÷ …``."""
    if language == "zh":
        text = next((form.sub(said, text) for form, said in _CHINESE if form.fullmatch(text)), text)
    names = _NAMES[language]
    return _FIGURE.sub(lambda found: f"{names.get(found[1], found[1])} {found[2]}", text)


def doubt(text: str, language: Language) -> tuple[str, Language]:
    """What extraction or a crawl says of a page, and the language it is said in: English where nobody foresaw it."""
    if language == "en":
        return text, "en"
    said = in_form(text, _DOUBTS) or in_chinese(text)
    return (said, "zh") if said else (text, "en")


def advice(text: str, say: Callable[..., str]) -> str:
    """Advice with what the page calls a column in its place (``column_…`` of the words)."""
    return _COLUMN.sub(lambda found: say(f"column_{found[0].rpartition('.')[2]}"), text)
