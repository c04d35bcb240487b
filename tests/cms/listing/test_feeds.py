"""Sitemaps, RSS and Atom, well formed, broken and hostile."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from cppcc_archive.cms.listing.feeds import Feed, feeds_named, read_feed
from cppcc_archive.markup.page import Page

SITE = "http://www.shiqiaozx.gov.cn"


def feed(text: str, name: str = "/rss.xml") -> Feed:
    found = read_feed(Page(SITE + name, text.encode()))
    assert found is not None
    return found


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>石桥县政协</title>
<link>{SITE}/</link><item><title><![CDATA[县政协召开<b>常委会</b>会议]]></title><link>{SITE}/hy/1.html</link>
<pubDate>Tue, 07 Jan 2025 20:30:00 GMT</pubDate></item>
<item><title>提案&amp;建议</title><link>/ta/2.html?a=1&amp;b=2</link><pubDate>2025-01-03 09:00</pubDate></item>
<item><title>外站</title><link>http://www.people.com.cn/3.html</link></item>
<item><title>没有关闭"""


def test_rss_even_when_it_breaks_off() -> None:
    found = feed(RSS).links
    assert [(link.url, link.title, link.listed_date) for link in found] == [
        (f"{SITE}/hy/1.html", "县政协召开常委会会议", date(2025, 1, 8)),
        (f"{SITE}/ta/2.html?a=1&b=2", "提案&建议", date(2025, 1, 3)),
    ]


def test_rss_1_and_atom() -> None:
    item = f'<item rdf:about="x"><title>讲话</title><link>{SITE}/j/4.html</link><dc:date>2024-05-06</dc:date></item>'
    rdf = feed(f"<rdf:RDF>{item}</rdf:RDF>")
    assert rdf.links[0].listed_date == date(2024, 5, 6)
    atom = feed(
        f'<feed><entry><title>公告</title><link rel="self" href="/x"/><link href="{SITE}/gg/5.html" rel="alternate"/>'
        "<published>2024-02-01T08:00:00+08:00</published></entry></feed>"
    )
    assert [(link.url, link.title) for link in atom.links] == [(f"{SITE}/gg/5.html", "公告")]


def test_sitemap_dates_are_publication_dates_never_changes() -> None:
    text = (
        f"<urlset><url><loc> {SITE}/a/6.html </loc><lastmod>2025-06-01</lastmod></url>"
        f"<url><loc>{SITE}/2024-03-04/7.html</loc></url><url><loc>{SITE}/2024-03-04/7.html/</loc></url>"
        "<url><news:news><news:publication_date>2023-01-02</news:publication_date></news:news>"
        f"<loc>{SITE}/n/8.html</loc></url></urlset>"
    )
    found = feed(text, "/sitemap.xml").links
    assert [link.listed_date for link in found] == [None, date(2024, 3, 4), date(2023, 1, 2)]
    zipped = read_feed(Page(f"{SITE}/sitemap.xml.gz", gzip.compress(text.encode())))
    assert zipped == feed(text, "/sitemap.xml")


def test_a_sitemap_index_names_further_sitemaps() -> None:
    entries = f"<sitemap><loc>{SITE}/s1.xml</loc></sitemap><sitemap><loc>/s2.xml</loc></sitemap>"
    text = f"<sitemapindex>{entries}</sitemapindex>"
    assert feed(text).sitemaps == (f"{SITE}/s1.xml", f"{SITE}/s2.xml")


@pytest.mark.parametrize("body", [b"<html><body>rss</body></html>", b"", b"\x1f\x8bbroken", b"{}"])
def test_other_pages_are_no_feeds(body: bytes) -> None:
    assert read_feed(Page(f"{SITE}/rss.xml", body)) is None


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = feed(f"{bomb}<rss><item><title>&b;&f;</title><link>{SITE}/9.html</link></item></rss>")
    assert found.links[0].title == "&b;&f;"


def test_a_gzip_bomb_is_cut() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (80 << 20))
    assert read_feed(Page(f"{SITE}/sitemap.xml", bomb)) == Feed()


def test_pages_name_their_feeds() -> None:
    markup = b'<link rel="alternate" type="application/rss+xml" href="/rss.xml"><link type="text/css" href="a.css">'
    assert feeds_named(Page(f"{SITE}/", markup)) == (f"{SITE}/rss.xml",)
