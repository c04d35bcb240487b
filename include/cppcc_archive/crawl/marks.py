"""The signs by which walls and vanished pages are told: data, read by ``verdict``. Each has an example in its test."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in the markup, and what it means. ``anywhere``: certain enough to count in a page of any size."""

    pattern: re.Pattern[str]
    reason: str
    anywhere: bool = False


def _mark(pattern: str, reason: str, anywhere: bool = False) -> Mark:
    return Mark(re.compile(pattern, re.IGNORECASE), reason, anywhere)


WALL_MARKS: tuple[Mark, ...] = (
    _mark(r"__jsl_clearance|jsl-?static|创宇盾|加速乐", "加速乐 challenge"),
    _mark(r"wzws[-_]?(?:waf|ray|sid|challenge|cid)|/WZWSREL", "WZWS challenge"),
    _mark(r"acw_sc__v[23]|aliyun_?waf|errors\.aliyun\.com", "Aliyun WAF challenge"),
    _mark(r"\$_ts\s*=\s*window\[|\$_ts\.\w+\s*=|_\$\w{2}\(window", "script challenge ($_ts)"),
    _mark(r"cf-browser-verification|/cdn-cgi/challenge-platform", "Cloudflare challenge"),
    _mark(
        r"<title>\s*(?:网站防火墙|WEB应用防火墙|(?:安全|访问|人机|身份)验证|请完成验证"
        r"|Just a moment|访问(?:被|受)(?:拦截|限制|阻断))",
        "firewall page",
        anywhere=True,
    ),
    _mark(r"safedog|安全狗|云锁|yunsuo_session|D盾|护卫神|360wzb|wangzhan\.360\.cn|知道创宇", "firewall page"),
    _mark(r"(?:请求|访问|操作|IP|地址).{0,16}(?:被|已被|遭).{0,8}(?:拦截|阻断|拒绝|禁止|封禁|屏蔽)", "firewall page"),
    _mark(r"(?:拦截|阻断)提示|(?:攻击|非法|恶意|可疑)(?:行为|请求|访问)", "firewall page"),
    _mark(r"请?输入(?:图片|图形)?验证码|滑动验证|拖动(?:下方)?滑块|captcha|verify_?code|yzm", "captcha page"),
    _mark(r"document\.cookie\s*=.{0,600}(?:location\.(?:reload|href|replace)|location\s*=)", "cookie challenge"),
    _mark(r"<noscript>[^<]*(?:enable|启用|开启|打开)\s*(?:java)?script", "script challenge"),
    _mark(
        r"(?:eval|unescape|atob)\s*\(.{0,4000}\blocation\b|location\b.{0,4000}(?:eval|atob)\s*\(", "script challenge"
    ),
)
"""Walls before Chinese government sites. Without ``anywhere`` a mark counts only in a short page with little text."""

WALL_STATUS: dict[int, str] = {
    412: "script challenge (412)",
    468: "firewall page (468)",
    521: "script challenge (521)",
    567: "firewall page (567)",
}
"""Status codes only firewalls give."""

_THING = r"(?:页面?|网页|文章|信息|内容|文件|栏目|资源|稿件|新闻|链接|地址|记录|数据)"
_ABSENT = r"(?:不存在|找不到|已?丢失|无法找到|未找到|没有找到)"
_REMOVED = r"(?:已经?|被)被?(?:删除|移除|撤销|撤稿|撤回|下线|下架|取消发布|停止发布|清除|屏蔽|失效|过期)"

GONE_TEXT = re.compile(
    rf"{_THING}[^。！？，,]{{0,6}}(?:{_ABSENT}|{_REMOVED})"
    rf"|(?:{_ABSENT}|没有(?=该|此|这|您|你))(?:了)?(?:您|你)?(?:所|要|想|需要)*(?:找|访问|查看|请求|浏览|查询)?的?"
    rf"(?:该|此|相关|这个|这篇)?{_THING}"
    rf"|(?:该|此|本)(?:条|篇)?{_THING}(?:尚未发布|未发布|已过期|不可用)"
    r"|(?:sorry|抱歉|对不起).{0,20}(?:not\s+found|不存在|找不到|删除)"
    r"|\b404\b.{0,30}(?:not\s+found|错误|出错|页面|error)|(?:page|file|resource)\s+(?:was\s+)?not\s+found|HTTP\s*404",
    re.IGNORECASE,
)
"""Ways in which a page served with 200 says that it is not there; believed only where little else is said."""

GONE_TITLE = re.compile(
    rf"^\W*(?:404\b.{{0,20}}|.{{0,20}}\b404\b\W*$"
    rf"|(?:(?:您|你)?(?:要)?(?:访问|查看|请求|查找)的)?{_THING}(?:{_ABSENT}|{_REMOVED})"
    rf"|{_ABSENT}(?:该|此)?{_THING}|(?:page\s+|file\s+)?not\s+found\b"
    r"|页面(?:错误|出错|提示)|错误(?:页面?|提示)|出错(?:了|啦))",
    re.IGNORECASE,
)
"""The same in a title, where no article's title begins so."""

ERROR_PATH = re.compile(
    r"/(?:[\w-]*40[34][\w-]*|errors?|error_?page|not_?found|nopage)(?:\.\w{2,5})?/?$", re.IGNORECASE
)
"""Where sites redirect to when a page is gone."""
