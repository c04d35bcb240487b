"""Archived pages: as they were, from another origin, with no right to do anything."""

from __future__ import annotations

from fastapi.testclient import TestClient

from cppcc_archive.view.serve import apps


def capture(archive, ending: str) -> str:
    row = archive.row(
        "SELECT capture_id FROM captures WHERE url LIKE ? AND verdict = 'ok' ORDER BY captured_at", [f"%{ending}"]
    )
    assert row is not None
    return str(row["capture_id"])


def test_a_page_is_served_byte_for_byte_in_a_sandbox(archive, store, index) -> None:
    from tests.view.conftest import hostile_page

    reader, replay = apps(archive, store, index, 1, 2)
    answer = TestClient(replay, base_url="http://127.0.0.1").get(f"/capture/{capture(archive, 'art_1_3.html')}")
    assert answer.content == hostile_page()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors http://127.0.0.1:1" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    shown = TestClient(reader, base_url="http://127.0.0.1").get(f"/capture/{capture(archive, 'art_1_3.html')}")
    assert "frame-src http://127.0.0.1:2;" in shown.headers["content-security-policy"]
    assert 'sandbox=""' in shown.text


def test_bytes_are_a_download(archive, store, index) -> None:
    _, replay = apps(archive, store, index, 1, 2)
    answer = TestClient(replay, base_url="http://127.0.0.1").get(f"/bytes/{capture(archive, 'art_1_1.html')}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_what_has_no_payload_is_a_404(archive, store, index) -> None:
    _, replay = apps(archive, store, index, 1, 2)
    assert TestClient(replay, base_url="http://127.0.0.1").get("/capture/none").status_code == 404


def test_a_name_pointed_at_this_machine_reads_nothing(archive, store, index) -> None:
    for app in apps(archive, store, index, 1, 2):
        assert TestClient(app, base_url="http://evil.example").get("/").status_code == 400
