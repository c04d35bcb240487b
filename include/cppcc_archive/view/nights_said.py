"""What a crawl says of pages, lists and nights (verdicts, an outcome's reason and warnings) in Chinese. Pure.

The sentences are those of ``cppcc_archive.crawl``; a part of one that nobody foresaw leaves the whole as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_AGAIN = "下一夜接着做；若夜夜如此，请在站点条目里调大"

_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), said)
    for form, said in (
        # Verdicts on a page (``crawl.verdict``, ``crawl.troubles``, ``crawl.sameness``) …
        (r"304 not modified", "304，没有改动"),
        (r"same payload", "内容与上次相同"),
        (r"same but for (.+)", r"只有\1不同，其余与上次相同"),
        (r"empty body", "内容为空"),
        (r"status (\d+)", r"状态码 \1"),
        (r"page says it is gone: (.+)", r"页面说已不存在：\1"),
        (r"title says it is gone: (.+)", r"标题说已不存在：\1"),
        (r"(?:sends its visitors|redirects) to the home page", "转到首页"),
        (r"redirects to an error page: (.+)", r"转到出错页：\1"),
        (r"the home page in its stead.*", "以首页代替了本页"),
        (r"an error page with status 200: (.+)", r"状态码 200 的出错页：\1"),
        (r"a page in the stead of a picture or style", "以网页代替了图片或样式"),
        (r"status (\d+): the server failed: .+", r"状态码 \1：服务器出错，以后再取"),
        (r"status (\d+): the host refuses us: .+", r"状态码 \1：网站拒绝我们"),
        (r"status 429: .+", "状态码 429：网站嫌我们来得太勤"),
        (r"status (\d+): the server does not take the request: .+", r"状态码 \1：服务器不接受请求"),
        (r"status (\d+): no page and no redirect .+", r"状态码 \1：没有网页，也没有可跟随的跳转"),
        (r"script challenge(?: \(.+\))?", "防护系统要求运行脚本"),
        (r"cookie challenge(?: \(\d+\))?", "防护系统要求 cookie"),
        (r"(\S+|Aliyun WAF) challenge(?: \(\d+\))?", r"\1 防护系统的验证页"),
        (r"captcha page(?: \(\d+\))?", "要求输入验证码"),
        (r"firewall page(?: \(\d+\))?", "防火墙拦截页"),
        (r"the site says that we come too often: .+", "网站说我们来得太勤"),
        (r"a script application: without scripts its pages have no text(?:: .+)?", "脚本应用：不运行脚本便没有文字"),
        (r"one page in the place of several articles.*", "几篇文章得到同一个页面：网站限流或出错，以后再取"),
        (r"so do most new articles tonight: .+", "今夜多数新文章如此：网站限流或出错，以后再取"),
        (r"another page in its place \((.+)\), night (\d+)", r"原处换成了别的页面（\1），第 \2 夜"),
        (r"the host failed before it was clear .+", "还没弄清这页是不是原文，网站就出错了"),
        # … what tonight's lists say of an article that is not there (``crawl.doubts``) …
        (r"the list still has it", "列表里还有"),
        (r"the list has dropped it", "列表里已经没有"),
        (r"the list has dropped most of what it had", "列表去掉了原有的大部分"),
        (r"the list was not read that far", "列表没有读到那里"),
        (r"most known articles were not there tonight", "今夜多数已知文章都不在"),
        (
            r"(\d+) of (\d+) known articles were not there, and the lists have dropped them: .+",
            r"\2 篇已知文章中有 \1 篇不在，列表里也没有了：网站改版或搬迁了吗？此时不算删除",
        ),
        (
            r"(\d+) of (\d+) known articles were not there, though nothing says that they were deleted: .+",
            r"\2 篇已知文章中有 \1 篇不在，但没有迹象表明是删除：网站出错，或网页搬走了；不算删除",
        ),
        (r"(\d+) of (\d+) new articles led to other pages .+", r"\2 篇新文章中有 \1 篇转到了别的页面：网站限流或出错"),
        # … why an exchange failed or was not made (``crawl.failures``, ``crawl.guard``, ``crawl.fetch``) …
        (r"the host's name is not known \(DNS\): .+", "域名解析不到：地址对吗？网站搬了吗？"),
        (r"the host refuses connections on this port: .+", "主机拒绝连接：网站停了或搬了"),
        (r"the host closed the connection without an answer", "主机没有应答就断开了连接"),
        (r"the host broke the connection off", "主机中断了连接"),
        (r"no answer within the time allowed", "限定时间内没有应答"),
        (r"the body broke off before its announced end", "内容没有传完就断了"),
        (r"the answer is no HTTP: it begins (.+)", r"应答不是 HTTP，开头是 \1"),
        (r"the answer contradicts itself: (.+)", r"应答自相矛盾：\1"),
        (r"no connection to the host: (.+)", r"连不上主机：\1"),
        (r"TLS: no secure connection \((.+?)\): .+", r"TLS：建不成安全连接（\1）"),
        (r"TLS: the server sends an incomplete certificate chain .+", "TLS：服务器的证书链不全，或颁发者未知"),
        (r"TLS: the certificate is signed by itself .+", "TLS：证书是自签的，或颁发者未知"),
        (r"TLS: the certificate has expired: .+", "TLS：证书已过期"),
        (r"TLS: the certificate is for another name .+", "TLS：证书是别的域名的"),
        (r"TLS: the certificate cannot be verified .+", "TLS：证书无法验证"),
        (r"redirects in a circle", "循环跳转"),
        (r"more than (\d+) redirects", r"跳转超过 \1 次"),
        (r"robots\.txt forbids (\S+)", r"robots.txt 不许抓取 \1"),
        (r"robots\.txt asks for (\d+) s between two requests .+", r"robots.txt 要求两次请求间隔 \1 秒，太久，不抓"),
        (r"(\S+) is not a host of this site", r"\1 不是本站的主机"),
        (r"(\S+) failed too often", r"\1 出错太多次"),
        (r"(\S+) scheme: only http and https are fetched", r"\1：只抓取 http 和 https"),
        (r"addresses with a user name are not fetched", "不抓取带用户名的地址"),
        (r"(\S+): names this machine", r"\1 指的是本机"),
        (r"a fault of this program, not of the site; .+", "本程序的错，不是网站的：请报告，并附上地址"),
        (r"(?:reading|finding|detecting|looking for) [\w' ]+ failed: (.+)", r"读取时程序出错：\1"),
        # … how a site's night ended (``crawl.outcome``, ``crawl.politeness``) …
        (r"budget of (\d+) requests spent: .+ raise (\w+) .+", rf"\1 次请求的额度用完，{_AGAIN} \2"),
        (r"budget of (\S+) MB spent: .+ raise (\w+) .+", rf"\1 MB 的额度用完，{_AGAIN} \2"),
        (r"budget of (\S+) minutes spent: .+ raise (\w+) .+", rf"\1 分钟的额度用完，{_AGAIN} \2"),
        (r"reading its pages took (\S+) CPU seconds, .+", r"读它的网页用了 \1 秒 CPU，超过一站的上限"),
        (r"the night's window ended", "当夜的时段到了"),
        (r"the run was ended from outside: .+", "抓取被外部中止：已到的都留下，下次接着做"),
        (r"the host asks to wait (\d+) s", r"主机要求等待 \1 秒"),
        (r"no column to read", "没有可读的栏目"),
        (r"no column found on the home page", "首页上没有找到栏目"),
        (r"(\d+) links listed, at least (\d+) expected(?:; .+)?", r"列表共 \1 条，预期至少 \2 条"),
        (r"(\d+) links listed, at most (\d+) expected", r"列表共 \1 条，预期至多 \2 条"),
        (r"(\d+) articles in the range, at least (\d+) expected(?:; .+)?", r"范围内有 \1 篇，预期至少 \2 篇"),
        (r"(\d+) articles in the range, at most (\d+) expected", r"范围内有 \1 篇，预期至多 \2 篇"),
        (r"(\d+) known articles were not there, the first: (.+)", r"\1 篇已知文章不在，第一篇：\2"),
        (r"(\d+) answers were cut short, the first: (\S+): .+", r"\1 个应答只留下一部分，第一个：\2"),
        (r"elsewhere: (.+)", r"列表另有条目指向别处：\1"),
        (
            r"redesigned: another template since (\S+), on (\d+) of (\d+) new pages",
            r"改版：自 \1 起用另一模板，\3 个新网页中有 \2 个",
        ),
        (
            r"the archive's latest capture of this site is dated (\S+), .+",
            r"本站最近一次存档的日期是 \1，与本机时钟不合：请查看时钟",
        ),
    )
)

_LED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form + ": (?P<rest>.+)", re.DOTALL), lead)
    for form, lead in (
        (r"listing (\S+)", r"栏目列表 \1："),
        (r"attachment (\S+)", r"附件 \1："),
        (r"redirect to (\S+)", r"转到 \1："),
        (r"(https?://\S+)", r"\1："),
        (r"(\d+) articles could not be read, the first", r"\1 篇文章读不到，第一篇："),
        (r"none of (\d+) articles could be read, the first", r"\1 篇文章一篇也读不到，第一篇："),
        (r"(\d+) failures in a row, last", r"连续 \1 次出错，最后一次："),
        (r"broke off in the middle", "抓到一半断了："),
        (r"home page", "首页："),
        (r"gone as before", "仍不存在，"),
        (r"robots\.txt cannot be had", "取不到 robots.txt："),
    )
)
"""Sentences about something, and behind a colon what is said of it."""
_NIGHT = re.compile(r"(.+); (.+), night (\d+)|(.+); (.+)", re.DOTALL)


def in_form(text: str, forms: Iterable[tuple[re.Pattern[str], str]]) -> str | None:
    """What stands beside the first of the forms that the text has; None where it has none."""
    return next((found.expand(said) for form, said in forms if (found := form.fullmatch(text))), None)


def in_chinese(text: str) -> str | None:
    """A sentence of a crawl in Chinese; None for one that nobody foresaw."""
    if said := in_form(text, _SAID):
        return said
    for form, lead in _LED:
        if found := form.fullmatch(text):
            rest = in_chinese(found["rest"])
            return rest and found.expand(lead) + rest
    if found := _NIGHT.fullmatch(text):
        first, second = in_chinese(found[1] or found[4]), in_chinese(found[2] or found[5])
        night = f"，第 {found[3]} 夜" if found[3] else ""
        return f"{first}；{second}{night}" if first and second else None
    return None
