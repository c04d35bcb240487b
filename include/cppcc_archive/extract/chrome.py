"""Lines that belong to a page's furniture and not to its article, told by their words alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cppcc_archive.markup.dates import dates_in, first_datetime
from cppcc_archive.markup.text import breaks_off, is_cut_short

_PUBLISHED = r"(?:时间|日期|人|于)?\s*[:：]"
_COUNTED = r"(?:(?:次数|人数|数|量|率)\s*[:：]?|\s*[:：\[])"
_SURE_LABEL = re.compile(
    "|".join(
        [
            *(word + _PUBLISHED for word in ("发布", "发表", "更新", "录入", "添加", "公布")),
            *(word + _COUNTED for word in ("浏览", "点击", "阅读", "访问")),
            *(word + r"来源\s*[:：]" for word in ("信息", "文章", "稿件", "新闻")),
            *(
                "发布于",
                "本帖最后由",
                r"字[号体]\s*[:：]",
                r"\[\s*(?:大|小)\b",
                r"阅\s*[:：]\s*\d",
                *(word + r"(?<=\d.)(?:浏览|阅读|点击)" for word in "人次"),
            ),
        ]
    )
)
"""Labels that only an article's info line has."""
_LABEL = re.compile(
    "|".join(
        word + r"\s*[:：]"
        for word in r"""
            来\s*源(?:于|单位)? 出\s*处 稿源 信息提供 稿件提供 作\s*者 摄\s*影 编辑 责编 撰稿(?:单位)?
            供稿(?:单位)? (?:来稿|提供)单位 (?:[转选摘来]|转[载贴])自 编印 网址 审核
            访问量 记者 通讯员 录入人? 发布(?:[人者]|单位|机构) 报送单位 答复单位
        """.split()  # noqa: SIM905
    )
    + r"|来源\s*[|｜]|(?:时间|日期)\s*[:：](?=\W*(?:[\d二]|$)|\s*\S{2,4}\s*[:：])"
)
"""Labels that a notice's text may have as well: believed right below the title only."""
_ASKS = re.compile(
    r"^\W*\S{0,6}?(?:记者|编辑|小编|作者|通讯员)\s*[:：]\s*(?=[^:：]*$)"
    r"(?:.*(?:[？?！!]|[吗呢吧])\W*$|.{8,}[。…]$|.*(?:[您你请]|我们|什么|怎[么样]|如何|为何|哪[些里个位]))"
)
"""What an interviewer says: a byline is a name and no sentence."""
_BARE_LABEL = re.compile(
    r"(?:信息|文章|稿件|新闻)?(?:来\s*源|出\s*处|稿源|作\s*者|撰稿|供稿|摄影|记者|通讯员|责任编辑|编辑|责编|审核|录入|发布|公开|答复|[发成]文|生成|日\s*期|时\s*间|点击|浏览|阅读|访问|人气|字号|字体|栏目|分类|类别)(?:时间|日期|单位|机构|部门|人员?|者|次?数|量|率)?\s*[:：]?"
    r"|(?:[来写]信|信件|留言|咨询|提问|受理|答复|回复|办理)(?:标题|主题|内容|编号|类[型别]|状态|时间|日期|单位|部门|人)\s*[:：]?"
)
"""A label of an info line, or of a letter's form, in a cell of its own."""
_CLOCK = re.compile(r"(?:19|20)\d\d(?:[-./]\d\d?[-./]\d\d?|\s+\d\d/\d\d|年\d\d?月\d\d?日)T?\s*\d\d?[:：时]\d\d")
"""A day and its hour, as databases print them."""
_AGO = re.compile(
    r"\d{1,3}\s*(?:秒|分钟|小时|天|周|个?月|年)前|刚刚|[昨前]天|^\d\d-[01]\d-[0-3]\d$|^\d\d?[月-]\d\d?日? +\d\d?:\d\d"
)
"""How long ago, where a script writes it; a day with a year of two digits, or with none and a clock: days only here."""
_HITS = (
    r"(?:阅读|已?阅|浏览|点击|访问|查看|人气|热度|评论|留言|回复|跟帖|点?赞|在看|收藏|分享|转发|围观|看[过了](?:的人)?|播放|观看|已读|PV|[👁👀💬👍🔥⭐♡]️?)"
    r"(?:次?数|量)?"
)
_NUMBER = r"\d[\d,.]*\s*(?:[kKwW万千]\+?)?\s*(?:人次|[次人条个度楼]|)"
_BY = r"供稿|出品|(?:来稿|提供)单位|反映人|网址|分类|[转选]自|口述|记录|提供|报送|选送|编[辑印写]"
_BY += r"|(?<![\u3400-\u9fff])编|整理"
_POSTED = r"(?:Posted|Published|Updated)(?:\s+on)?|By(?=\s)"
_TELLS = (
    rf"(?:{_BY}|来\s*源|作者|记者|通讯员|责编|责任编辑|摄影|打印|朗读|(?<![\u3400-\u9fff])(?:{_HITS}|信息|[来发](?=[于自])|发布|发表|上传|加入|添加|录入|更新|公布|刊[登发载]|推送"
    r"|摘[自编]|图片|本报讯|原创|转载|时间|日期|(?:文字|字[号体])(?:大小)?|版次|关闭|下载(?:PDF|pdf|Word)?|我有话说|(?:星期|周)[一二三四五六日天]|[上下]午|[文图摄大中小由于在自]))"
    r"(?:[于自在][\u3400-\u9fff]{2,4}|[于自在人者])?(?:\s*[:：]\s*[\u3400-\u9fff]{0,16}|(?![\u3400-\u9fff]))"
)
_LARGER = r"(?<![A-Za-z])A[+＋-](?![A-Za-z])"
_ASIDE = re.compile(
    rf"{_POSTED}|Views?\s*[:：]?\s*\d+|\d\d?[:：]\d\d(?:[:：]\d\d)?|(?P<hits>{_HITS}\s*[:：(（\[]?\s*{_NUMBER}|(?:(?<![\u3400-\u9fff\w.])(?:[共已]有?|累计)?|共){_NUMBER}\s*{_HITS})"
    rf"|{_TELLS}"
    rf"|(?<![\u3400-\u9fff\w.]){_NUMBER}(?![\u3400-\u9fff\w])|\d[\d,.]*\s*[kKwW万千]?\+?$|{_LARGER}"
    r"|(?:阅读|时长|预计|全文|[听约共需▶])*\s*\d[\d,.]*\s*(?:分\d\d?秒)?万?(?:分钟|字|min|(?<=秒))(?:内?可?阅?读完?|\s*read|(?![\u3400-\u9fff]))|(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)|[\u3400-\u9fff]{0,10}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d+\s*号"
    r"|(?:(?:19|20)\d\d年)?第\s*\d+\s*[期版号辑]"
)
"""What an info line says besides days and names: labels, and how often the article was read."""
_WITHOUT_NUMBERS = re.compile(f"{_POSTED}|{_TELLS}|{_LARGER}|Z")
"""What of that may stand in a line without a digit, at a fraction of the price."""
_DIGIT = re.compile(r"\d")
BRACKETS = ("〔", "[", "【", "〖")  # what info lines begin with that put the day in them
_GLOSS = re.compile(r"(?<=[\u3400-\u9fff])\s?[A-Za-z]{2,12}(?=\s?[:：])")
"""The foreign words behind a label (日期 Date：)."""
_MARKS = re.compile(r"[\s▶|｜丨┊│/／·•,+＋—\[\]［］【】〔〕〖〗()（）《》-]+")
_SENDERS = "[报网社台局室组委]|中心|委员会|联络处"
FIELD = re.compile(r"[\u3400-\u9fff]{2,4}[:：]")
"""How a field of an info line begins, whatever its name."""
_NAME = re.compile(
    rf"{FIELD.pattern}[\u3400-\u9fff]{{2,16}}(?:{_SENDERS}|政协|发布)|"
    r"(?:(?!会议|大会|通过$|同志|[在于]|召开|举[办行]|开展)[\u3400-\u9fff]){1,20}|[\u3400-\u9fff]{2,4}(?:会议|大会)|(?:会议|大会)[\u3400-\u9fff]{2,4}"
    r"|[A-Za-z][A-Za-z.]{1,20}"
)
_BYLINE = re.compile(
    rf"[\u3400-\u9fff][\s\xa0\u3000]+(?:{_BY})$|^(?:[\u3400-\u9fff]{{2,4}}(?:{_BY})(?:[\s、，]+|$)){{2,}}$|^(?:本[报网刊台社]|特约|[见实]习)*(?:记者|通讯员)(?:[\s、]+[\u3400-\u9fff]{{2,4}})+$"
)
_SENDER = re.compile(f"(?:{_SENDERS})$")
"""How the names of those end who send articles in; a speaker's office ends otherwise."""
_SPOKEN = re.compile(r"[—－―-]+.*(?:[\u3400-\u9fff]{4}|年)")
"""How a line begins that says when a report was given."""
_MOST_NAMES, _LONGEST_NAMES = 20, 32  # letters of names beside a day, and where hits or its hour stand there, too
_SIGNS = re.compile("[:：\\[布览击读问12１２前刚昨〇零○Ｏ源编供整送记讯]")
"""One of these stands in every line with a date or a label; looking for them spares most lines the rules below."""
_LABEL_SIGNS = re.compile("[:：于\\[览击读问]")
"""One of these stands in every line with a label that only an info line has."""
_ASKED = r"[填申]|报[名送]|参[加与]|预约|问卷|投[票稿]|[进入]群|致电|联系|提[交案]|咨询|签到"
"""What a notice asks of its readers, who scan a code for it."""
_TOOLBAR = re.compile(
    r"^[\s\[【\]】|｜/·>]*(?:(?:查看|浏览)?[原大小组]图(?:模式|浏览)?|幻灯片?(?:播放|浏览|模式)|(?:点?赞同?|顶|踩|转发|评论|收藏|分享|鲜花|鸡蛋|支持|反对|[🔥💬⭐👍♡])\s*\d{1,7}|(?:我要)?(?:打印|发表|告诉|反映|留言|关闭|收藏|纠错|[分共]享|推荐|下载|返?回(?=[首上主])|返回|评论|点赞|举报|复制|导出|保存|转[为发]|发[给送]|[放加]入|视力保护色|保护视力色?)(?:[本此该]|这[篇个条]|文章|稿件|页面|[页文稿]|窗口|顶部|首页|上一?[页级层]|列表|链接|网址|收藏夹|[好朋]友|[到至为给]|PDF|pdf|[Ww]ord|WORD)*|字[号体]\s*[:：]?"
    r"|大|中|小|默认|超大|A[+-]|TOP|Top|T|放大|缩小|还原|正常|放大字体|缩小字体|微信好友|朋友圈|微信|新浪微博|腾讯微博|微博|(?:QQ)?空间|QQ好友|人人网|开心网|更多|分享到?|扫一扫(?!.*(?:。|签到|报名|填|参加)).{0,20}|[男女]声|约?\d{1,3}分钟|倍速|适合(?:宽度|页面|屏幕)|自动缩放|旋转|[第共]\s*\d{0,4}\s*页|[0-3](?:\.\d\d?)?x"
    r"|(?:非常满意\W*)?满意\W*(?:[比基][较本]满意|一般)\W*不满意|广告|推广|赞助(?:内容)?|查看详情|了解(?:详情|更多)|立即(?:咨询|购买|打开)|不感兴趣|夜间(?:模式)?|朗读|(?:已有)?\d{1,7}人(?:点赞|赞过|收藏|喜欢)|繁|简|赞同?|[顶踩]一下|打?赏|(?:[您你]的?|选择|新闻)?(?:心情|表情)(?:指数|投票)?|(?:震惊|惊讶|不解|疑惑|愤怒|愤慨|高兴|开心|搞笑|难过|伤心|同情|无奈|给力|新奇|路过|握手|雷人|鲜花|鸡蛋|支持|反对|感动|无聊|喜欢|踩|顶)\s*\d{0,7}|评分|回复|引用|回帖|跟帖|楼主|只看(?:该|此)作者|(?:倒序|正序)浏览|发新?[话主]题|发新?帖|使用道具|点(?:个|亮)?(?:分享|收藏|在看|赞|好看|转发)|在看|(?:正在)?加载中?[.…]*|(?:设为|加)星标|正文|图解|文件全文|网站地图|联系我们|关于我们|无障碍浏览|网站声明|隐私声明|法律声明"
    r"|\d\d:\d\d\s*/\s*\d\d:\d\d|[（(]\d+[)）]|[\s\[【\]】|｜/·:：（）()>&、+▶♡👍🔊🔥💬⭐▲▼-])++$"
)
"""Words side by side. What one word has taken is not given back: 分享到 can be read in two ways, a row of them in more
ways than there is time for."""
_VOICE = re.compile(
    r"^(?=.*(?:朗读|收听|听[本全此文新这]|播报|播放|语音|语速))(?:AI|智能|人工|真人|机器|合成|普通话|[男女]声|语音|语速|音[量色]|倍速|点击|这里|为[您你]|请|在线|自动|一键|开始|停止|暂停|继续|重新|结束|取消|播放|朗读|收听|播报|[聆倾]?听|读"
    r"|本文|此文|这篇|全文|文章|新闻|本页|正文|内容|一下|功能|加?速度?|[较快慢]+|正常|标准|静音|音[量频]|全屏|画中画|弹幕|字幕|清晰度|[高标超]清|[当剩][前余]时间|时长|进度|仅供参考|[Aa]|(?:约?\d+(?:\.\d+)?(?:分钟?|秒|[xX倍])?|[\W_]))++$"
)
"""A bar that reads the article aloud: what it does, with what voice, how fast."""
_RELATED = (
    r"(?:(?:相关|关联|配套|延伸)(?:政策|文件)?(?:链接|文章|新闻|信息|附件|文件|资料|材料|报道|稿件|阅读|内容|解读|推荐|政策|下载)"
    r"|(?:政策|文件|图文|图解)解读|解读(?:链接|材料|文章))"
)
"""The heading of a list beside an article."""
_AFTER = re.compile(
    r"^[\s\[【（(<«·•*»>]*(?:[上下]一[篇条页则](?![^:：\s]{8,}。$)|(?:PREV|NEXT)\s*[:：]|[前后]一[篇条]|[上下]一位\S{0,6}[|｜]|(?:本文)?共\s*\d+\s*页\W*$|(?:#[\u3400-\u9fff]{2,14}#?\s*){2,8}$|[-—=*_]{3,}分[隔割]线|阅读[上下]一篇|(?:广告|推广|赞助)(?:位(?:招[租商]|出租)?|\s*[·:：|｜丨]\s*\S.{0,24})$|"
    + _RELATED
    + rf"\s*[:：]?\s*$|(?:扫一扫|扫码)(?!.{{30,}}。$|.*(?:{_ASKED}))|手机扫码|用(?:手机)?微信\W?扫"
    r"|[您你](?:觉得|认为|对)\S{0,8}(?:文章|内容|信息|解读|答复|回复|政策|服务|页面)\S{0,8}(?:满意|有用|评价|$|[:：]\s*(?:满意|有用|好))|友情链接\s*[:：]|分享[到至]|"
    r"附件【.*】已?下载|附件下载\s*[:：]?$|您?是?第\s*\d*\s*位|文明上网[，,]\s*理性发言|验证码\s*[:：]|(?:官方)?微信公众号$|浏览次数|点击次?数?[:：]|阅读次?数?[:：]|Tags?\s*[:：]|标签\s*[:：]|(?:相关)?热词(?:搜索)?\s*[:：]|关键[字词]\s*[:：]|本文(?:导航|标签|关键词|链接|地址|网址)\s*[:：]|"
    r"免责声明|版权声明|(?:特别|郑重|转载|本[站网])?声明\s*[:：].*(?:转载|版权|侵权|本[站网])|(?:温馨|友情|特别)提[示醒]\s*[:：].*本[站网].*(?:仅供参考|承担|负责)|(?:以上|本[文页])\S{0,6}来[自源].*转载|转载请注明|未经.{0,12}(?:不得|禁止)转载|本文来源|(?:阅读|查看)?原文(?:链接|地址)?\s*[:：]?\s*(?:http|$))"
)
_SURELY_AFTER = re.compile(
    r"^\W{0,4}(?:(?:阅读)?[上下前后](?:一(?:[篇条则页个期组套辑幅张集]|主题|信息|文章|新闻|稿件|图集?)|[篇条])(?:文章|新闻|信息|内容)?(?:[:：\]】）)>»→]|\s|$)"
    r"|上一(?P<unit>\S{1,4}?)\s*[:：].*下一(?P=unit)\s*[:：]|(?:浏览|点击|阅读|访问)(?:次?数|量)\s*[:：]?\s*[-\d]*\s*次?$|(?:Prev(?:ious)?|Next)\s*[:：]|扫一扫.{0,12}(?:手机|微信)|(?:免责)?声明\W{0,3}(?:凡?本[网站]|本文仅代表|转载|.{0,30}(?:转载|侵权))|除非(?:另有|特别)[说注]明|Copyright\s*[©(]|©\s*\S)"
    r"|\W{0,4}(?:[注声说提][明示]?\W{1,3})?(?:以上|本[文页站网平栏条篇信]|[此该]文|文章|内容|图[文片]|部分|转载)[^。]{0,40}?(?:转载(?:请|须|时|需|务必)|请?注明(?:出处|来源)|(?:如[有涉若]|若有|涉及).{0,8}[侵版]权|侵权.{0,8}(?:删|联系)|不代表本?(?:[站网报台]|平台|单位)|版权归.{1,16}所有|来[源自]于?(?:互联)?网络|由(?:用户|网友|发布单位|来稿单位|供稿单位).{0,6}(?:上传|提供|发布))|本(?:栏目?|[站网])\S{0,8}仅代表"
    r"|[\W_]*(?:the\s*)?end[\W_]*$",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"^\W*(?:(?:本文|文章|新闻|内容|本期|核心|阅读|要点|重点|编辑|智能|AI)(?:摘要|提要|导读|概要|简介|导语|提示|速览|速读|总结|概述)|摘要|提要|导读|导语|(?P<weak>简介|概要|提示|概述)|一句话(?:新闻|导读|概括)|摘\s要|提\s要)\s*(?:[】〕\]>]+|\W{0,2}[:：|｜丨])\W*"
)
"""How a system heads what it says of an article above it."""
_DIGEST = re.compile(
    r"\W*(?:智能|AI|人工智能)\s?(?:摘要|速览|导读|速读|总结|看点|要点|概括|解读|帮[你您]读)(?:\W*$|.{0,12}由.*(?:生成|提取))"
)
_KEYWORDS = re.compile(r"\W*关\s*键\s*[词字]")
_EMPTY = re.compile(
    r"\W*(?:(?:文件|文档|资料)?附件(?:下载|列表|清单|材料)?|(?:文件|资料|下载)下载|" + _RELATED + r")[暂无\W]*"
)
"""What heads files or related articles: a template prints it where there are none, too."""
_BUTTON = re.compile(
    r"^[\s\[【（(]*(?:(?:打印|关闭|返回|(?:我要)?(?:纠错|评论|收藏|推荐|分享|点赞))(?:[^\w。！？，；].{0,5}|[本此该上首主顶列目栏网页文窗到至给]\S{0,4})?|(?:回到顶部|TOP\b|标签"
    r"|(?=长按|扫描|微信|识别)(?!.*(?:" + _ASKED + r")).{2,10}(?:二维码|公众号)|关注.{2,20}公众号)[^。！？，；]{0,24}"
    r"|(?:长按|扫描|识别).{2,10}(?:二维码|公众号)[，,]\s*关注[^。！？；]{0,24}|点(?:个|亮)?(?:在看|赞|好看)[，,\s]?[^。；]{0,16}"
    r"|(?:[您你]好\W{0,2})?欢迎[您你]?(?:访问|光临|来到)[^。；，]{2,40}|更多>*|(?:立即)?(?:打开|下载|使用|进入)\S{0,12}(?:APP|App|app|客户端|小程序)[^。！？；]{0,16}|暂无(?:内容|信息|数据|相关\S{2,4}|评论)?)$"
)
"""The same for words that a sentence may begin with as well: a line of its own that is no sentence."""
_EDITOR = re.compile(
    r"^[\s（(\[【]*(?:(?:作者|撰文|供稿|供图|摄影|文字?|图片?)\s*[:：/]\s*\S{1,8}\s+){0,3}(?:(?:责任|网络|值班|本[期版文页]|执行|版面|信息|文章|稿件|栏目)?编辑|[责网主美]编|编委|编辑人员|编审|(?:信息|内容)?审核|审稿|[初复终一二三]审|校对|监制|(?:信息|文章|稿件|新闻|内容|本文)?来源|稿源|供稿单位)(?:人员?)?\s*[:：/丨|｜]|^[（(\[【]\s*(?:责任)?(?:编辑|责编)\s+[\u3400-\u9fff\s]{2,12}[）)\]】]$"
)
_FOOTER = re.compile(
    r"版权所有|ICP[备证]|备案[号序]|公网安备|主办(?:单位)?[：:]\s*\S|承办(?:单位)?[：:]\s*\S|协办(?:单位)?[：:]\s*\S|网站标识码|技术支持|建议使用|浏览效果|分辨率|维护(?:电话|单位)|(?:制作|管理|运行)维护(?!费|经费)|Powered\sby|copyright|Copyright|COPYRIGHT|©|浏览器"
    r"|地址[：:].*(?:邮编|邮政编码)|邮编[：:].*(?:电话|邮箱|传真)|投稿邮箱[：:]|电子邮箱[：:]|政务邮箱[：:]|版权(?:与免责|及免责)?声明\s*[：:]|免责声明\s*[：:]"
    r"|凡本[网站]注明|未经.{0,8}(?:授权|许可|允许|同意).{0,12}(?:转载|使用|复制)"
)
"""Every choice begins with a character of its own, here and above: only then does the engine skip what none begins
with, which is a tenth of the time."""
_LONGEST_ABSTRACT, _LONGEST_EMPTY, _LONGEST_FOOT = 500, 16, 1000  # characters; longer, it is prose with such words
OFFICES = ("委员会", "办公室", "办公厅", "委", "局", "部", "处", "组", "政府", "政协", "中心")
"""How the names of those end who sign a notice."""
NUMBERED = "[（(]?[一二三四五六七八九十]{1,3}[、）)]"  # how the heading of a numbered part begins
GREETING = re.compile(r"(?:尊敬的|各位|各[\u3400-\u9fff]{2,12}[、：:]|同志们|全体|委员们).{0,40}[：:]$")
_HOSTS = ("主办", "承办", "承制")
_HOST = re.compile(r"[^由。，]{0,30}(?:政协|政府|委员会|办公室|中心|[局委网部]|公司|科技)\s*(?:主办|承办|承制)$")
"""Whose site it is, or who made it."""
_COPYRIGHT = re.compile(r"(?:Copyright )?©\s*\S|.{0,40}All Rights Reserved\W*$", re.IGNORECASE)
_SITE_FOOTER = re.compile(
    r"版权所有|ICP[备证]\s*\d|公网安备|网站标识码|版权(?:[与及]免责)?声明\s*[：:]|免责声明\s*[：:]|凡本[网站]注明"
    r"|主办(?:单位)?[：:].*(?:承办|协办|技术支持)(?:单位)?[：:]"
)
"""What only a site's own foot says: a notice may end with an address, but with no ICP number."""
_OTHER_SECTION = re.compile(
    r"^[\s\[【·]*(?:相关(?=\W*$)|(?:相关|关联|同类|本类|更多|其[他它])信息|(?:相关|关联|同类|本类|本栏|[本同]?栏目|延伸|拓展|推荐|热[门点]|最新|精彩|今日|编辑|为您|猜你喜欢的?|更多|其[他它])(?:的?其[他它])?(?:链接|文章|新闻|报道|稿件|阅读|内容|推荐|资讯|解读|专题|精彩|图[集片]|热[门点])|与(?:本文|此文?)相关的?(?:文章|新闻|信息|内容)|(?:网友|最新|热门|全部|精彩|用户|读者|文章|大家)(?:评论|留言|跟帖|点评)|评论(?:列表|区)?"
    r"|新闻链接|(?:新闻|点击|阅读|热门|热点)排行榜?|[您你大家]*(?:可能)?[还也]?(?:都)?(?:会)?(?:喜欢|感兴趣|在看|想[问知看读])(?:的|看|道)?|猜你喜欢|往期(?:回顾|精[彩选]|推荐|荐读|文章|内容|热[文点]|好文|链接|阅读|要闻|新闻|报道)"
    r"|[您你也还]?可以看看|阅读下一篇|共?\s*\d+\s*条?(?:评论|留言|回复)|发表评论|我要评论|友情链接|(?:在线|联系)客服)(?:[（(\s]*\d*\s*[条篇]?[）)]?)\s*[:：>》]*[\s\]】]*$"
)
SECTION_SIGNS = re.compile("[客想关评留跟友阅荐热新排喜趣看往多回类目他它伸展彩今编您]")
"""One of these stands in each of them."""
_UNFOLD = re.compile(
    r"^\W*(?:(?:点击)?(?:展开|阅读|查看|显示)(?:全文|全部|更多|剩余|余下)|余下全文|点击展开)(?:全文|正文|内容|部分)?\W*$"
)
_REMEMBERED = 256  # lines of a page of which it is remembered what they are: each is asked about again and again
LONGEST_LABEL = 8  # letters of the name of a field
LONGEST_INFO, _LONGEST_BAR, _LONGEST_AFTER = 160, 80, 200  # characters; longer lines are none, and fill no memory
_WORDS = re.compile(r"\w+")
_SENTENCE = re.compile(r"。|；|！|？|，.*，")
_PAGER = re.compile(
    r"^(?=.*(?:[上下]一?页|首页|[尾末]页|共\s*\d+\s*页|[【\[]\d{1,3}[】\]]))"
    r"[\W_]*(?:(?:[上下前后]一?页|首页|[尾末]页|(?:当前|到|转到?|跳转?到?|去)?第?\s*\d{0,3}+\s*页|第?\d{1,3}+|[共合]计?\s*\d*\s*[页条]|每页\s*\d*\s*条?|页次|转到|跳转|确定|GO|go|Go)[\W_]*+)++$"
)
_PAGER_SIGNS = re.compile("[页】\\]]")  # one of these stands in each of them
_PAGE = r"(?:本|此|该|当前|网|这个)(?:页面?|网页|文章?|篇)|页面|网页|文章|原文|朋友圈"
_ON_PHONE = r"手机[端上]?(?:上|继续)?(?:打开|查看|浏览|阅读|观看|访问|看)"
_SHARE = re.compile(
    r"^\W*(?:(?:点击|轻触|[戳点↑])[^。；！？]{0,16}|请|欢迎|长按)?关注(?:我们|[^。，；！？]{0,16}(?:公众号|微信|服务号|订阅号))\W*[哦吧]?\W*$"
    rf"|^(?!.*[。！？]$|.*(?:{_ASKED}|登[录陆]|注册|下载|征[集文]|@))"
    r"\W*(?:[^。，；！？]{0,10}(?:扫一扫|扫码|扫描|扫[上下左右]方|二维码)[^。！？；]{0,24}?"
    rf"(?:{_PAGE}|分享|移动端|掌上|{_ON_PHONE})"
    rf"|(?:[将把](?:{_PAGE}))?\W?(?:一键)?(?:分享|转发|推荐|发送|转)[到至给](?:我的)?"
    r"(?:手机|微信|微博|朋友|好友|同事|QQ|空间|社交|邮箱(?!\s*[:：]?\s*\w)|新浪|更多)"
    rf"|[在用到]?{_ON_PHONE}(?:{_PAGE})?\W*$|(?:长按|扫描|识别)[^。，；！？]{{0,12}}码\W{{0,2}}关注[^。，；！？]{{0,20}}$)"
)
"""What brings the page to a phone or to friends, in whatever words."""


