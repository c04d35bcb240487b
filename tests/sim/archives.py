"""Archives of others on 127.0.0.1: what they hold a test fills in; each answers in its own manner, with faults."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.sim.server import Reply, Route, SimRequest


@dataclass(frozen=True)
class Held:
    """One capture of an archive."""

    url: str
    timestamp: str
    body: bytes
    mime: str = "text/html"
    status: int = 200

    @property
    def digest(self) -> str:
        """As indexes write it: SHA-1 in base 32."""
        return base64.b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode()


@dataclass
class Archive:
    """What an archive holds, and what is wrong with it: ``spoil`` may change any answer by its path."""

    held: list[Held]
    spoil: Mapping[str, Callable[[Reply], Reply]] = field(default_factory=dict)
    busy: int = 0
    refusal: int = 503
    wait: str = "0"
    asked: list[str] = field(default_factory=list)

    def _matching(self, request: SimRequest) -> list[Held]:
        said = {name: values[0] for name, values in parse_qs(_query(request)).items()}
        start, end = said.get("from", "").ljust(14, "0"), said.get("to", "9").ljust(14, "9")
        found = [one for one in self.held if one.url.partition("://")[2].startswith(said["url"])]
        found = [one for one in found if start <= one.timestamp <= end]
        return sorted(found, key=lambda one: (one.url, one.timestamp))[: int(said.get("limit", "9999999"))]

    def _answer(self, request: SimRequest, reply: Reply) -> Reply:
        self.asked.append(request.path)
        if self.busy:
            self.busy -= 1
            return Reply(b"slow down", self.refusal, headers=(("Retry-After", self.wait),), validators=False)
        for part, spoil in self.spoil.items():
            if part in unquote(request.path):
                return spoil(reply)
        return reply

    def wayback(self) -> Mapping[str, Route]:
        """The Wayback Machine's manner: arrays in JSON, the page's own headers marked."""

        def route(request: SimRequest) -> Reply:
            if _path(request).startswith("/cdx/search/cdx"):
                names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
                rows = [["k", one.timestamp, one.url, one.mime, str(one.status), one.digest, "1"] for one in
                        self._matching(request)]  # fmt: skip
                listed = ",\n".join(json.dumps(row) for row in ([names, *rows] if rows else []))
                body = f"[{listed}]\n".encode()
                return self._answer(request, Reply(body, content_type="application/json", validators=False))
            return self._answer(request, self._replay(request, "/web/", "x-archive-orig-"))

        return {"*": route}

    def pywb(self) -> Mapping[str, Route]:
        """pywb's manner: an object a line; the page's own headers as they were."""

        def route(request: SimRequest) -> Reply:
            if _path(request).startswith("/coll/cdx"):
                rows = [{"timestamp": one.timestamp, "url": one.url, "mime": one.mime, "status": str(one.status),
                         "digest": one.digest} for one in self._matching(request)]  # fmt: skip
                body = "".join(json.dumps(row) + "\n" for row in rows).encode()
                return self._answer(request, Reply(body, content_type="text/x-ndjson", validators=False))
            return self._answer(request, self._replay(request, "/coll/", ""))

        return {"*": route}

    def commoncrawl(self) -> Mapping[str, Route]:
        """Common Crawl's manner: a list of crawls, an index each, records in files by their bytes."""
        packed = [_record(one) for one in self.held]

        def route(request: SimRequest) -> Reply:
            if _path(request) == "/collinfo.json":
                base = f"http://{request.headers['host']}"
                crawl = {"id": "CC-1", "cdx-api": f"{base}/CC-1-index", "from": "2009-01-01", "to": "2030-01-01"}
                gone = {"id": "CC-0", "cdx-api": f"{base}/CC-0-index", "from": "2001-01-01", "to": "2002-01-01"}
                return self._answer(request, _json([crawl, gone]))
            if _path(request) == "/CC-1-index":
                rows = []
                for one in self._matching(request):
                    number = self.held.index(one)
                    at = sum(map(len, packed[:number]))
                    rows.append({"url": one.url, "timestamp": one.timestamp, "mime": one.mime, "digest": one.digest,
                                 "status": "200", "filename": "a/b.warc.gz", "offset": str(at),
                                 "length": str(len(packed[number]))})  # fmt: skip
                if not rows:
                    return self._answer(request, Reply(b'{"message": "No Captures found"}', 404, validators=False))
                return self._answer(request, Reply("\n".join(map(json.dumps, rows)).encode(), validators=False))
            first, last = map(int, request.headers["range"].removeprefix("bytes=").split("-"))
            return self._answer(
                request, Reply(b"".join(packed)[first : last + 1], 206, "application/gzip", validators=False)
            )

        return {"*": route}

    def _replay(self, request: SimRequest, prefix: str, mark: str) -> Reply:
        stamp, _, url = request.path.removeprefix(prefix).partition("id_/")
        same = [one for one in self.held if one.url == url]
        if not same:
            return Reply(b"not here", 404, validators=False)
        near = min(same, key=lambda one: abs(int(one.timestamp) - int(stamp)))
        if near.timestamp != stamp:
            return Reply(b"", 302, headers=(("Location", f"{prefix}{near.timestamp}id_/{url}"),), validators=False)
        headers = ((f"{mark}Server", "IIS/6.0"), (f"{mark}Last-Modified", "Thu, 07 Jan 2010 01:00:00 GMT"))
        more = (("Memento-Datetime", "Thu, 07 Jan 2010 01:00:00 GMT"), ("X-App-Server", "wwwb-app1"))
        return Reply(near.body, near.status, f"{near.mime}; charset=utf-8", headers=headers + more, validators=False)


def _path(request: SimRequest) -> str:
    return request.path.partition("?")[0]


def _query(request: SimRequest) -> str:
    return request.path.partition("?")[2]


def _json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), content_type="application/json", validators=False)


def _record(one: Held) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    stamp = one.timestamp
    date = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
    head = StatusAndHeaders("200 OK", [("Content-Type", one.mime)], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        one.url,
        "response",
        io.BytesIO(one.body),
        len(one.body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": date},
    )
    writer.write_record(record)
    return gzip.compress(out.getvalue())
