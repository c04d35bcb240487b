"""Bytes to text to tree, and the small grammars every stage reads: dates and URLs.

Pure functions only. Stands below the stages so that listing pages (``cms``), verdicts (``crawl``) and articles
(``extract``) are decoded and parsed in one way.
"""
