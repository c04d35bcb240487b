"""What a fetch turned out to be, told before anything is parsed. Pure: answer in, verdict and reason out.

A wall is recorded and left alone: nothing here, or anywhere else in the crawler, tries to get round one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.crawl.text import printable
from cppcc_archive.markup.page import Page

STUB_BYTES = 12_000
"""Challenge pages are short scripts; the weaker marks count only in bodies below this size with hardly any text."""

STUB_TEXT = 200
"""Characters of visible text above which a page is content, whatever words it has."""


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
    _mark(r"wzws[-_]waf|WZWS-RAY|wzwschallenge|/WZWSREL", "WZWS challenge", anywhere=True),
    _mark(r"acw_sc__v[23]|aliyun_?waf|errors\.aliyun\.com", "Aliyun WAF challenge"),
    _mark(r"\$_ts\s*=\s*window\[|\$_ts\.cd\s*=", "script challenge ($_ts)"),
    _mark(
        r"<title>\s*(?:网站防火墙|WEB应用防火墙|安全验证|访问验证|人机验证|请完成验证|Just a moment)",
        "firewall page",
        True,
    ),
    _mark(r"cf-browser-verification|/cdn-cgi/challenge-platform", "Cloudflare challenge"),
    _mark(r"safedog|安全狗|云锁|yunsuo_session|D盾|护卫神|360wzb|wangzhan\.360\.cn", "firewall page"),
    _mark(r"(?:您的|你的)?(?:请求|访问|IP).{0,12}(?:被|已被).{0,6}(?:拦截|阻断|拒绝|禁止)", "firewall page"),
    _mark(r"请输入验证码|滑动验证|拖动滑块|captcha|verify_?code", "captcha page"),
    _mark(r"document\.cookie\s*=[^<]{0,400}(?:location\.(?:reload|href|replace)|location\s*=)", "cookie challenge"),
    _mark(r"<noscript>[^<]*(?:enable|启用|开启)\s*(?:java)?script", "script challenge"),
)
"""Walls seen before Chinese government sites, by the marks their pages carry."""

WALL_STATUS: dict[int, str] = {412: "script challenge (412)", 521: "script challenge (521)", 567: "firewall page (567)"}
"""Status codes only firewalls give."""

GONE_MARKS: tuple[Mark, ...] = (
    _mark(
        r"(?:页面|网页|文章|信息|内容|文件|栏目|资源|稿件|您访问的.{0,8})(?:已经|已|并)?(?:不存在|被?删除|被?移除|下线|失效|找不到)",
        "says it is gone",
    ),
    _mark(
        r"(?:找不到|未找到|无法找到)(?:您|你)?(?:要|所|请求|访问|的|需要)*.{0,6}(?:页面|网页|文件|文章|信息|内容|资源)",
        "says it is gone",
    ),
    _mark(r"(?:没有|不存在)(?:该|此|这篇|您要找的)(?:页面|网页|文章|信息|内容)", "says it is gone"),
    _mark(
        r"(?:该|此)(?:信息|文章|页面|内容|稿件)(?:已|已经)?(?:被)?(?:撤销|撤稿|取消发布|停止发布|过期)",
        "says it is gone",
    ),
    _mark(r"\b404\b.{0,40}(?:not\s+found|错误|页面)|page\s+not\s+found|\bnot\s+found\b.{0,20}\b404\b", "says 404"),
)
"""Ways in which a page served with 200 says that it is not there."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason (printable, one line)."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class HomeMark:
    """What tells a site's home page when it is served in place of something else."""

    url: str
    digest: str | None
    title: str


def judge(
    kind: CaptureKind,
    status: int,
    page: Page,
    digest: str,
    known: Known | None = None,
    home: HomeMark | None = None,
    content_type: str = "",
) -> Judgement:
    """The verdict on one answer. ``page`` is the final body and URL, ``known`` what its URL last gave."""
    found = _by_status(kind, status, page) or _by_body(kind, page, digest, home, content_type)
    return _against(known, digest, found)


