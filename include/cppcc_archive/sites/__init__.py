"""The site registry (facts about sites in YAML, read strictly into typed models) and China's administrative divisions.

Nothing is imported here: ``divisions`` must stay light for the parser, and ``model`` brings pydantic.

In: ``include/sites/*.yaml`` and ``data/divisions.csv``. Out: sites, and who a name or a division code is at a date.
Order: ``model`` (one site) → ``entries`` (YAML text, with the ``mistakes`` in it) → ``registry`` (all sites, as files,
``remembered`` when they were read before) → ``naming`` (what a new entry is called), ``belonging`` (whose an address
is), ``signature`` (whose a home page says it is), ``remarks`` (comments and status put into a file's text);
``divisions_source`` makes the data that ``divisions`` looks up, ``pinyin_source`` the names in Pinyin; ``gazetteer``
adds what analysts want to know of every division.
"""
