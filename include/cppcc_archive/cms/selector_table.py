"""Where each CMS family keeps an article's body, title and info line: data, read by ``extract``.

Three forms are understood: ``tag``, ``#id``, ``.class``, and a trailing ``*`` for "begins with". ``editor`` names
elements that the editing component itself writes around the text, so that nothing else is ever in them; ``body`` names
containers that templates put around it, with a button or a pager at the end now and then.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleSelectors:
    """Selectors of one family."""

    family: str
    editor: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    info: tuple[str, ...] = ()


ARTICLE_SELECTORS: tuple[ArticleSelectors, ...] = (
    ArticleSelectors(
        "ucap",
        editor=("ucapcontent", ".Custom_UnionStyle"),
        body=("#UCAP-CONTENT",),
        title=("ucaptitle",),
    ),
    ArticleSelectors("hanweb", body=("#zoom", "#Zoom", "#ZOOM", "#ivs_content")),
    ArticleSelectors(
        "trs",
        editor=(".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view", ".trs_paper_default", "#TRS_AUTOADD*"),
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
        title=(".arti_title", ".arti-title", ".Article_Title"),
        info=(".arti_metas", ".arti_update", ".arti_publisher"),
    ),
    ArticleSelectors("gkmlpt", body=("#zoomcon",)),
    ArticleSelectors(
        "empirecms",
        body=("#p_content",),
        title=("#p_title",),
        info=("#p_publishtime", "#p_origin"),
    ),
    ArticleSelectors("epoint", body=("#TDContent", ".infodetail")),
    ArticleSelectors("founder", body=("founder-content", "#ozoom", "#founder-content")),
    ArticleSelectors("people", body=("#rwb_zw", "#rm_txt_zw", "#artibody", "#artiBody")),
    ArticleSelectors("ccgp", body=(".vF_detail_content",), info=("#pubTime",)),
    ArticleSelectors("discuz", body=("#postmessage_*",), title=("#thread_subject",)),
    ArticleSelectors("wechat", body=("#js_content",), title=("#activity-name",)),
)
