"""What templates that nobody knows are made of: names of their parts by role, menus, columns, other articles."""

from __future__ import annotations

ROLES: dict[str, tuple[str, ...]] = {
    "title": ("bt", "tit", "biaoti", "wz_bt", "news-title", "xl_title", "z1", "ny_h", "hd", "t1"),
    "info": ("xx", "ly", "wz_info", "msg", "fbt", "z2", "xinxi", "sub1", "luokuan", "ny_i"),
    "body": ("nr", "neirong", "wz", "xl_content", "box1", "z3", "main_text", "wenzhang_txt", "ny_c", "fontzoom"),
    "box": ("wenzhang", "left1", "xxy", "cont", "w780", "fl", "lbk", "ny", "l_con", "mid"),
    "outer": ("main", "wrap", "w1000", "bd", "page", "zt", "content_wrap", "layout"),
    "top": ("top", "dh", "hd1", "banner", "topbar", "navs", "tb"),
    "way": ("wz1", "dz", "dqwz", "lj", "weizhi", "ny_nav", "path1"),
    "near": ("shangyipian", "sx", "pn", "fanye", "updown", "np"),
    "tools": ("gn", "gongju", "tool", "btns", "an"),
    "list": ("xg", "weini", "xglist", "tj", "about_news"),
    "side": ("right1", "fr", "r_con", "cbl", "w240", "yb"),
    "foot": ("dibu", "db", "bq", "bottom1", "ft", "copyr"),
    "files": ("fujian", "fj", "xz", "downs"),
}
MENU = (
    "首页",
    "政协概况",
    "政协要闻",
    "通知公告",
    "提案工作",
    "委员风采",
    "文史资料",
    "理论研究",
    "机关建设",
    "专题专栏",
)
COLUMNS = ("政协要闻", "通知公告", "提案工作", "委员风采", "县区动态", "重要讲话", "文史资料")
OTHERS = (
    *(
        "县政协召开党组会议",
        "县政协举办读书分享会",
        "李一山督办重点提案",
        "关于表彰优秀提案的决定",
        "县政协文史专员座谈会召开",
    ),
    *(
        "白石镇道路升级改造完成",
        "县政协开展走访慰问活动",
        "县政协委员热议公路养护",
        "关于征集协商议题的公告",
        "政协委员学习培训班开班",
    ),
)
TOOLS = (
    "【<a href='javascript:print()'>打印</a>】【<a href='javascript:close()'>关闭</a>】",
    "<a>放入收藏夹</a> <a>发给好友</a> <a>转为PDF</a>",
    "[打印本页] [关闭窗口] [返回顶部]",
    "<a href='#'>我要打印</a><a href='#'>我要纠错</a><a href='#top'>返回顶部</a>",
    "<span>打印</span><span>收藏</span><span>关闭</span>",
)
QR_CODES = ("扫一扫在手机打开当前页", "扫描二维码分享", "微信扫一扫：分享", "手机扫码阅读")
STATEMENT = "免责声明：本网转载文章仅为传递信息，不代表本网观点，如涉及版权请与本网联系。"
