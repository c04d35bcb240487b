"""A saved text with page chrome (breadcrumb, 发布日期 line, 打印本页): chrome to metadata, the rest untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from cppcc_archive.markup.dates import first_datetime
from cppcc_archive.reports.shadow import shadow
from cppcc_archive.reports.titles import joined_title

_SOURCE = re.compile(r"来源： *([^ ，。：]{2,30})")
_FOOT_LENGTH = 80
"""A footer line is short: a longer one is text that happens to begin like one."""
_HEAD = 24
"""How many non-blank lines at either end may be chrome."""
_CRUMB = re.compile(
    r"(?:您|你)?(?:的|现在的?|所在的?)?(?:当前|所在|现在)?(?:的)?(?:位置|位于|页面|栏目)(?:是|为)?："
    r"|^首页 *(?:[>»＞/|]|-&gt;|→)"
)
_INFO = re.compile(
    r"发(?:布|文|稿)(?:日期|时间)|(?:日期|时间|更新时间|更新日期|录入时间)： *(?:19|20)[0-9]{2}"
    r"|(?:访问|浏览|点击|阅读)(?:次数|量|数)?：|字(?:号|体)：|^(?:信息)?来源：[^。]{0,40}$"
    r"|^(?:作者|编辑|责任编辑|审核|稿源|信息来源|文章来源|稿件来源|供稿(?:单位)?|撰稿|发布单位|发布机构|发布者|索引号|主题分类|成文日期|文号|名称|公开日期)：[^。]{0,50}$"
    r"|^(?:分享到?|打印|字体|【? *(?:大 *中 *小|打印|关闭).{0,20})：?.{0,10}$"
    r"|^(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?: +[0-9:：]+)?(?: .{0,40})?$"
    r"|^[（\[【](?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?: +[0-9:：]+)?[）\]】](?: .{0,40})?$"
)
_FOOT = re.compile(
    r"^[\[【（ ]*(?:打印本?[页文]?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|上一[篇条]|下一[篇条]|分享到|分享$|收藏"
    r"|(?:责任编辑|编辑|责编|审核|校对|初审|复审|终审|撰稿|供稿|摄影|签发)[： ]"
    r"|版权所有|(?:主办|承办)(?:单位)?：|技术支持|网站标识码"
    r"|[^ ]{0,4}ICP备|[^ ]{0,4}公网安备|扫一扫|相关(?:链接|新闻|文章|阅读)"
    r"|[Cc]opyright|©|联系(?:电话|我们)|地址：|邮编：|您是第"
    r"|友情链接|网站地图|关于我们|点击(?:数|量)|浏览(?:次数|量)|发布(?:日期|时间)：|(?:信息|稿件)?来源：|作者：)"
)


_RELATED = re.compile(r"^[\[【]?(?:相关(?:链接|新闻|文章|阅读|推荐|信息|报道|稿件)|延伸阅读|热点推荐)[\]】]?：?$")


@dataclass(frozen=True, slots=True)
class SavedText:
    """The article cut out of a saved text: ``text`` is ``source[start:end]``, with what its chrome said."""

    text: str
    title: str | None
    published_at: datetime | None
    breadcrumb: tuple[str, ...]
    source: str | None = None


def read_saved(source: str) -> SavedText:
    """Cut the chrome off both ends of ``source``; a text without chrome stays whole."""
    shade = shadow(source)
    lines = [(m.start(), m.end(), text) for m in re.finditer(r"[^\n]+", shade) if (text := m[0].strip())]
    head = _head(lines)
    foot = _foot(lines, head)
    chrome = [line[2] for line in lines[:head]] + [line[2] for line in lines[foot:]]
    start = lines[head - 1][1] if head else 0
    end = lines[foot - 1][1] if foot > head else start
    body = source[start:end]
    lead = len(body) - len(body.lstrip())
    published = next((found[0] for text in chrome if _INFO.search(text) and (found := first_datetime(text))), None)
    return SavedText(
        body[lead:].rstrip(), _title(source, lines, head), published, _breadcrumb(lines[:head]), _source(chrome)
    )


def _head(lines: list[tuple[int, int, str]]) -> int:
    """How many leading lines are chrome: up to the last information line, or the breadcrumb."""
    last = 0
    for index, (_, _, text) in enumerate(lines[:_HEAD]):
        if len(text) > 120 or text.endswith("。"):
            break
        if _INFO.search(text):
            last = index + 1
        elif _CRUMB.search(text):
            last = index + 2 if text.endswith("：") and index + 1 < len(lines) else index + 1
    return last


def _foot(lines: list[tuple[int, int, str]], head: int) -> int:
    last = len(lines)
    for index in range(max(head, last - _HEAD), last):
        # Below 相关新闻 stand titles of other pages, not this one's text.
        if _RELATED.match(lines[index][2]) and all(len(line[2]) <= _FOOT_LENGTH for line in lines[index:]):
            last = index
            break
    while (
        last > head
        and len(lines[last - 1][2]) <= _FOOT_LENGTH
        and (_FOOT.match(lines[last - 1][2]) or re.fullmatch(r"[打印本页关闭窗口\[\]【】 ]+", lines[last - 1][2]))
    ):
        last -= 1
    return last


def _breadcrumb(head: list[tuple[int, int, str]]) -> tuple[str, ...]:
    for index, (_, _, text) in enumerate(head):
        match = _CRUMB.search(text)
        if match:
            rest = text[match.end() :] if match[0].endswith("：") else text
            if not rest.strip() and index + 1 < len(head):
                rest = head[index + 1][2]
            return tuple(part.strip() for part in re.split(r"[>»＞/→]|&gt;", rest) if part.strip())
    return ()


def _source(chrome: list[str]) -> str | None:
    """Who is named as the source on an information line."""
    return next((match[1] for text in chrome if (match := _SOURCE.search(text))), None)


def _title(source: str, lines: list[tuple[int, int, str]], head: int) -> str | None:
    """The lines of the head that are neither breadcrumb nor information."""
    found: list[str] = []
    skip = False
    for start, end, text in lines[:head]:
        if skip:
            skip = False
        elif _CRUMB.search(text):
            # What stands above the breadcrumb is the site's banner.
            found, skip = [], text.endswith("：")
        elif not _INFO.search(text):
            found.append(source[start:end].strip())
    return joined_title(found)
