"""Bytes of one article page to a :class:`~cppcc_archive.extract.document.Document`, without one lost character.
Pure."""

from cppcc_archive.extract.article import extract, join
from cppcc_archive.extract.document import Attachment, Block, BlockKind, Document

__all__ = ["Attachment", "Block", "BlockKind", "Document", "extract", "join"]
