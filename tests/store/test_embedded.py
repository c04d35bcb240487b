"""The embedded S3 server: closed to others, its data kept, gone with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from cppcc_archive.errors import StoreError
from cppcc_archive.store.embedded import EmbeddedS3, embedded_s3
from cppcc_archive.store.s3 import S3Store

HOLDER = """
import sys, time
from pathlib import Path
from cppcc_archive.store.embedded import start
server = start(Path(sys.argv[1]))
print(server.process.pid, server.settings.endpoint_url, flush=True)
time.sleep(600)
"""


def test_data_outlives_the_server_and_keys_do_not(tmp_path: Path) -> None:
    with embedded_s3(tmp_path) as first:
        first.open_store("x").put_new("a", b"kept")
        old = first.settings
    with embedded_s3(tmp_path) as second:
        assert second.open_store("x").get("a") == b"kept"
        assert second.settings.secret_access_key != old.secret_access_key
        stale = type(old)(second.settings.endpoint_url, old.region, old.access_key_id, old.secret_access_key)
        with pytest.raises(StoreError, match="check the AWS credentials"):
            S3Store("s3://archive/x", stale).get("a")


def test_nothing_answers_without_a_key(s3_server: EmbeddedS3) -> None:
    s3_server.open_store("private").put_new("a", b"secret")
    ports = s3_server.ports
    for name, path in {
        "s3": "/archive/private/a",
        "filer": "/buckets/archive/private/a",
        "volume": "/1,01",
        "admin": "/",
    }.items():
        try:
            answer = requests.get(f"http://127.0.0.1:{ports[name]}{path}", timeout=5)
        except requests.ConnectionError:
            continue  # not even listening
        assert answer.status_code in (401, 403, 404), name
        assert b"secret" not in answer.content
    written = requests.put(f"http://127.0.0.1:{ports['filer']}/buckets/archive/evil", data=b"x", timeout=5)
    assert written.status_code == 401


def test_it_listens_on_loopback_only(s3_server: EmbeddedS3) -> None:
    listening = {
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if int(line.split()[1].rpartition(":")[2], 16) in s3_server.ports.values()
    }
    assert listening, "the server listens on IPv4"
    assert {address.partition(":")[0] for address in listening} == {"0100007F"}


def test_it_makes_no_bucket_by_accident(s3_server: EmbeddedS3) -> None:
    with pytest.raises(StoreError):
        S3Store("s3://mistyped", s3_server.settings).put_new("a", b"")


def test_the_environment_it_hands_out_opens_the_store(s3_server: EmbeddedS3, monkeypatch: pytest.MonkeyPatch) -> None:
    from cppcc_archive.store import open_store

    for name, value in s3_server.environ.items():
        monkeypatch.setenv(name, value)
    store = open_store(f"{s3_server.uri}/by-environment")
    store.put_new("a", b"1")
    assert store.get("a") == b"1"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_it_dies_with_its_parent(tmp_path: Path, end: signal.Signals) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=_environ()
    )
    assert holder.stdout is not None
    pid, endpoint = holder.stdout.readline().split()
    assert requests.get(endpoint, timeout=5).status_code == 403
    holder.send_signal(end)
    holder.wait(10)
    assert _gone(int(pid), endpoint)


def test_it_dies_with_its_supervisor(tmp_path: Path) -> None:
    with embedded_s3(tmp_path) as server:
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait(5)
        assert _gone(server.process.pid, server.settings.endpoint_url or "")


def test_stopping_twice_does_no_harm(tmp_path: Path) -> None:
    with embedded_s3(tmp_path) as server:
        server.stop()


def test_a_server_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cppcc_archive.store.embedded._CLOSED", ("-no-such-flag",))
    with pytest.raises(StoreError, match=r"ended at once: .*Description"), embedded_s3(tmp_path):
        pass


def _gone(pid: int, endpoint: str) -> bool:
    """Whether nothing answers at ``endpoint`` any more, within ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            requests.get(endpoint, timeout=2)
        except requests.RequestException:
            return True
        time.sleep(0.1)
    return False


def _environ() -> dict[str, str]:
    source = Path(sys.modules["cppcc_archive"].__path__[0]).parent
    return {**os.environ, "PYTHONPATH": str(source)}
