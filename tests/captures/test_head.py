"""The head of an answer: every header a browser sees, every byte kept, and ours can be taken back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.head import made_head, parse_head, rename, restore, split_block

HEAD = (
    b"HTTP/1.0 200  All right\r\n"
    b"content-TYPE : text/html\r\n"
    b"X-Powered-By ASP.NET\r\n"
    b"Set-Cookie: a=1\r\n"
    b"X-Title: \xd5\xfe\xd0\xad\r\n"
    b"set-cookie: b=2\n"
    b"X-Folded: one\r\n\t two\r\n"
    b": nameless\r\n"
    b"Content-Encoding: gzip\r\n"
)


def test_what_is_no_header_hides_none_behind_it() -> None:
    head = parse_head(HEAD)
    assert head is not None
    assert (head.protocol, head.status, head.reason) == ("HTTP/1.0", 200, "All right")
    assert head.headers == (
        ("content-TYPE", "text/html"),
        ("Set-Cookie", "a=1"),
        ("X-Title", b"\xd5\xfe\xd0\xad".decode("latin-1")),
        ("set-cookie", "b=2"),
        ("X-Folded", "one two"),
        ("Content-Encoding", "gzip"),
    )


def test_what_begins_with_no_status_line_is_no_head() -> None:
    for raw in (b"", b"SSH-2.0 x\r\n", b"HTTP/1.1 20 OK\r\n", b"<html>\r\n"):
        assert parse_head(raw) is None


def test_only_what_we_renamed_is_renamed_back() -> None:
    theirs = HEAD + b"X-Archive-Orig-Content-Encoding: br\r\nX-Archive-Orig-Foo: bar\r\n"
    renamed, lines = rename(theirs, {"content-encoding", "content-length"})
    assert renamed.count(b"X-Archive-Orig-") == 3
    assert restore(renamed, lines) == theirs


def test_a_block_is_a_head_and_a_body() -> None:
    assert split_block(HEAD + b"\r\nbody\n\nmore") == (HEAD, b"body\n\nmore")
    assert split_block(b"HTTP/1.1 204 No\nA: b\n\n") == (b"HTTP/1.1 204 No\nA: b\n", b"")


@given(
    lines=st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b"")), max_size=8),
    names=st.sets(st.sampled_from(["content-encoding", "x", "a"])),
)
def test_renaming_can_always_be_taken_back(lines: list[bytes], names: set[str]) -> None:
    raw = b"HTTP/1.1 200 OK\r\n" + b"".join(line + b"\r\n" for line in [*lines, b"A: b", b"X: y"])
    renamed, numbers = rename(raw, names)
    assert restore(renamed, numbers) == raw


def test_a_head_that_is_made_has_no_line_too_many() -> None:
    head = parse_head(made_head(200, "OK", [("X", "a\r\nForged: b"), ("Y", "政协")]))
    assert head is not None
    assert [name for name, _ in head.headers] == ["X", "Y"]
