# ruff: noqa: E501  (a pattern is read as one line)
"""A saved text with page chrome (breadcrumb, 发布日期 line, 打印本页): chrome to metadata, the rest untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cppcc_archive.markup.dates import dates_in, first_datetime
from cppcc_archive.reports.head.titles import COLUMN, joined_title, no_title
from cppcc_archive.reports.shadow import shadow

_SOURCE: Final = re.compile(r"来源： *([^ ，。：]{2,30})")
_FOOT_LENGTH: Final = 80
"""A footer line is short: a longer one is text that happens to begin like one."""
_HEAD: Final = 24
"""How many non-blank lines at either end may be chrome."""
_BETWEEN: Final = 6
_DATELINE: Final = 120
_BESIDE: Final = 24
_PART: Final = 18
_MENU: Final = 5
"""The lines of a title and subtitle between chrome; lengths of a date line and of what stands beside the date; the
longest part of a breadcrumb; the fewest words of a menu."""
_CRUMB: Final = re.compile(
    r"(?:您|你)*(?:的|现在的?|所在的?)?(?:当前|所在|现在)?(?:所在)?(?:的)?(?:位置|位于|页面|栏目)(?:是|为)? *(?:：|(?=[>»→]))"
    r"|^首页 *(?:[>»＞/|丨]|-+>|-&gt;|→|›)|^[>»＞] *[^>»＞，。]{2,12}"
)
_BLANKS: Final = re.compile(" {2,}")
_ARROWS: Final = re.compile(r" *(?:-*[>»＞›→]+|-&gt;|&gt;)+ *")
_LABELS: Final = (
    "日期|时间|来源|来 *源|作者|作 者|编辑|责编|责任编辑|编审|审核|审核人|校对|供稿|供稿单位|撰稿|稿源|投稿|信息来源|文章来源|稿件来源|新闻来源|文章作者|发布人|发布者|发布单位|发布机构|"
    "发稿时间|发布时间|发布日期|更新时间|访问量|浏览量|浏览次数|阅读次数|点击数|点击量|点击|阅读|阅读量|浏览|查看数?|访问|次数|人气|字体大小|字体|字号|背景颜色|背景色|"
    "关键字|关键词|标 *题|文章检索|站内搜索|搜索|内容导航|信息导航|分享到?|编辑日期|索引号|文号|视力保护色|文章字号|责任编辑"
)
_LONGEST_FIRST: Final = "|".join(sorted(_LABELS.split("|"), key=len, reverse=True))
_WIDGET: Final = re.compile(
    rf"(?:{_LONGEST_FIRST}|朗读|语音播报|语音阅读|听新闻|播报|无障碍(?:浏览|阅读|服务|版)?|适老化|关怀版|关怀模式|长者(?:版|模式|专区)|老年版|[大中小]字号?|放大|缩小|默认|恢复|"
    r"微信|微博|新浪微博|腾讯微博|QQ空间|打印(?:本页|本文|此页|页面)?|我要打印|关闭(?:窗口|本页|此页)?|收藏(?:本页)?|返回(?:首页|列表|顶部|上页|上一页)?|我要纠错|纠错|"
    r"(?:发表|我要)?评论|繁体版?|简体版?|手机版|移动版|登录|注册|设为首页|加入收藏|正文|详细内容|文章内容|内容|阅读正文|首页|网站首页|图片|视频|扫一扫|二维码|转发|点赞|"
    r"[大中小]|[A-Za-z][+-]?|[0-9]++ *+(?:次|人次|人)?)"
)
_FILLER_SIGNS: Final = r"[ |丨/\\\[\]【】（）：·，、+\-<>«»↑↓#*_=.■●◆▲▼★☆—]"
# Possessive, the longer words first: no line of them, however long, is tried twice.
_WIDGET_LINE: Final = re.compile(rf"(?:{_WIDGET.pattern}|{_FILLER_SIGNS})++")
_NAV: Final = re.compile("首页|概况|要闻|动态|公告|提案|委员|社情民意|文史")
_BANNER: Final = re.compile(
    r"[^，。：]{2,18}(?:网站?|门户|官网|客户端|公众号|日报|晚报|时报|晨报|融媒体?中心|在线)|(?:中国人民)?政治?协(?:商会议)?[^，。第]{2,12}委员会"
)
"""The name of a site or paper above the title."""
_NUMERIC_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}[-/.]")
_LABELLED: Final = re.compile(
    r"(?:发(?:布|表|稿|布消息|文)|提供|更新|录入|上传|创建|公开|编辑|刊发|发布于|发表于|信息)?(?:日期|时间|于)?：|来源|作者|编辑|浏览|点击|阅读|字[号体]|打印|分享|发布|发表|更新"
)
_PROSEY: Final = re.compile(r"[。；]|(?:会议|大会)上|通过|召开|举行|(?<!存)在(?!线)|修[订正改]")
_SHEET: Final = re.compile(
    r"(?:索引号|信息索取号|主题分类|信息分类|发布机构|发文机[关构]|发文单位|成文日期|发文日期|生成日期|公开日期|发布日期|名称|标题|题名|文号|发文字号|有效性|效力状态|关键词|主题词|内容概述|公开方式|公开形式|公开责任部门|"
    r"责任部门|体裁|公文种类|服务对象|废止日期|失效日期)：?.{0,60}"
)
"""The sheet that government sites put above a document, labels often spaced (索 引 号)."""
_NAME: Final = re.compile(r"(?:名 *称|标 *题|题 *名)： *(.{6,60})")
_ISSUE: Final = re.compile(
    r"[（(【]?(?:[0-9]{4} *年? *)?[（(]?(?:总 *)?第 *[0-9一二三四五六七八九十百]{1,4} *期[^。，]{0,16}|[0-9]{4}年第?[0-9]{1,3}期[^。，]{0,12}"
)
_ISSUED: Final = re.compile(
    r"[^，。（]{4,24}(?:办公室|委员会|研究室|编印?|主办) *(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"
)
"""The number of a bulletin, below its name, and who issued it."""
_PAPER: Final = re.compile(
    r"[^，。（）]{2,14}(?:报|网|台|社|中心|融媒|客户端|频道|政协)|星期[一二三四五六日天]|周[一二三四五六日]"
)
_TITLE_AND_DATE: Final = re.compile(
    r"([^。]{8,50}?) {2,}(?=[（\[]?(?:19|20)[0-9]{2}[-/.年]|发布|发表|来源|时间|作者|日期|浏览)"
)
"""A title with the date line behind it on the same line."""
_INFO: Final = re.compile(
    r"发(?:布|文|稿)(?:日期|时间)|(?:日期|时间|更新时间|更新日期|录入时间)： *(?:19|20)[0-9]{2}|(?:发布|发表|更新)[于：] *(?:19|20)[0-9]{2}"
    r"|(?:访问|浏览|点击|阅读)(?:次数|量|数)?：|字(?:号|体)：|^(?:信息)?来源：[^。]{0,40}$"
    r"|^(?:作者|编辑|责任编辑|审核|稿源|信息来源|文章来源|稿件来源|供稿(?:单位)?|撰稿|投稿|发布单位|发布机构|发布者|发布人|索引号|主题分类|成文日期|文号|名称|公开日期)：[^。]{0,50}$"
    r"|^(?:分享到?|打印|字体|【? *(?:大 *中 *小|打印|关闭).{0,20})：?.{0,10}$"
    r"|^https?://[^ ]{4,80}(?: .{0,30})?$|^Original URL"
)
_FOOT: Final = re.compile(
    r"^[\[【（ ]*(?:打印本?[页文]?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|上一[篇条]|下一[篇条]|分享到|分享$|收藏"
    r"|(?:责任编辑|编辑|责编|审核|校对|初审|复审|终审|撰稿|供稿|摄影|签发)[： ]"
    r"|版权所有|(?:主办|承办)(?:单位)?：|技术支持|网站标识码"
    r"|[^ ]{0,4}ICP备|[^ ]{0,4}公网安备|扫一扫|相关(?:链接|新闻|文章|阅读)"
    r"|[Cc]opyright|©|联系(?:电话|我们)|地址：|邮编：|您是第"
    r"|友情链接|网站地图|关于我们|点击(?:数|量)|浏览(?:次数|量)|发布(?:日期|时间)：|(?:信息|稿件)?来源：|作者：)"
)


_RELATED: Final = re.compile(
    r"^[\[【]?(?:相关(?:链接|新闻|文章|阅读|推荐|信息|报道|稿件)|延伸阅读|热点推荐)[\]】]?：?$"
)


@dataclass(frozen=True, slots=True)
class SavedText:
    """The article cut out of a saved text: ``text`` is ``source[start:end]``, with what its chrome said; its shadow."""

    text: str
    shade: str
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
    begin = start + len(body) - len(body.lstrip())
    text = source[begin:end].rstrip()
    published = _published([text for text in chrome if is_info(text) or _ISSUED.fullmatch(text)])
    return SavedText(
        text,
        shade[begin : begin + len(text)],
        _title(source, lines, head),
        published,
        _breadcrumb(lines[:head]),
        _source(chrome),
    )


_RELEASED: Final = re.compile(r"(?:发布|发表|发稿|刊发)[^：]{0,6}[：于]")
_CLOCK: Final = re.compile("今天是|今日是|现在是|现在时间|当前时间|北京时间|服务器时间")
"""A page's clock shows the day of the visit."""
_OTHER_DAY: Final = re.compile("成文|生成|发文|失效|废止|更新|公开日期")


