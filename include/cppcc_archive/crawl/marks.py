"""The signs by which walls and vanished pages are told: data, read by ``verdict``. Each has an example in its test."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of a wall, and what it means.

    ``said``: looked for in the words outside links, and believed only where hardly anything else is said.
    """

    pattern: re.Pattern[str]
    reason: str
    said: bool = False


def _mark(pattern: str, reason: str, said: bool = False) -> Mark:
    return Mark(re.compile(pattern, re.IGNORECASE), reason, said)


WALL_MARKS: tuple[Mark, ...] = (
    _mark(r"__jsl_clearance|jsl-?static", "加速乐 challenge"),
    _mark(r"wzws[-_]?(?:waf|ray|sid|challenge|cid)|/WZWSREL", "WZWS challenge"),
    _mark(r"acw_sc__v[23]|aliyun_?waf|errors\.aliyun\.com", "Aliyun WAF challenge"),
    _mark(r"\$_ts\s*=\s*window\[|\$_ts\.\w+\s*=|_\$\w{2}\(window", "script challenge ($_ts)"),
    _mark(r"cf-browser-verification|/cdn-cgi/challenge-platform", "Cloudflare challenge"),
    _mark(r"yunsuo_session|360wzb|wangzhan\.360\.cn", "firewall page"),
    _mark(r"创宇盾|知道创宇|加速乐|safedog|安全狗|云锁|D盾|护卫神", "firewall page", said=True),
    _mark(
        r"(?:(?:您|你|当前|本次|该|此|来自).{0,12}|(?:^|[\s，。！!：:])|403\W{0,3})(?:请求|访问|操作|IP|地址).{0,16}?"
        r"(?:被|遭).{0,8}?(?:拦截|阻断|拒绝|禁止|封禁|屏蔽)",
        "firewall page",
        said=True,
    ),
    _mark(
        r"(?:拦截|阻断)提示|(?:疑似|检测到|带有|含有|包含|您的.{0,8}).{0,8}(?:攻击|非法|恶意|可疑|不合法)"
        r"(?:行为|请求|访问|参数|操作|内容)",
        "firewall page",
        said=True,
    ),
    _mark(r"输入(?:图片|图形|下图)?(?:中的)?(?:验证码|字符)|滑动验证|拖动(?:下方)?滑块", "captcha page", said=True),
    _mark(r"captcha|verify_?code|yzm", "captcha page"),
    _mark(r"document\.cookie\s*=.{0,600}(?:location\.(?:reload|href|replace)|location\s*=)", "cookie challenge"),
    _mark(r"<noscript>[^<]*(?:enable|启用|开启|打开)\s*(?:java)?script", "script challenge"),
    _mark(
        r"(?:eval|unescape|atob)\s*\(.{0,4000}\blocation\b|location\b.{0,4000}(?:eval|atob)\s*\(", "script challenge"
    ),
)
"""Walls before Chinese government sites. A mark counts only in a short page with little text and no info line."""

WALL_TITLE = re.compile(
    r"(?:网站|WEB应用|web)?防火墙(?:提示|拦截)?"
    r"|(?:请(?:进行|完成)|正在进行)?(?:安全|访问|人机|身份|滑动|智能)?验证(?:中心|页面|中)?"
    r"|安全(?:检查|检测)中?|Just a moment|访问(?:已?被|受|遭)(?:到|系统)?(?:拦截|限制|阻断|拒绝|禁止)"
    r"|(?:拦截|阻断)(?:提示|页面)",
    re.IGNORECASE,
)
"""Whole titles of walls, of any size."""

WALL_WORDS = re.compile(
    r"验证|拦截|阻断|攻击|请求|防火墙|访问|安全|非法|恶意|可疑|拒绝|封禁|屏蔽|您|你的|IP|事件|编号|刷新|浏览器|cookie|管理员"
    r"|返回|首页|稍[后候]|滑块|滑动|系统|提示|参数|提交|客户端|服务器|点击|继续|加载|跳转|秒|错误|时间|日志|误报|站长|网站|威胁"
    r"|看不清|换一张|javascript|创宇|安全狗|云锁|加速乐|D盾|护卫神",
    re.IGNORECASE,
)
"""What a wall's clauses are about; a clause without any of it is somebody else's."""

GONE_WORDS = re.compile(
    r"返回|首页|稍[后候]|刷新|网址|地址栏|输入|检查|管理员|联系(?:我们|网站)|秒|跳转|自动|抱歉|对不起|遗憾|sorry|您|可能|更名|改名|重命名|移动|移除"
    r"|删除|不可用|审[批核]|权限|尝试|搜索|上一页|后退|关闭|失效|过期|下线|下架|撤销|错误|出错|404|页面|提示|原因|正在",
    re.IGNORECASE,
)
"""The same for pages that say they are gone."""

FOOTER_WORDS = re.compile(
    r"备案|ICP|公网安备|版权|主办|承办|协办|维护|技术支持|地址[:：]|电话|邮编|邮箱|传真|标识码|浏览[器量次]|访问量|分辨率|copyright|©|当前位置"
    r"|您的位置|今天是|星期|政协.{0,12}委员会|人民政府|办公室|欢迎",
    re.IGNORECASE,
)
"""What stands around any page's content."""

INFO_LINE = re.compile(
    r"(?:发布|发表|发文|更新|成文|录入|添加|信息)(?:时间|日期)?\s*[:：]?\s*[\[(（]?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}"
    r"|(?:来源|作者|供稿|责任编辑|编辑|撰稿|浏览次数|浏览量|点击数|阅读次数|字号|字体)\s*[:：].{0,40}?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}"
    r"|(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}.{0,40}?(?:来源|作者|供稿|责任编辑|撰稿|浏览次数|浏览量|点击数|阅读次数)\s*[:：]"
)
"""The line below an article's title (date with source, author or counter): there is an article on the page."""

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