def _said(longest: int, pattern: re.Pattern[str], signs: re.Pattern[str] = re.compile("")) -> Callable[[str], bool]:
    """Whether a shorter text than ``longest`` begins as the pattern says; where ``signs`` are known, one of them is in
    all that do, and is looked for first."""
    match, search = pattern.match, signs.search
    return lambda text: len(text) < longest and search(text) is not None and match(text) is not None


shows_the_rest = _said(24, _UNFOLD)  # whether a text is a button that shows the other half of an article (展开全文)
opens_other_section = _said(40, _OTHER_SECTION, SECTION_SIGNS)  # whether a line heads what stands below an article
opens_digest = _said(40, _DIGEST)  # whether a line heads what a machine says of an article
is_pager = _said(120, _PAGER, _PAGER_SIGNS)  # whether a line holds the links of an article's pages only
shares_page = _said(40, _SHARE, re.compile("[扫码享发荐送转手关]"))
"""Whether a line offers the page to a phone or to friends."""
reads_aloud = _said(80, _VOICE, re.compile("[听读播语]"))  # whether a line is a bar that reads the article aloud


def is_editor_line(text: str) -> bool:
    """Whether a line names who edited the page."""
    return len(text) < 60 and _EDITOR.match(text) is not None and _ASKS.match(text) is None


