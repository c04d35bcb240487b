"""What the command line and the DAGs run: each function joins stages into one piece of work with one result.

In: settings, and what is asked for. Out: rows in the store, and a summary to print or to judge by.
Order: ``settings`` (of ``variables``); ``plan`` (whose sites, in which shards, by the requests ``expected``) and
``crawl`` (a shard, the night's verdict), or ``backfill`` (a year in slices, by ``keptlists``; ``backfillstart`` has
Airflow begin it, ``progress`` says how far it is), with ``leases`` (one run a host), ``recording`` (objects and rows),
``redesigns`` (new pages of no known template) and ``digest`` (the night in words);
``build``, split by ``shards``, each read and committed in a ``chunk``, adding up to a ``buildresult``, with
``dossiers`` (what is new, and what is known of it; of files ``sitefiles``, of
files replaced ``beside`` their page), ``layouts`` (what a site's pages have in
common), ``reading`` (capture to rows) by ``filebodies`` (text in files), ``timeline`` (what captures say of a
report's life), ``changes`` (what to write) and ``hints`` (whose page it is); ``coverage`` and ``audit`` with
``laws`` (of the tables) and ``sitehealth`` (both of ``findings``); for new sites ``onboarding`` with ``visit``,
``sitereading`` and ``sitecheck``, for unverified entries ``verifying``; for other people's captures ``importing``
(split by ``import_shards``) and ``history`` over ``intake``, and ours for them by ``exporting``.
"""
