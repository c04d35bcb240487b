"""Lines that belong to a page's furniture and not to its article, told by their words alone."""

from __future__ import annotations

import re

from cppcc_archive.markup.dates import first_datetime

_SURE_LABEL = re.compile(
    r"(?:发布|发表|更新|录入|添加|公布)(?:时间|日期|人|于)?\s*[:：]|发布于|(?:信息|文章|稿件|新闻)来源\s*[:：]|字[号体]\s*[:：]"
    r"|(?:浏览|点击|阅读|访问)(?:(?:次数|人数|数|量|率)\s*[:：]?|\s*[:：\[])|\[\s*(?:大|小)\b"
)
"""Labels that only an article's info line has."""
_LABEL = re.compile(r"(?:时间|日期|来源|出处|作者|编辑|责编|撰稿|供稿|审核|单位|访问量)\s*[:：]")
"""Labels that a notice's text may have as well: believed right below the title only."""
_SIGNS = frozenset(":：[布览击读问12１２")
"""One of these stands in every line with a date or a label; looking for them spares most lines the rules below."""
_TOOLBAR = re.compile(
    r"^[\s\[【\]】|/·>]*(?:(?:我要)?(?:打印|关闭|收藏|纠错|分享|推荐|下载|返回|复制链接|视力保护色|保护视力色?)(?:本页|此页|页面|窗口|本文|文章|顶部|首页|列表|到|至)*|字[号体]\s*[:：]?"
    r"|大|中|小|默认|超大|A[+-]|T|放大|缩小|正常|放大字体|缩小字体|微信|微博|新浪微博|腾讯微博|QQ空间|QQ好友|人人网|更多|分享到?|扫一扫.{0,20}|朗读|语音播报|繁|简"
    r"|[\s\[【\]】|/·:：（）()>&、])+$"
)
_AFTER = re.compile(
    r"^[\s\[【（(]*(?:上一[篇条页则]|下一[篇条页则]|前一[篇条]|后一[篇条]|相关(?:链接|文章|新闻|信息|附件|报道|稿件|阅读|内容)\s*[:：]?\s*$|扫一扫|扫码|分享到|"
    r"打印本?页?|关闭(?:本页|窗口)?|返回|回到顶部|TOP\b|更多>*$|附件【.*】已?下载|附件下载\s*[:：]?$|"
    r"您?是?第\s*\d*\s*位|浏览次数|点击次?数?[:：]|阅读次?数?[:：]|Tags?[:：]|标签\s*[:：]?|(?:相关)?热词(?:搜索)?\s*[:：]|关键[字词]\s*[:：]|"
    r"免责声明|版权声明|声明\s*[:：].{0,12}转载|转载请注明|本文来源|【?\s*(?:我要)?(?:纠错|评论|收藏|推荐))"
)
_EDITOR = re.compile(r"^[\s（(\[【]*(?:责任编辑|责编|编辑|编辑人员|网络编辑|审核|审稿|初审|复审|终审|校对)\s*[:：]")
_FOOTER = re.compile(
    r"版权所有|ICP[备证]|备案[号序]|公网安备|(?:主办|承办|协办)(?:单位)?[：:]|网站标识码|技术支持|建议使用|[Cc]opyright|COPYRIGHT|©|浏览器"
    r"|地址[：:].*(?:邮编|邮政编码)|邮编[：:].*(?:电话|邮箱|传真)|(?:投稿|电子|政务)邮箱[：:]"
    r"|(?:版权|免责)(?:与免责|及免责)?声明\s*[：:]|凡本[网站]注明"
)
_SITE_FOOTER = re.compile(
    r"版权所有|ICP[备证]\s*\d|公网安备|网站标识码|(?:版权|免责)(?:与免责|及免责)?声明\s*[：:]|凡本[网站]注明"
    r"|主办(?:单位)?[：:].*(?:承办|协办|技术支持)(?:单位)?[：:]"
)
"""What only a site's own foot says: a notice may end with an address, but with no ICP number."""
_OTHER_SECTION = re.compile(
    r"^[\s\[【]*(?:相关(?:链接|文章|新闻|信息|报道|稿件|阅读|内容|推荐|资讯)|(?:网友|最新|热门|全部|精彩|用户)(?:评论|留言|跟帖)|评论(?:列表|区)"
    r"|延伸阅读|拓展阅读|推荐阅读|推荐(?:新闻|文章)|热门(?:文章|推荐|新闻|阅读)|新闻排行|点击排行|阅读排行|猜你喜欢|往期回顾|往期精彩|更多(?:新闻|报道|内容|文章)"
    r"|发表评论|我要评论|友情链接)(?:[（(\s]*\d*\s*[条篇]?[）)]?)\s*[:：>》]*[\s\]】]*$"
)
_SENTENCE = re.compile(r"[。；！？]|，.*，")
_PAGER = re.compile(
    r"^(?=.*(?:[上下]一?页|首页|[尾末]页|共\s*\d+\s*页|[【\[]\d{1,3}[】\]]))"
    r"[\s\[【\]】|<>«»‹›]*(?:(?:[上下]一?页|首页|[尾末]页|第?\d{1,3}页?|共\s*\d+\s*页|\d+/\d+)[\s\[【\]】|<>«»‹›.…]*)+$"
)


def is_info_line(text: str, below_title: bool = True) -> bool:
    """Whether a line tells date, source or hits of an article and nothing else. ``below_title``: it stands where an
    info line is expected, so that a bare date or a weak label will do."""
    if len(text) > 160 or _SIGNS.isdisjoint(text) or is_sentence(text):
        return False
    if _SURE_LABEL.search(text):
        return len(text) < 60 or first_datetime(text) is not None
    if not below_title:
        return False
    if (":" in text or "：" in text) and _LABEL.search(text):
        return True
    return len(text) < 24 and first_datetime(text) is not None


def is_toolbar(text: str) -> bool:
    """Whether a line holds buttons only (font size, print, share)."""
    return len(text) < 80 and _TOOLBAR.match(text) is not None


def is_footer(text: str) -> bool:
    """Whether a text has the words of a page's foot; a notice's contact line may have them too."""
    return _FOOTER.search(text) is not None


def is_site_footer(text: str) -> bool:
    """Whether a line can only be part of a page's foot."""
    return len(text) < 300 and _SITE_FOOTER.search(text) is not None


def opens_other_section(text: str) -> bool:
    """Whether a line heads what stands below an article: related ones, visitors' comments."""
    return len(text) < 40 and _OTHER_SECTION.match(text) is not None


def is_pager(text: str) -> bool:
    """Whether a line holds the links of an article's pages only."""
    return len(text) < 120 and _PAGER.match(text) is not None


def letters(text: str) -> str:
    """``text`` without white space, for comparing."""
    return "".join(text.split())


def is_sentence(text: str) -> bool:
    """Whether a line is prose by its length and punctuation."""
    return len(text) > 40 and _SENTENCE.search(text) is not None


def is_after(text: str) -> bool:
    """Whether a line stands below articles: the next one's title, related links, buttons, a disclaimer's head."""
    return len(text) < 200 and (_AFTER.match(text) is not None or is_toolbar(text) or is_pager(text))


def is_editor_line(text: str) -> bool:
    """Whether a line names who edited the page."""
    return len(text) < 60 and _EDITOR.match(text) is not None