def is_surely_after(text: str) -> bool:
    """Whether a line stands below articles however it stands there: no author ends one with it."""
    return len(text) < _LONGEST_AFTER and (_SURELY_AFTER.match(text) is not None or shares_page(text))


def is_empty_label(text: str) -> bool:
    """Whether a line heads files or related articles and says no more: at an article's end it stands for none."""
    return len(text) < _LONGEST_EMPTY and _EMPTY.fullmatch(text) is not None


def opens_abstract(text: str) -> bool:
    """Whether a text is headed as an abstract; 简介 and 提示 head other things, too, which do not break off."""
    found = _ABSTRACT.match(text) if len(text) < _LONGEST_ABSTRACT else None
    return found is not None and (found["weak"] is None or breaks_off(text))


def is_abstract(text: str, below: str, is_apart: bool) -> bool:
    """Whether a text is a system's abstract of what stands ``below``: so labelled, cut short or apart; no author's."""
    return opens_abstract(text) and not _KEYWORDS.match(below) and (is_apart or is_cut_short(text))


def without_abstract_label(text: str) -> str:
    """An abstract without its heading."""
    return _ABSTRACT.sub("", text, count=1)


def is_footer(text: str) -> bool:
    """Whether a text has the words of a page's foot; a notice's contact line may have them too."""
    return len(text) < _LONGEST_FOOT and (
        _FOOTER.search(text) is not None or (text.endswith(_HOSTS) and _HOST.match(text) is not None)
    )