def _published(chrome: list[str]) -> datetime | None:
    """The day of release: where a line says 发布, before days of writing or of an update."""
    chrome = [text for text in chrome if not _CLOCK.search(text)]
    released = [text[match.start() :] for text in chrome if (match := _RELEASED.search(text))]
    plain = [text for text in chrome if not _OTHER_DAY.search(text)]
    return next((found[0] for text in (*released, *plain, *chrome) if (found := first_datetime(text))), None)


def _head(lines: list[tuple[int, int, str]]) -> int:
    """How many leading lines are chrome: up to the last information line, or the breadcrumb."""
    last = 0
    issued = False
    for index, (_, _, text) in enumerate(lines[:_HEAD]):
        if index < last:
            continue
        if _is_prose(text) or _RELATED.match(text) or index - last > _BETWEEN:
            break
        following = lines[index + 1][2] if index + 1 < len(lines) else ""
        if (is_info(text) and not following.startswith("地点")) or (issued and _ISSUED.fullmatch(text)):
            last, issued = index + 1, bool(_ISSUE.fullmatch(text))
        elif is_crumb(text):
            last = _crumb_end(lines, index)
        elif is_nav(text) or (index == last and following and COLUMN.fullmatch(text.replace(" ", ""))):
            last = index + 1
    return last


