"""Crawling: fetch politely, judge every answer, walk listings to the articles asked for.

In: a site, what the archive knew of it, and a plan (a night, a year). Out: exchanges for the WARC writer and one
outcome.
Order: ``model`` (plan, outcome, ports), ``clock`` (whether ours is right),
``guard``, ``tls``, ``response``, ``failures`` and ``transport``
(one safe request, its answer as it came, what went wrong in words), ``robots``, ``politeness``,
``verdict`` with ``marks``, ``pagetext`` and ``troubles`` (what an answer is), ``doubts`` (what only the whole
night tells), ``fetch`` (one URL as all of these allow), ``memory`` (known pages),
``aliases`` and ``sameness`` (what is known under another address, what only looks changed),
``walk`` with ``progress`` (a listing, how far a night came),
``yearwalk`` with ``lists`` and ``series`` (a listing for a year, and what is remembered of it), ``parts`` and ``feeds``
(what belongs to an article, what leads to more), ``unlisted`` (what lists have dropped), ``site`` (one site), ``outcome`` and ``text`` (how it came out, in
words), ``run`` (many side by side).
"""
