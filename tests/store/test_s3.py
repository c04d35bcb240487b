"""S3 where it goes wrong: lost answers, servers that ignore conditions, wrong keys and buckets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cppcc_archive.errors import ObjectExistsError, StoreError, UnsafeStoreError
from cppcc_archive.store.embedded import EmbeddedS3
from cppcc_archive.store.s3 import S3Settings, S3Store


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries come at once: how often counts here, not how long."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    monkeypatch.setattr("cppcc_archive.store.s3._CONFLICT_PAUSE_SECONDS", 0)


@dataclass
class Faulty:
    """A minimal S3 server whose writes can be made to misbehave: ``plan`` holds the next PUTs' ways to do so."""

    plan: list[str] = field(default_factory=list)
    objects: dict[str, bytes] = field(default_factory=dict)
    ignores_conditions: bool = False
    puts: int = 0

    def put(self, key: str, body: bytes, conditional: bool) -> int:
        self.puts += 1
        fault = self.plan.pop(0) if self.plan else ""
        if fault == "busy":
            return 503
        if fault == "conflict":
            return 409
        if conditional and not self.ignores_conditions and key in self.objects:
            return 412
        self.objects[key] = body
        return 500 if fault == "lost answer" else 200


@contextmanager
def serving(faulty: Faulty) -> Iterator[S3Store]:
    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(faulty.put(self.path, body, self.headers.get("If-None-Match") == "*"), b"")

        def do_GET(self) -> None:
            found = faulty.objects.get(self.path.partition("?")[0])
            self._answer(404 if found is None else 200, found or b"")

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        yield S3Store("s3://bucket", S3Settings(address, "us-east-1", "key", "secret"))
    finally:
        server.shutdown()
        server.server_close()


def test_a_lost_answer_to_our_own_write_is_no_conflict() -> None:
    with serving(faulty := Faulty()) as store:
        store.prove_conditional_put()
        faulty.plan = ["lost answer"]
        store.put_new("a", b"ours")
        assert faulty.objects["/bucket/a"] == b"ours"


def test_after_a_lost_answer_another_writers_object_is_a_conflict() -> None:
    with serving(faulty := Faulty()) as store:
        store.prove_conditional_put()
        faulty.objects["/bucket/a"] = b"theirs"
        faulty.plan = ["busy"]
        with pytest.raises(ObjectExistsError):
            store.put_new("a", b"ours")
        assert faulty.objects["/bucket/a"] == b"theirs"


def test_a_conflict_of_conditional_writes_is_tried_again() -> None:
    with serving(faulty := Faulty()) as store:
        store.prove_conditional_put()
        faulty.plan = ["conflict", "conflict"]
        store.put_new("a", b"ours")
        assert faulty.objects["/bucket/a"] == b"ours"


def test_a_server_that_stays_busy_is_given_up_on() -> None:
    with serving(faulty := Faulty()) as store:
        store.prove_conditional_put()
        before = faulty.puts
        faulty.plan = ["busy"] * 50
        with pytest.raises(StoreError, match="cannot write s3://bucket/a"):
            store.put_new("a", b"ours")
        assert faulty.puts - before == 5


def test_a_server_that_ignores_conditions_is_refused_before_the_first_write() -> None:
    with serving(faulty := Faulty(ignores_conditions=True)) as store:
        with pytest.raises(UnsafeStoreError, match="ignores 'If-None-Match"):
            store.put_new("warc/a", b"ours")
        assert "/bucket/warc/a" not in faulty.objects


def test_a_missing_bucket_is_named(s3_server: EmbeddedS3) -> None:
    store = S3Store("s3://nowhere/x", s3_server.settings)
    with pytest.raises(StoreError, match="nowhere"):
        store.put_new("a", b"")


def test_wrong_keys_are_named(s3_server: EmbeddedS3) -> None:
    wrong = S3Settings(s3_server.settings.endpoint_url, "us-east-1", "somebody", "something")
    with pytest.raises(StoreError, match="check the AWS credentials"):
        S3Store("s3://archive", wrong).put_new("a", b"")


def test_a_proxy_for_the_crawl_is_not_used_for_the_store(
    s3_server: EmbeddedS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    store = s3_server.open_store("behind-a-proxy")
    store.put_new("a", b"1")
    assert store.get("a") == b"1"
