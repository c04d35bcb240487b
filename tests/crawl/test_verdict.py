"""What a fetch turned out to be: one example for each sign, and pages that look like one but are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.verdict import REFUSES, HomeMark, judge
from cppcc_archive.markup.page import Page
from tests.growth import grows_linearly

URL = "http://zx.yunshan.example/art/2025/1/7/art_1_2.html"
HOME = "http://zx.yunshan.example/"

REPORT = (
    "<html><title>云山区政协工作报告</title><body><div id=zoom>"
    + "<p>2024年，区政协常委会立案提案128件，该信息已被删除一类的说法只在正文里出现，不足为凭。</p>" * 12
    + "</div></body></html>"
)


def verdict(
    html: str, status: int = 200, kind: CaptureKind = CaptureKind.ARTICLE, **more: object
) -> tuple[Verdict, str]:
    found = judge(kind, status, Page(URL, html.encode()), "sha256:1", **more)  # type: ignore[arg-type]
    return found.verdict, found.reason


def test_a_report_is_ok() -> None:
    assert verdict(REPORT) == (Verdict.OK, "")


WALLS = {
    "jsl": "<script>document.cookie=('_')+('_')+('jsl_clearance_s=1');location.href=location.pathname</script>"
    "<!--__jsl_clearance-->",
    "wzws": "<html><head><script>var wzwschallenge='RANDOMSTR';</script></head><body></body></html>",
    "wzws path": "<script>window.location='/WZWSREL2luZGV4Lmh0bWw='</script>",
    "aliyun": "<html><script>var arg1='3A';setCookie('acw_sc__v2', x);</script></html>",
    "ts": "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;</script></html>",
    "title": "<html><title>网站防火墙</title><body>您的访问可能对网站造成威胁</body></html>",
    "intercepted": "<html><body>您的请求疑似攻击行为，已被拦截！事件编号 17</body></html>",
    "captcha": "<html><body>为了您的安全，请输入验证码继续访问 <img src=/v.jpg></body></html>",
    "slider": "<html><body><div class=s>向右滑动验证</div></body></html>",
    "cookie": "<html><script>document.cookie='a=b;path=/';window.location.reload();</script></html>",
    "noscript": "<html><noscript>Please enable JavaScript and refresh the page</noscript></html>",
    "eval": "<html><script>eval(unescape('%6c%6f')); var l = location;</script></html>",
    "safedog": "<html><body>网站安全狗提示：您的请求带有不合法参数</body></html>",
}


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_blocked_whatever_was_asked_for(name: str) -> None:
    for kind in (CaptureKind.HOME, CaptureKind.LISTING, CaptureKind.ARTICLE, CaptureKind.ATTACHMENT):
        found, reason = verdict(WALLS[name], kind=kind, content_type="text/html")
        assert found is Verdict.BLOCKED, kind
        assert reason


@pytest.mark.parametrize("status", [412, 521, 468, 567])
def test_statuses_that_only_firewalls_give(status: int) -> None:
    assert verdict("<script>x()</script>", status)[0] is Verdict.BLOCKED


def test_a_wall_with_an_error_status_is_blocked_and_a_plain_refusal_too() -> None:
    assert verdict(WALLS["intercepted"], 405)[0] is Verdict.BLOCKED
    assert verdict("<h1>403 Forbidden</h1>", 403) == (Verdict.BLOCKED, f"status 403: {REFUSES}")


@pytest.mark.parametrize("name", sorted(set(WALLS) - {"title"}))
def test_an_article_that_quotes_a_wall_is_no_wall(name: str) -> None:
    assert verdict(WALLS[name] + REPORT)[0] is Verdict.OK


TOMBSTONES = (
    "<html><title>页面不存在</title><body></body></html>",
    "<html><title>404 Not Found</title></html>",
    "<html><title>云山区政协-404</title><body>x</body></html>",
    "<html><title>云山区政协</title><body><h2>该信息已被删除！</h2></body></html>",
    "<html><body>抱歉，您访问的页面不存在或已删除。3秒后返回首页</body></html>",
    "<html><body>您要查看的信息不存在或者还未通过审批！</body></html>",
    "<html><body>找不到您要访问的页面</body></html>",
    "<html><body>没有找到相关信息</body></html>",
    "<html><title>提示信息</title><body>该文章已下架</body></html>",
    "<html><body>该信息尚未发布</body></html>",
    "<html><body>Sorry, Page Not Found</body></html>",
    "<html><body><div class=nav>"
    + "<a href=/c>领导讲话提案工作重要会议</a>" * 60
    + "</div>此文章已经被删除</body></html>",
)


@pytest.mark.parametrize("html", TOMBSTONES)
def test_a_page_that_says_it_is_gone_is_a_tombstone(html: str) -> None:
    assert verdict(html)[0] is Verdict.TOMBSTONE


@pytest.mark.parametrize(
    "html",
    [
        "<html><title>关于清理已失效规范性文件的通知</title><body>" + "各委室：" * 120 + "</body></html>",
        "<html><title>区政协召开404工程座谈会</title><body>会议指出，要加快建设进度。</body></html>",
        "<html><title>图片新闻</title><body><img src=a.jpg><p>委员视察老旧小区改造。</p></body></html>",
        "<html><title>提案线索征集</title><body>欢迎社会各界提供线索，信息内容要真实。</body></html>",
    ],
)
def test_short_articles_are_no_tombstones(html: str) -> None:
    assert verdict(html) == (Verdict.OK, "")


def article(title: str, text: str, info: str = "") -> str:
    return f"<html><title>{title}</title><body><h1>{title}</h1><p>{info}</p><div>{text}</div></body></html>"


INFO = "发布时间：2024-03-01 来源：区政协办公室 浏览次数：17"
PROSE = "区政协常委会围绕全区中心工作深入协商，委员提出意见建议，有关部门逐条办理并作出答复。" * 12


@pytest.mark.parametrize(
    "title",
    [
        "文件找不到怎么办——档案利用工作提案办理纪实",
        "信息已被删除的处理办法解读",
        "错误提示标识专项提案办理",
        "身份验证便民服务提案办理",
        "安全验证体系建设提案",
        "访问受限制群体就医难",
        "访问被拒绝的背后：提案办理纪实",
        "404地块改造协商会召开",
    ],
)
@pytest.mark.parametrize("text, info", [(PROSE, ""), ("办理情况已在会上通报。", INFO), ("办理情况已在会上通报。", "")])
def test_a_title_that_only_begins_like_a_wall_or_a_tombstone(title: str, text: str, info: str) -> None:
    assert verdict(article(title, text, info)) == (Verdict.OK, "")
    assert verdict(article(f"{title}-云山区政协", text, info)) == (Verdict.OK, "")


@pytest.mark.parametrize("title", ["页面不存在", "错误提示", "身份验证", "安全验证", "404"])
def test_an_article_is_one_whatever_its_title(title: str) -> None:
    assert verdict(article(title, PROSE))[0] is Verdict.OK
    assert verdict(article(title, "办理情况已在会上通报。", INFO))[0] is Verdict.OK


@pytest.mark.parametrize(
    "text",
    [
        "近日网站改版，部分旧链接会提示“您访问的页面不存在”，请从首页重新进入。",
        "经查，网传视频不实，相关信息已被删除，有关责任人已处理。",
        "因原链接找不到，请到新址下载附件",
        "如页面不存在，请与区政协办公室联系领取纸质材料。",
        "我区召开打击非法行为专项行动部署会，委员参加视察。",
        "委员反映居民访问医保窗口被拒绝，已转有关部门办理。",
        "委员视察网络安全企业，了解拦截攻击行为的做法，并座谈交流。",
        "区政协召开治理非法访问座谈会。",
        "委员视察老旧小区改造。<form><input name=verifycode><img src=/captcha.jpg></form>",
        "委员视察老旧小区改造。<div class=foot><a href=http://wall.example/>知道创宇</a> 网站受创宇盾保护</div>",
        "委员视察现场<img src=a.jpg><div class=foot><a href=http://wall.example/>知道创宇</a></div>",
    ],
)
def test_short_notices_that_have_the_words_but_say_something_else(text: str) -> None:
    assert verdict(article("区政协办公室通知", text)) == (Verdict.OK, "")


@pytest.mark.parametrize(
    "html",
    [
        "<title>页面不存在 - 云山区政协</title>",
        "<title>云山区政协_404错误页面</title>",
        "<title>抱歉，您访问的页面不存在！</title><p>3秒后返回首页</p>",
        "<title>云山区政协</title><div>云山区政协欢迎您</div><p>很抱歉，您要访问的页面不存在，可能已被删除、更名或暂时不可用，"
        "请检查您输入的网址是否正确，或返回首页。</p><div>版权所有：政协云山区委员会，地址：云山路1号，电话：0000-1234567</div>",
    ],
)
def test_tombstones_with_the_sites_name_and_foot(html: str) -> None:
    assert verdict(f"<html>{html}</html>")[0] is Verdict.TOMBSTONE


@pytest.mark.parametrize(
    "html",
    [
        "<title>安全验证</title><body><div id=slider></div></body>",
        "<title>Just a moment...</title><body></body>",
        "<title>云山区政协 - 访问受限制</title><body>请稍候</body>",
        "<body>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</body>",
        "<body>403 访问被拒绝</body>",
        "<body><form><img src=/captcha.jpg><input name=captcha><input type=submit></form></body>",
        "<body>当前访问疑似恶意行为，请点击继续访问</body>",
    ],
)
def test_walls_in_other_words(html: str) -> None:
    assert verdict(f"<html>{html}</html>")[0] is Verdict.BLOCKED


def _home() -> str:
    return (
        "<html><title>云山区政协</title>" + "".join(f"<a href='/a{n}.html'>标题{n}</a>" for n in range(30)) + "</html>"
    )


def test_the_home_page_in_an_articles_stead() -> None:
    home = HomeMark.of(Page(HOME, _home().encode()), "sha256:home")
    same = judge(CaptureKind.ARTICLE, 200, Page(URL, _home().encode()), "sha256:home", home=home)
    rotated = judge(CaptureKind.ARTICLE, 200, Page(URL, _home().replace("a7", "b7").encode()), "sha256:x", home=home)
    sent = judge(CaptureKind.ARTICLE, 200, Page(HOME, b"<p>x</p>"), "sha256:y", requested=URL, home=home)
    assert [same.verdict, rotated.verdict, sent.verdict] == [Verdict.TOMBSTONE] * 3


def test_a_site_with_one_title_on_every_page_has_articles_all_the_same() -> None:
    home = HomeMark.of(Page(HOME, _home().encode()), "sha256:home")
    article = REPORT.replace("云山区政协工作报告", "云山区政协") + "<a href='/a1.html'>标题1</a>"
    assert judge(CaptureKind.ARTICLE, 200, Page(URL, article.encode()), "sha256:2", home=home).verdict is Verdict.OK


def test_a_redirect_to_an_error_page_is_a_tombstone() -> None:
    page = Page("http://zx.yunshan.example/404.html", b"<p>x</p>")
    assert judge(CaptureKind.ARTICLE, 200, page, "sha256:1", requested=URL).verdict is Verdict.TOMBSTONE


@pytest.mark.parametrize("status", [404, 410])
def test_gone(status: int) -> None:
    assert verdict("<h1>gone</h1>", status) == (Verdict.GONE, f"status {status}")


@pytest.mark.parametrize("status", [500, 502, 400, 302, 204 + 100])
def test_no_usable_answer(status: int) -> None:
    assert verdict("x", status)[0] in {Verdict.ERROR, Verdict.UNCHANGED}
    assert (verdict("x", status)[0] is Verdict.UNCHANGED) == (status == 304)


def test_an_empty_body_is_an_error() -> None:
    assert verdict(" \n")[0] is Verdict.ERROR


def test_an_attachment_that_turns_out_a_page_is_read_as_one() -> None:
    gone = judge(CaptureKind.ATTACHMENT, 200, Page(URL, TOMBSTONES[0].encode()), "d", content_type="text/html")
    file = judge(CaptureKind.ATTACHMENT, 200, Page(URL, b"%PDF-1.4 captcha"), "d", content_type="application/pdf")
    assert (gone.verdict, file.verdict) == (Verdict.TOMBSTONE, Verdict.OK)


def _known(verdict_before: Verdict, digest: str | None) -> Known:
    return Known(
        URL, CaptureKind.ARTICLE, verdict_before, digest, None, None, datetime(2025, 1, 1, tzinfo=UTC), 2025, "c"
    )


def test_the_same_as_last_time_is_unchanged() -> None:
    assert verdict(REPORT, known=_known(Verdict.OK, "sha256:1"))[0] is Verdict.UNCHANGED
    assert verdict(REPORT, known=_known(Verdict.OK, "sha256:0"))[0] is Verdict.OK
    assert verdict("x", 404, known=_known(Verdict.GONE, None))[0] is Verdict.UNCHANGED
    assert verdict("x", 404, known=_known(Verdict.OK, "sha256:1"))[0] is Verdict.GONE
    assert verdict(TOMBSTONES[0], known=_known(Verdict.TOMBSTONE, "sha256:0"))[0] is Verdict.UNCHANGED


def test_a_page_that_came_back_is_ok_again() -> None:
    assert verdict(REPORT, known=_known(Verdict.GONE, None))[0] is Verdict.OK


def test_reasons_fit_on_one_line() -> None:
    shown = printable("a\n2026-01-01 INFO forged\x1b[2K\u202e" + "x" * 500)
    assert shown.isprintable()
    assert "\\n" in shown and len(shown) < 300


@pytest.mark.parametrize(
    "piece", ["<script ", "<a ", "<!--", "<meta 'PubDate'", "<title ", "<", "您访问", "2024-1-1 来源 "]
)
@pytest.mark.parametrize("title", ["页面不存在", "身份验证", "云山区政协"])
def test_no_page_takes_long_to_judge(title: str, piece: str) -> None:
    """Quadratic reading took minutes here."""

    def work(characters: int) -> object:
        return verdict(f"<title>{title}</title>" + piece * (characters // len(piece)))

    assert grows_linearly(work, 22_000)
    assert grows_linearly(work, 400_000)