def _is_prose(text: str) -> bool:
    if text.endswith("。"):
        return True
    return not is_nav(text) and (len(text) > _DATELINE or (len(text) > _DATELINE // 2 and text.count("，") > 1))


_COUNTED_TO: Final = re.compile("截[至止]|单位：[件篇条次人]")
"""What stands above a table: the day that its numbers go to, the measure word of them all."""


def is_info(text: str) -> bool:
    """Whether a line of the head tells of the page: a publication date, a source, a counter, buttons."""
    if _COUNTED_TO.search(text):
        return False
    if _INFO.search(text) or _WIDGET_LINE.fullmatch(text) or _ISSUE.fullmatch(text) or _is_dateline(text):
        return True
    label = text.partition("：")[0]
    return len(label) < len(text) and len(label) <= _PART and bool(_SHEET.fullmatch(label.replace(" ", "")))


def _is_dateline(text: str) -> bool:
    """A date with little beside it: a clock, a source, a name; 2007年12月11日 alone is the document's own."""
    found = next(dates_in(text), None) if len(text) <= _DATELINE else None
    if found is None:
        return False
    rest = text[: found.start] + text[found.end :]
    if _PROSEY.search(rest):
        return False
    if found.has_clock or _NUMERIC_DATE.match(text, found.start):
        return len(rest) <= _BESIDE or bool(_LABELLED.search(rest))
    return bool(_LABELLED.search(rest) or _PAPER.fullmatch(rest.strip())) and not text.startswith(("（", "—"))


def is_crumb(text: str) -> bool:
    """A breadcrumb, with or without its 当前位置."""
    if _CRUMB.search(text):
        return True
    parts = _ARROWS.split(_BLANKS.sub(" ", text))
    return len(parts) > 1 and all(len(part) <= _PART and not re.search("[，。：]", part) for part in parts)


_ARROW_LINE: Final = re.compile(r"[>»＞›→/-]+")


def _title_before_date(text: str) -> str | None:
    """``text`` up to the date line that stands behind a title on the same line."""
    match = _TITLE_AND_DATE.match(text)
    if match is None or is_info(match[1]) or _PAPER.fullmatch(match[1]) or next(dates_in(match[1]), None):
        return None
    return match[1]


def _crumb_end(lines: list[tuple[int, int, str]], index: int) -> int:
    """Behind the breadcrumb that begins at ``index``: it may go on below its label, and part by part."""
    end = index + 1
    if lines[index][2].endswith("："):
        end += end < len(lines)
    while end + 1 < len(lines) and _ARROW_LINE.fullmatch(lines[end][2]):
        end += 2
    return end


def is_nav(text: str) -> bool:
    """A site's menu: a row of short names of columns."""
    words = re.split(r"[ |丨]+", text)
    return len(words) >= _MENU and all(len(word) <= _PART // 2 for word in words) and len(_NAV.findall(text)) > 1


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
        if not is_crumb(text):
            continue
        text = " ".join(line[2] for line in head[index : _crumb_end(head, index)])
        labels = [match for match in _CRUMB.finditer(text) if match[0].rstrip().endswith(("：", "置", "栏目", "页面"))]
        rest = text[labels[-1].end() :] if labels else text
        if _ARROWS.match(_BLANKS.sub(" ", rest)) and index and head[index - 1][2] in ("首页", "网站首页"):
            rest = head[index - 1][2] + rest
        return tuple(part.strip() for part in re.split(r"-*[>»＞›→]+|/|-?&gt;", rest) if part.strip())
    return ()


def _source(chrome: list[str]) -> str | None:
    """Who is named as the source on an information line."""
    named = next((match[1] for text in chrome if (match := _SOURCE.search(text))), None)
    return named or next((text for text in chrome if _ISSUED.fullmatch(text)), None)


def _title(source: str, lines: list[tuple[int, int, str]], head: int) -> str | None:
    """The lines of the head that are neither breadcrumb nor information."""
    found: list[tuple[str, str]] = []
    behind = 0
    for index, (start, end, text) in enumerate(lines[:head]):
        if index < behind:
            continue
        if is_crumb(text):
            # What stands above the breadcrumb is the site's banner.
            found, behind = [], _crumb_end(lines, index)
        elif _ISSUE.fullmatch(text) or (not found and _ISSUED.fullmatch(text)):
            found = []
        elif title := _title_before_date(text):
            found.append((source[start : start + len(title)].strip(), title))
        elif not (is_info(text) or is_nav(text) or no_title(text)):
            found.append((source[start:end].strip(), text))
    if len(found) > 1 and _BANNER.fullmatch(found[0][1]) and re.search("政协|召开|举行", found[1][1]):
        found = found[1:]
    if len(found) > 1 and found[-1][1] in found[0][1]:
        # The page's title, with the site's name behind it, above the article's.
        found = found[-1:]
    return joined_title([printed for printed, _ in found]) or next(
        (match[1].strip() for _, _, text in lines[:head] if (match := _NAME.fullmatch(text))), None
    )
