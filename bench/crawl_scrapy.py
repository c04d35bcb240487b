"""Scrapy's side of ``bench/crawl.py``: the same sites, robots rules and pauses. Runs in Scrapy's own environment.

    python crawl_scrapy.py FOLDER DELAY HOSTS CACHE

Reads ``FOLDER/bases.json``; prints CPU seconds, memory in MB and the number of articles as JSON.
"""

import json
import re
import resource
import sys
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess

ARTICLE = re.compile(r"/(?:art_\d+_\d+|t\d{8}_\d+|\d{4}-\d\d-\d\d/\d+|\d{8}/\d+|[0-9a-f]{32}|c\d+a\d+/page)\.?\w*$")
NEXT_GROUP = re.compile(r"<nextgroup>.*?href=\"([^\"]+)\"", re.DOTALL)
PAGER = re.compile(r"createPageHTML\((?:'p',)?(\d+),\s*(\d+),\s*'(\w+)',\s*'(\w+)'")


class Committees(scrapy.Spider):
    """Home, columns, pagers, articles: what a hand-written spider for these families does."""

    name = "committees"
    found = 0

    def __init__(self, bases, **kwargs):
        super().__init__(**kwargs)
        self.bases = bases

    async def start(self):
        for base in self.bases:
            yield scrapy.Request(base, self.parse)

    def parse(self, response):
        for href in response.css("ul.nav a::attr(href)").getall():
            yield response.follow(href, self.listing)

    def listing(self, response):
        text = response.text
        for href in re.findall(r"href='([^']+)'", text):
            if ARTICLE.search(href):
                yield response.follow(href, self.article)
        group = NEXT_GROUP.search(text)
        pager = PAGER.search(text)
        following = response.xpath("//a[text()='下一页']/@href").get()
        if group:
            yield response.follow(group[1].replace("&amp;", "&"), self.listing)
        elif following:
            yield response.follow(following, self.listing)
        elif pager:
            count, current, name, extension = int(pager[1]), int(pager[2]), pager[3], pager[4]
            number = current + 1
            if number < count + ("'p'" in pager[0]):
                yield response.follow(f"{name}_{number}.{extension}", self.listing)

    def article(self, response):
        type(self).found += 1
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "date": response.css("meta[name=PubDate]::attr(content)").get(),
            "text": "".join(
                response.css("#zoom, .content, .TRS_Editor, ucapcontent, .wp_articlecontent, #p_content")
                .css("::text")
                .getall()
            ),
            "attachments": response.css("a[href$='.pdf']::attr(href)").getall(),
        }


def main():
    folder, delay, hosts, cache = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "1"
    process = CrawlerProcess(
        {
            "USER_AGENT": "bench (+nobody@example.org)",
            "ROBOTSTXT_OBEY": True,
            "DOWNLOAD_DELAY": delay,
            "RANDOMIZE_DOWNLOAD_DELAY": False,
            "CONCURRENT_REQUESTS": hosts,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "COOKIES_ENABLED": False,
            "HTTPCACHE_ENABLED": cache,
            "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
            "HTTPCACHE_DIR": str(folder / "cache"),
            "FEEDS": {str(folder / "items.jsonl"): {"format": "jsonlines", "overwrite": True}},
        }
    )
    process.crawl(Committees, bases=json.loads((folder / "bases.json").read_text()))
    process.start()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, Committees.found]))


if __name__ == "__main__":
    main()
