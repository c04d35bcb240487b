"""What families share to read listings: rows, pagers, scripts, feeds and the forms of URLs. Pure.

In: a page or a data answer. Out: rows (link, title, date), the next requests, columns, feeds.
Order: ``literals`` (what a script says) and ``openers`` (functions that open rows) → ``anchors`` → ``rows`` with
``rowdates`` and ``order`` → ``pagers`` and ``scriptpagers`` (``scriptcalls``) → ``patterns``, which most families are
made of → ``scripted`` for lists that scripts fill, with ``datarequests`` (what they ask for); beside them ``jsonrows``,
``fragments``, ``elements`` for data answers, ``stubs`` and ``inline`` for pages that are no lists, ``columns`` with
``blocks``, ``feeds``, ``urlforms``.
"""
