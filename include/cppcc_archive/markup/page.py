"""One fetched HTML page, decoded once, its tree built on first use."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.markup.decode import Decoded, decode
from cppcc_archive.markup.parse import parse_html


@dataclass(frozen=True)
class Page:
    """A page as families, verdicts and the extractor see it.

    ``url`` is the address it was finally served from (after redirects); ``body`` the payload with transfer and content
    encodings undone; ``charset`` the label of the HTTP header, if any.
    """

    url: str
    body: bytes = field(repr=False)
    charset: str | None = None

    @cached_property
    def decoded(self) -> Decoded:
        """The text and how it was decided on."""
        return decode(self.body, self.charset)

    @property
    def html(self) -> str:
        """The decoded markup."""
        return self.decoded.text

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The HTML5 tree (selectolax/lexbor)."""
        return parse_html(self.html, self.body if self.decoded.is_verbatim else None)
