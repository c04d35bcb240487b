"""One page's bytes to one Document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.extract.blocks import BlockReader
from cppcc_archive.extract.body import find_body
from cppcc_archive.extract.document import Block, Document
from cppcc_archive.extract.metadata import read_metadata
from cppcc_archive.extract.nodes import flatten
from cppcc_archive.markup.decode import decode


def extract(body: bytes, url: str, charset: str | None = None) -> Document:
    """Read one article page.

    ``body`` is the payload (transfer and content encodings undone), ``url`` where it was served from, ``charset`` the
    HTTP label. Pure; never raises for anything a server can send: what is wrong with a page is in ``Document.warnings``.
    """
    decoded = decode(body, charset)
    nodes = flatten(LexborHTMLParser(decoded.text))
    found = find_body(nodes)
    blocks: list[Block] = []
    for start, end in found.ranges if found else ():
        blocks += BlockReader(nodes, url).read(start, end)
    known = read_metadata(nodes, found.ranges[0][0] if found else None)
    warnings = [] if blocks else ["no body found"]
    if decoded.replaced:
        warnings.append(f"{decoded.replaced} undecodable byte sequences")
    return Document(
        url=url,
        encoding=decoded.encoding,
        title=known.title,
        published_at=known.published_at,
        blocks=tuple(blocks),
        source=known.source,
        author=known.author,
        column=known.column,
        method=found.method if found else "",
        warnings=tuple(warnings),
    )


def join(documents: Iterable[Document]) -> Document:
    """One Document of an article's pages in order: the first page's metadata, everybody's blocks and files."""
    first, *rest = documents
    pages = [first, *rest]
    return replace(
        first,
        blocks=tuple(block for page in pages for block in page.blocks),
        attachments=tuple(dict.fromkeys(item for page in pages for item in page.attachments)),
        images=tuple(dict.fromkeys(item for page in pages for item in page.images)),
        next_pages=(),
        warnings=tuple(dict.fromkeys(warning for page in pages for warning in page.warnings)),
    )
