"""Whether pywb replays the archive as it is: page, repetition and posted listing, by the CDXJ beside the WARC objects.

python -m venv pywb && pywb/bin/pip install pywb
PYTHONPATH=include:. python bench/replay_in_pywb.py --wayback pywb/bin/wayback
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import requests

from cppcc_archive.captures.model import Verdict
from cppcc_archive.store.local import LocalStore
from tests.archive_kit import BASE, FIRST_NIGHT, exchange
from tests.captures.test_warc import known_from, writer, written

PAGE = "<html><head><title>政协</title></head><body>青河县政协</body></html>".encode("gbk")
URL = f"{BASE}/art/2025/1/7/art_1_1.html?B=2&a=1"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CONFIG = "collections:\n  a:\n    index_paths: ./index.cdxj\n    archive_paths: ./store/warc/\n"


def archive(folder: Path) -> None:
    """A page, its repetition the night after, and a POST; the indexes merged as ``sort -m`` would."""
    store = LocalStore(folder / "store")
    headers = (("Content-Type", "text/html; charset=gbk"), ("Content-Encoding", "gzip"))
    (first,) = written(store, exchange(URL, PAGE, headers=headers))
    later = FIRST_NIGHT + timedelta(days=1)
    site = writer(store, "run2", later)
    again = exchange(URL, PAGE, headers=headers, fetched_at=later, verdict=Verdict.UNCHANGED)
    site.add(again, published_year=2025, known=known_from(first))
    posted = exchange(
        f"{BASE}/list.jsp",
        b"<posted/>",
        method="POST",
        request_body=b"col=1&page=2",
        request_headers=tuple(FORM.items()),
        fetched_at=later,
    )
    site.add(posted, published_year=None, known=None)
    site.commit()
    lines = [line for key in store.keys("cdxj/") for line in store.get(key).splitlines(keepends=True)]
    (folder / "index.cdxj").write_bytes(b"".join(sorted(lines)))
    (folder / "config.yaml").write_text(CONFIG)


def main() -> int:
    """Serve an archive with pywb and compare what it replays; 0 when all is as it was captured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wayback", default="wayback", help="pywb's command")
    wayback = parser.parse_args().wayback
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as name:
        archive(Path(name))
        command = [str(Path(wayback).absolute()) if "/" in wayback else wayback, "-b", "127.0.0.1", "-p", port]
        with (
            (Path(name) / "log").open("wb") as log,
            subprocess.Popen(command, cwd=name, stdout=log, stderr=log) as pywb,
        ):
            try:
                time.sleep(6)
                return _compare(f"http://127.0.0.1:{port}/a")
            finally:
                pywb.terminate()


def _compare(base: str) -> int:
    wrong = 0
    for night in ("20260101180000", "20260102180000"):
        got = requests.get(f"{base}/{night}id_/{URL}", timeout=20)
        good = (got.status_code, got.headers["content-type"], got.content) == (200, "text/html; charset=gbk", PAGE)
        print(f"{night} {URL}: {'replayed' if good else f'WRONG {got.status_code}'}")
        wrong += not good
    got = requests.post(f"{base}/20260102mp_/{BASE}/list.jsp", data=b"col=1&page=2", headers=FORM, timeout=20)
    good = got.status_code == 200 and b"<posted/>" in got.content
    print(f"POST {BASE}/list.jsp: {'replayed' if good else f'WRONG {got.status_code}'}")
    return 1 if wrong or not good else 0


if __name__ == "__main__":
    sys.exit(main())
