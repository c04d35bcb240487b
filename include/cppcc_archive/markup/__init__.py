"""Bytes to text to tree, and the small grammars every stage reads: dates and URLs. Pure.

Stands below the stages so that listing pages (``cms``), verdicts (``crawl``) and articles (``extract``) are decoded and
parsed in one way.

In: bytes with the charset their server named. Out: text, tree, dates, URLs as identities.
Order: ``decode`` → ``parse`` → ``page`` (both with the URL, lazily); beside them ``dates``, ``urls`` and
``text`` (what can be kept), ``begun`` and ``ended`` (where patterns are tried, by ``expressions``).
"""