def is_info_line(text: str, below_title: bool = True) -> bool:
    """Whether a line tells date, source or hits and nothing else; ``below_title`` a bare date or label will do."""
    return len(text) <= LONGEST_INFO and _informs(text, below_title)


_TYPED = re.compile(
    r"[\u3400-\u9fff]{0,8}《[^》]{1,30}》\s*[（(/]?\s*(?:作\s*者|摄影|拍摄|书写|绘画?|作)\s*[:：]?\s*[\u3400-\u9fff]"
    rf"|{NUMBERED}|\d\d?[、.．](?!\d)"
)
"""What a picture shows, and who made it (``国画《春山新雨》 作者：何云``); a numbered point (``三、截止时间：…``)."""


@lru_cache(_REMEMBERED)
def _informs(text: str, below_title: bool) -> bool:
    text = _GLOSS.sub("", text) if ":" in text or "：" in text else text
    if not _SIGNS.search(text) or is_sentence(text) or _TYPED.match(text):
        return False
    if _LABEL_SIGNS.search(text) and _SURE_LABEL.search(text):
        return len(text) < 60 or first_datetime(text) is not None
    if not below_title:
        return False
    if (":" in text or "：" in text or "来源" in text) and _LABEL.search(text):
        return _ASKS.match(text) is None
    return told_names(text) is not None