def _by_status(kind: CaptureKind, status: int, page: Page) -> Judgement | None:
    if status == 304:
        return Judgement(Verdict.UNCHANGED, "304 not modified")
    if status in WALL_STATUS:
        return Judgement(Verdict.BLOCKED, WALL_STATUS[status])
    wall = _wall(page) if status != 200 and kind is not CaptureKind.ROBOTS else None
    if wall and status not in {404, 410}:
        return Judgement(Verdict.BLOCKED, f"{wall} ({status})")
    if status in {404, 410}:
        return Judgement(Verdict.GONE, f"status {status}")
    if status in {401, 403, 407, 451}:
        return Judgement(Verdict.BLOCKED, f"status {status}")
    if not 200 <= status < 300:
        return Judgement(Verdict.ERROR, f"status {status}")
    return None


def _by_body(kind: CaptureKind, page: Page, digest: str, home: HomeMark | None, content_type: str) -> Judgement:
    if kind is CaptureKind.ROBOTS:
        return Judgement(Verdict.OK, "")
    html = is_html(content_type, page.body)
    if kind is CaptureKind.ATTACHMENT and not html:
        return Judgement(Verdict.OK, "") if page.body else Judgement(Verdict.ERROR, "empty body")
    if not page.body.strip():
        return Judgement(Verdict.ERROR, "empty body")
    wall = _wall(page)
    if wall:
        return Judgement(Verdict.BLOCKED, wall)
    if kind in {CaptureKind.ARTICLE, CaptureKind.ATTACHMENT} and html:
        reason = _tombstone(page, digest, home)
        if reason:
            return Judgement(Verdict.TOMBSTONE, reason)
    return Judgement(Verdict.OK, "")


def is_html(content_type: str, body: bytes) -> bool:
    """Whether a body is markup: by its label, or by its first bytes where there is none."""
    label = content_type.partition(";")[0].strip().lower()
    if label:
        return "html" in label or "xml" in label
    return body[:512].lstrip().startswith(b"<")


def page_title(page: Page) -> str:
    """The ``<title>``, white space folded; empty when there is none."""
    found = _TITLE.search(page.html, 0, 20_000)
    return " ".join(found[1].split()) if found else ""


def _visible(html: str) -> str:
    return " ".join(_TAG.sub(" ", _SCRIPT.sub(" ", html)).split())


def _wall(page: Page) -> str | None:
    html = page.html
    for mark in WALL_MARKS:
        if not mark.anywhere and len(html) > STUB_BYTES:
            continue
        if mark.pattern.search(html) and (mark.anywhere or len(_visible(html)) < STUB_TEXT):
            return mark.reason
    return None


def _tombstone(page: Page, digest: str, home: HomeMark | None) -> str | None:
    if home is not None and page.url != home.url and home.digest is not None and digest == home.digest:
        return "the home page in its stead"
    title = page_title(page)
    if home is not None and title and title == home.title and len(page.html) > STUB_BYTES:
        return None
    for mark in GONE_MARKS:
        if mark.pattern.search(title):
            return f"title {mark.reason}: {printable(title, 80)}"
    if len(page.html) <= STUB_BYTES * 4:
        text = _visible(page.html)
        if len(text) < STUB_TEXT:
            for mark in GONE_MARKS:
                found = mark.pattern.search(text)
                if found:
                    return f"page {mark.reason}: {printable(found[0], 80)}"
    return None


def _against(known: Known | None, digest: str, found: Judgement) -> Judgement:
    """The same answer as last time is ``unchanged``: the same payload, or gone as it was gone."""
    if known is None:
        return found
    if found.verdict in {Verdict.GONE, Verdict.TOMBSTONE} and known.verdict is found.verdict:
        return Judgement(Verdict.UNCHANGED, f"{found.verdict} as before: {found.reason}")
    if found.verdict is Verdict.OK and known.payload_digest == digest:
        return Judgement(Verdict.UNCHANGED, "same payload")
    return found
