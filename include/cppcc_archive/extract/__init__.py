"""Bytes of one article page to a :class:`~cppcc_archive.extract.document.Document`, without one lost character. Pure.

In: bytes, URL, charset. Out: a ``Document`` (blocks, title, date, source, breadcrumb, attachments, doubts).
Order, as ``article`` goes it: ``nodes`` (the tree as flat lists, by what ``elements`` mean, less what is ``unseen``) →
``concealed`` (text that a script puts in its place) → ``head/clues`` (metas, landmarks) → ``body/`` (finding it) →
``blocks`` → ``edges`` and ``boxes`` by the words in ``chrome`` and the forms in ``filing`` → ``head/`` (title, date,
source, breadcrumb) → ``links`` → ``document``. ``layouts/`` knows what a site's pages share.
"""

from cppcc_archive.extract.article import extract, join
from cppcc_archive.extract.document import Attachment, Block, BlockKind, Document, FileFacts, Place

__all__ = ["Attachment", "Block", "BlockKind", "Document", "FileFacts", "Place", "extract", "join"]
