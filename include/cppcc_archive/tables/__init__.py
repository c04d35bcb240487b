"""Reports as rows: one module declares every table, the rest writes and reads them as Delta tables.

In: captures, outcomes and parsed reports. Out: Delta tables, their DDL for every warehouse, releases.
Order: ``schema`` and ``contract`` (what there is), ``rows`` (shapes to rows), ``delta`` (committed as declared),
``publish`` (added once), ``standing`` and ``history`` (what is there already), ``query`` (DuckDB) with
``question`` (what may be asked) and ``render`` (answers as text and files), ``checks``
(what must hold), ``maintenance``, ``release`` with ``datapackage``; ``ddl`` and ``generate`` write what follows from
the contract.
"""
