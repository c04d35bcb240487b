"""Memory stays flat over many pages."""

from __future__ import annotations

import gc
import resource
import tracemalloc

import pytest

from cppcc_archive.extract import extract
from tests.extract.test_pages import CASES, PAGES, case_url

_PAGES_TO_READ = 100_000
_ALLOWED_KILOBYTES = 8_000


@pytest.mark.slow
def test_memory_is_flat_over_many_pages() -> None:
    pages = [((PAGES / name / "page.html").read_bytes(), case_url(name)) for name in CASES]
    for body, url in pages * 10:
        extract(body, url)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(_PAGES_TO_READ):
        extract(*pages[number % len(pages)])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < _ALLOWED_KILOBYTES, f"{grown} kB more after {_PAGES_TO_READ} pages"


def test_no_long_paragraph_is_kept_when_its_page_is_read() -> None:
    tracemalloc.start()
    try:
        for number in range(4):
            paragraph = f"第{number}次会议强调，要凝聚共识，" * 20_000
            extract(f"<h1>县政协召开第{number}次会议</h1><p>{paragraph}。</p>".encode(), "http://h.example/1.html")
            del paragraph
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()