@lru_cache(_REMEMBERED)
def told_names(text: str) -> tuple[str, ...] | None:
    """The names in a line that says nothing but when, by whom and how often, a label here and there; None for a line
    that says more, or neither day nor hits. In brackets, or behind a dash, it is when a report was given, unless the
    brackets name an office or a paper beside the day (``（2004年6月4日　青沙日报）``)."""
    if text[-1] in "。！；" or _SPOKEN.match(text):
        return None
    days = list(dates_in(text))
    if not (days or _AGO.search(text) or _BYLINE.search(text) or _tells_hits(text)):
        return None
    starts, ends = [day.start for day in days], [0, *(day.end for day in days)]
    rest = "|".join(text[end:start] for end, start in zip(ends, [*starts, len(text)], strict=True))
    without = _AGO.sub("|", rest)
    bare = (_ASIDE if _DIGIT.search(without) else _WITHOUT_NUMBERS).sub("|", without)
    names = tuple([name for name in _MARKS.split(bare) if name and not is_toolbar(name)])
    is_sent = bool(names) and text[-1] in "）)" and all(map(_SENDER.search, names))
    if text[0] in "（(" and bare == rest and "年" in text and not is_sent:
        return None
    most = _LONGEST_NAMES if bare != rest or any(day.has_clock for day in days) else _MOST_NAMES
    return names if sum(map(len, names)) <= most and all(map(_NAME.fullmatch, names)) else None


