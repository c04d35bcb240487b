"""What a crawler must know of content management systems: pages in, links and requests out. Pure.

In: a fetched page (:class:`~cppcc_archive.markup.page.Page`) and what asked for it. Out: which family made it, the
columns it links, the rows of a listing with how it goes on, an article's further pages.
Order: ``rowsource`` (a list as an entry describes it), ``base`` (the interface), ``families/`` (one module a vendor),
``listing/`` (what families share), ``registry`` (the families by name, detection), ``article_pages``,
``selector_table`` (where each keeps an article's parts).
"""
