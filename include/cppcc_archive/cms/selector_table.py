"""Where each CMS family keeps an article's body, title and info line: data, read by ``extract``.

Three forms are understood: ``tag``, ``#id``, ``.class``, and a trailing ``*`` for "begins with". ``editor`` names
elements that the editing component itself writes around the text, so that nothing else is ever in them; ``body`` names
containers that templates put around it, with a button or a pager at the end now and then; ``wrapper`` names ones that
may also hold the title, the info line, a pager or "close this window" at their edges, and are believed only where they
hold the page's prose.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleSelectors:
    """Selectors of one family."""

    family: str
    editor: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    wrapper: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    info: tuple[str, ...] = ()


ARTICLE_SELECTORS: tuple[ArticleSelectors, ...] = (
    ArticleSelectors(
        "ucap",
        editor=("ucapcontent", ".Custom_UnionStyle"),
        body=("#UCAP-CONTENT",),
        wrapper=(".pages_content",),
        title=("ucaptitle",),
    ),
    ArticleSelectors("hanweb", body=("#zoom", "#Zoom", "#ZOOM", "#ivs_content"), wrapper=(".main-txt", ".bt_content")),
    ArticleSelectors(
        "trs",
        editor=(".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view", ".trs_paper_default", "#TRS_AUTOADD*"),
        wrapper=(".TRS_PreAppend",),
    ),
    ArticleSelectors(
        "vsb",
        body=(".v_news_content", "#vsb_content*"),
        title=(".titlestyle*", ".contenttitle*"),
        info=(".timestyle*",),
    ),
    ArticleSelectors(
        "webplus",
        editor=(".wp_articlecontent",),
        wrapper=(".Article_Content", ".read"),
        title=(".arti_title", ".arti-title", ".Article_Title"),
        info=(".arti_metas", ".arti_update", ".arti_publisher"),
    ),
    ArticleSelectors("gkmlpt", body=("#zoomcon",), wrapper=(".zw", ".article-content")),
    ArticleSelectors(
        "empirecms",
        body=("#p_content",),
        wrapper=("#newstext", "#text"),
        title=("#p_title",),
        info=("#p_publishtime", "#p_origin"),
    ),
    ArticleSelectors(
        "epoint", body=("#TDContent", ".infodetail"), wrapper=(".ewb-article-info", ".article-info", ".con")
    ),
    ArticleSelectors("founder", body=("founder-content", "#ozoom", "#founder-content"), wrapper=(".article-content",)),
    ArticleSelectors(
        "people", body=("#rwb_zw", "#rm_txt_zw", "#artibody", "#artiBody"), wrapper=(".box_con", ".rm_txt_con")
    ),
    ArticleSelectors("ccgp", body=(".vF_detail_content",), info=("#pubTime",)),
    ArticleSelectors("wechat", body=("#js_content",), title=("#activity-name",)),
    ArticleSelectors(
        "generic",
        wrapper=(
            *(
                "#articleContent",
                "#article_content",
                "#article-content",
                "#articlecontent",
                "#ArticleContent",
                "#arcContent",
            ),
            *(
                "#newsContent",
                "#news_content",
                "#newscontent",
                "#NewsContent",
                "#contentText",
                "#conText",
                "#ContentBody",
            ),
            *(".article_content", ".articleContent", ".article-body", ".article_con", ".articleCon", ".newsContent"),
            *(".news_content", ".newscontent", ".news-content", ".detail-content", ".content_text", ".txtcontent"),
        ),
    ),
)
