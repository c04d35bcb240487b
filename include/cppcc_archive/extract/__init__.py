"""Bytes of one article page to a :class:`~cppcc_archive.extract.document.Document`, without one lost character.
Pure."""
