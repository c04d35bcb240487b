"""Where each CMS family keeps an article's body, title and info line: data, read by ``extract``.

One table, most specific first; a selector that several families share stands with the one it is typical of.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleSelectors:
    """CSS selectors of one family, best first."""

    family: str
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    info: tuple[str, ...] = ()


ARTICLE_SELECTORS: tuple[ArticleSelectors, ...] = (
    ArticleSelectors("ucap", ("ucapcontent", "#UCAP-CONTENT"), ("ucaptitle",)),
    ArticleSelectors("hanweb", ("#zoom", "#Zoom")),
    ArticleSelectors("trs", (".TRS_Editor", ".TRS_UEDITOR", "[id^=TRS_AUTOADD]")),
    ArticleSelectors("vsb", (".v_news_content", "#vsb_content")),
    ArticleSelectors("webplus", (".wp_articlecontent",), (".arti_title",), (".arti_update",)),
    ArticleSelectors("gkmlpt", ("#zoomcon", ".zw")),
    ArticleSelectors("empirecms", ("#p_content",), ("#p_title",), ("#p_publishtime", "#p_origin")),
)
