"""The web reader: the archive for people who write no SQL. Server-rendered, no script, Chinese and English.

In: the analysts' tables of a store. Out: pages over HTTP: what is covered, a district, a report with its figures,
two versions side by side, search, how the nights went, the archived page as it was.
Order: ``archive`` (rows by SQL) → one module a page: ``coverage``, ``district``, ``report``, ``compare``, ``nights``
with ``backfill``; ``search`` keeps an index of all texts; ``charts`` draws; ``language`` with ``words_table`` says it
in two languages, ``warnings_said`` what the tables say for programs, ``nights_said`` what a crawl says → ``pages``
(templates) → ``app`` (the routes) and ``replay`` (archived pages, from an origin of their own, ``dressing`` with their
pictures and styles) → ``serve`` (alone) or ``mounted`` (inside Airflow).
"""