def _tells_hits(text: str) -> bool:
    return _DIGIT.search(text) is not None and any(one["hits"] for one in _ASIDE.finditer(text))


def is_bare_label(text: str) -> bool:
    """Whether a line is the label of a field of an info line and nothing else."""
    return len(text) <= LONGEST_LABEL and _is_bare_label(text)


@lru_cache(_REMEMBERED)
def _is_bare_label(text: str) -> bool:
    return _BARE_LABEL.fullmatch(letters(text)) is not None


def are_keywords(text: str) -> bool:
    """Whether a line lists an article's keywords."""
    return _KEYWORDS.match(text) is not None


def has_clock(text: str) -> bool:
    """Whether a line has a date with the time of day, as databases print it."""
    return ("20" in text or "19" in text) and _CLOCK.search(text) is not None


def is_toolbar(text: str) -> bool:
    """Whether a line holds buttons only (font size, print, share)."""
    return len(text) < _LONGEST_BAR and _is_toolbar(text)


@lru_cache(_REMEMBERED)
def _is_toolbar(text: str) -> bool:
    # Colons alone are no buttons: whatever an editor meant by them, they stand in the text.
    return (_TOOLBAR.match(text) is not None or reads_aloud(text)) and bool(text.strip(":： \u3000"))


def is_button(text: str) -> bool:
    """Whether a line is a button, or could be the beginning of a sentence but is a line of its own and none."""
    return _BUTTON.match(text) is not None or is_toolbar(text)


