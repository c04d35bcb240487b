"""Reports as rows: one module declares every table, the rest writes and reads them as Delta tables.

In: captures, outcomes and parsed reports. Out: Delta tables, their DDL for every warehouse, releases.
Order: ``schema`` and ``contract`` (what there is), ``rows`` with ``places`` and ``rowtext`` (shapes to rows),
``literals`` (values in SQL), ``arrow`` (rows in their types), ``delta`` (the tables opened), ``log`` (their files,
for who only reads), ``commits`` (and written), ``scan`` (read by site), ``publish`` (added once), ``standing``,
``history`` and ``holdings`` (what is there already), ``laws/`` (what must hold), ``maintenance`` with ``shedding``
(rows that go).
Then what analysts see: ``views`` (all names) of ``view_codes``, ``view_figures``, ``view_history`` and
``view_places``, ``query`` (DuckDB) with ``question`` (what may be asked), ``render`` (answers as text and files) and
``opening`` (for programs), ``differing`` (two versions of a report); ``release/`` (files of one moment). ``ddl`` and
``generate`` write what follows from the contract, with the Chinese words of ``chinese_table``.
"""
