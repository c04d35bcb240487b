"""Who speaks for whom, when, and what kind of document it is. Pure.

In: a document's title, lines and breadcrumb, with the site as a prior. Out: doc_type, organisation, term and session,
speaker, dates, the years reviewed and planned; whether it is a committee's.
Order: ``titles``, ``doctype``, ``subject``, ``dates``, ``nameless`` and ``organisation``, ``identity``
and ``calendar``.
"""