def is_bar(text: str) -> bool:
    """Whether a line holds several buttons and nothing else: nobody types that."""
    return is_toolbar(text) and len(_WORDS.findall(text)) > 1


def is_furniture(text: str) -> bool:
    """Whether a line's words alone say that it is neither title nor text: below articles, in feet and bars."""
    return is_after(text) or is_editor_line(text) or is_footer(text)


def is_site_footer(text: str) -> bool:
    """Whether a line can only be part of a page's foot."""
    return len(text) < 300 and (_SITE_FOOTER.search(text) is not None or _COPYRIGHT.match(text) is not None)


def says_something(text: str) -> bool:
    """Whether a line has letters or digits, or is empty."""
    return not text or any(map(str.isalnum, text))


def letters(text: str) -> str:
    """``text`` without white space, for comparing."""
    return "".join(text.split())


def is_sentence(text: str) -> bool:
    """Whether a line is prose by its length and punctuation."""
    return len(text) > 40 and _SENTENCE.search(text) is not None


def is_after(text: str) -> bool:
    """Whether a line stands below articles: the next one's title, related links, buttons, a disclaimer's head."""
    return len(text) < _LONGEST_AFTER and _is_after(text)


@lru_cache(_REMEMBERED)
def _is_after(text: str) -> bool:
    return _AFTER.match(text) is not None or is_surely_after(text) or is_button(text) or is_pager(text)