_ERROR = (
    r"(?:(?:http)?(?:状态码?)?"
    r"(?:错误|出错|error|页面?|提示|page|not|found|object|file|很?抱歉|对不起|sorry|代码|code))"
)

GONE_TITLE = re.compile(
    rf"{_ERROR}{{0,3}}404(?:\W*{_ERROR}){{0,4}}(?:不存在|找不到|未找到)?"
    rf"|(?:很?抱歉|对不起)?(?:(?:您|你)?(?:所|要)?(?:访问|查看|请求|查找|浏览)的)?(?:该|此)?{_THING}(?:{_ABSENT}|{_REMOVED})(?:了|啦)?"
    rf"|{_ABSENT}(?:该|此)?{_THING}|(?:page|file|object)?(?:was)?notfound"
    r"|页面(?:错误|出错|提示)|错误(?:页面?|提示|信息)|(?:页面)?出错(?:了|啦)|error(?:page)?",
    re.IGNORECASE,
)
"""The same as a whole title, or a part of one that separators set apart; spaces and punctuation left out."""

ERROR_PATH = re.compile(
    r"/(?:(?:error|err|page|http|status)?[-_]?40[34](?:[-_]?(?:errors?|err|page|not[-_]?found))?"
    r"|errors?|error_?page|not_?found|nopage)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
"""Where sites redirect to when a page is gone: the number by itself, not as a part of an article's."""

LIMIT_TEXT = re.compile(
    r"(?:访问|请求|操作|浏览|点击|刷新|查询|提交|连接)(?:[^。，,]{0,6})?(?:太|过于|过|频率|次数|速度)[^。，,]{0,4}"
    r"(?:频繁|快|多|高|超[出过]|上限|限制)|(?:访问|请求)(?:次数|频率|量)(?:已)?(?:超[出过]|达到?)|您?的?(?:访问|请求|操作)频繁"
    r"|too\s+many\s+(?:requests|visits|connections)|rate\s*limit|slow\s+down|request(?:s)?\s+limit|429\b.{0,20}too",
    re.IGNORECASE,
)
"""Ways in which a page served with 200 says that we come too often; believed only where little else is said."""

LIMIT_WORDS = re.compile(
    r"频繁|访问|请求|操作|稍[后候]|休息|重试|再来|再试|限制|次数|频率|超过|过快|过多|刷新|秒|分钟|提示|系统|抱歉|对不起|您|IP|返回|首页|验证"
    r"|request|limit|later|visit|slow|retry|try",
    re.IGNORECASE,
)
"""What the clauses of such a page are about."""

FAILURE_TEXT = re.compile(
    r"Microsoft OLE DB|ODBC (?:Microsoft|SQL|Driver)|ADODB\.|Microsoft VBScript|Server Error in '"
    r"|HTTP\s*(?:错误|Error|Status)?\s*[–—-]?\s*5\d\d\b|Internal Server Error|Bad Gateway|Gateway Time-?out"
    r"|Service (?:Temporarily )?Unavailable|Runtime Error|Fatal error:|Uncaught \w{0,40}(?:Error|Exception)"
    r"|(?:mysqli?|pdo|SQLSTATE|ORA-\d{4,5})\b|java\.(?:lang|sql|io|util)\.\w+|[a-z]Exception:|Traceback \(most recent"
    r"|Whitelabel Error Page|Apache Tomcat|Guru Meditation|requested URL could not be retrieved|ERR_[A-Z_]{6,}|X-Squid"
    r"|(?:数据库|服务器|服务|系统|网关|网络|程序|应用|后台)[^。，,]{0,6}(?:连接|内部|发生|出现|运行|响应|请求|访问)?[^。，,]{0,4}"
    r"(?:错误|出错|异常|失败|故障|超时|繁忙|忙碌|不可用|中断|无响应|已停止)"
    r"|(?:不存在或访问被拒绝|连接(?:数据库|服务器)?(?:失败|超时|错误))"
    r"|(?:系统|网站|平台|服务)(?:正在|正进行|处于)[^。，,]{0,6}(?:升级|维护|检修|割接)|(?:升级|维护|检修)(?:中|期间)",
    re.IGNORECASE,
)
"""What servers, databases, gateways and proxies print when they fail, also with status 200; believed only where hardly
anything else is said."""

FAILURE_WORDS = re.compile(
    r"错误|出错|异常|失败|故障|超时|繁忙|服务|系统|数据库|连接|拒绝|网关|网络|维护|升级|稍[后候]|重试|再试|刷新|管理员|联系|抱歉|对不起|您|请|提示"
    r"|返回|首页|代理|缓存|error|fail|exception|server|proxy|cache|retry|administrator|unavailable|sql|line|stack",
    re.IGNORECASE,
)
"""What the clauses of such a page are about."""

APP_ROOT = re.compile(
    r"<div\b[^<>]{0,80}?\bid\s*=\s*[\"']?(?:app|root|__next|__nuxt|main-app|react-root|vue-app|application)[\"']?[^<>]{0,80}>"
    r"\s*(?:<!--[^<>]{0,80}-->\s*)?</div\s*>|<app-root\b[^<>]{0,80}>\s*</app-root\s*>",
    re.IGNORECASE,
)
"""The empty element that a script application fills."""

NEEDS_SCRIPT = re.compile(
    r"enable\s+javascript|without\s+javascript|javascript\s+(?:is\s+)?(?:enabled|required|disabled)|requires?\s+javascript"
    r"|(?:启用|开启|打开|支持|禁用)(?:了|您的|浏览器的?)?\s*javascript",
    re.IGNORECASE,
)
"""What such an application says to a browser without scripts."""
