"""What the tests of kinds are made from: one article on ordinary pages of several makes, and how it is read there."""

from __future__ import annotations

from cppcc_archive.extract import Document, extract

TITLE = "县政协组织委员回访水渠修缮提案"
PROSE = (
    "5月9日，松溪县政协组织提案人回访北干渠修缮情况，沿渠走了六公里，逐段查看衬砌和闸门。",
    "水利站负责人说，去年秋天动工，赶在春灌前放了水，下游两个村今年不用再抽井水。",
    "“提案写在纸上，更要落在渠里。”委员们商定，秋收后再来看一次。",
)
WANTED = ["".join(text.split()) for text in PROSE]
INFO = "发布时间：2024-05-10　来源：松溪日报　浏览：31"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>　　{text}</p>" for text in texts)


FRAMES = {
    "divs": '<div class="k1"><h2>{title}</h2><div class="k2">{info}</div>{above}'
    '<div class="k3">{top}{text}{end}</div>{below}</div>',
    "table": '<table><tr><td align="center"><b>{title}</b></td></tr><tr><td align="center">{info}</td></tr>'
    "<tr><td>{above}</td></tr>"
    "<tr><td>{top}{text}{end}</td></tr><tr><td>{below}</td></tr></table>",
    "zoom": '<h1>{title}</h1><p class="i">{info}</p>{above}<div id="zoom">{top}{text}{end}</div>{below}',
    "editor": '<h1>{title}</h1><p class="i">{info}</p>{above}<div class="TRS_Editor">{text}</div>{below}',
    "article": "<article><header><h1>{title}</h1><p>{info}</p></header>{above}"
    "<section>{top}{text}{end}</section>{below}</article>",
    "bare": '<div id="m"><h3>{title}</h3><p>{info}</p>{above}{top}{text}{end}{below}</div>',
}
PLACES = ("above", "top", "end", "below")


def day(document: Document) -> str | None:
    return document.published_at.date().isoformat() if document.published_at else None


def page(frame: str, title: str = TITLE, info: str = INFO, text: str = paragraphs(*PROSE), **added: str) -> str:
    parts = {place: added.get(place, "") for place in PLACES}
    main = FRAMES[frame].format(title=title, info=info, text=text, **parts)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{TITLE}-松溪县政协</title></head><body>'
        '<div class="menu"><a href="/">首页</a><a href="/yw/">政协要闻</a><a href="/tz/">通知公告</a></div>'
        '<div class="here">当前位置：<a href="/">首页</a> &gt; <a href="/yw/">政协要闻</a></div>'
        f'{main}<div class="bq">松溪县政协办公室主办　备案号：松ICP备00000001号</div></body></html>'
    )


def read(frame: str, **parts: str) -> Document:
    return extract(page(frame, **parts).encode(), "http://www.songxi-cppcc.example/yw/77.html")


def lines(document: Document) -> list[str]:
    return ["".join(line.split()) for line in document.text.split("\n")]


def of_site(markup: str) -> Document:
    """A page whose ``<title>`` says the site's name and no more."""
    head = '<meta charset="utf-8"><title>松溪县政协</title>'
    return extract(f"{head}<body>{markup}</body>".encode(), "http://www.songxi-cppcc.example/yw/78.html")


def called(title: str, body: str) -> Document:
    """A page of no known make: its ``<title>``, all of its head and text, and whose it is."""
    head = f"<!doctype html><meta charset=utf-8><title>{title}</title>"
    return extract(f"{head}<body>{body}<div>松溪县政协办公室</div>".encode(), "http://h.example/s?n=7")
