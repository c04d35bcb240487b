"""One page alone: ``cppcc extract`` and ``cppcc parse``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with, web_address
from cppcc_archive.cli.output import print_json
from cppcc_archive.errors import InputError

if TYPE_CHECKING:
    from cppcc_archive.extract import Document

app = typer.Typer()

_File = Annotated[str, typer.Argument(metavar="FILE", help="the page; - or nothing: standard input")]
_Url = Annotated[str, typer.Option("--url", parser=web_address, metavar="URL", help="the page's address")]
_Charset = Annotated[
    str | None, typer.Option("--charset", metavar="NAME", help="the label of the HTTP header, if there was one")
]


@app.command("extract")
def extract_page(url: _Url, file: _File = "-", charset: _Charset = None, store: StoreOption = None) -> None:
    """One page, or one file (PDF, Word, OFD …), as a Document, JSON."""
    print_json(_document(_read(file), url, charset).to_json())


@app.command("parse")
def parse_page(
    url: _Url,
    file: _File = "-",
    charset: _Charset = None,
    text: Annotated[bool, typer.Option("--text", help="the input is plain text already")] = False,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> None:
    """One page, or one file, as a Report, JSON."""
    from cppcc_archive.jobs.hints import hint_for_url
    from cppcc_archive.markup.decode import decode
    from cppcc_archive.reports import parse, parse_text

    body = _read(file)
    hint = hint_for_url(settings_with(store, sites).registry(), url)
    if text:
        report = parse_text(decode(body, charset).text, url, site=hint)
    else:
        report = parse(_document(body, url, charset), site=hint)
    print_json(report.to_json())


def _document(body: bytes, url: str, charset: str | None) -> Document:
    from cppcc_archive.extract import extract
    from cppcc_archive.files.sniff import is_page

    if is_page(body):
        return extract(body, url, charset)
    from cppcc_archive.files import FileReader, document_of_file

    with FileReader() as reader:
        return document_of_file(url, reader.read(body, url))


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror}; name a file, or - for standard input") from None
