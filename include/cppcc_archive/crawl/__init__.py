"""Crawling: fetch politely, judge every answer, walk listings to the articles asked for.

In: a site, what the archive knew of it, and a plan (a night, a year). Out: exchanges for the WARC writer and one
outcome.

Order:

- one safe request, its answer as it came, what went wrong in words: ``model`` (plan, outcome, ports), ``clock`` (is
  ours right), ``guard``, ``tls``, ``response``, ``failures``, ``transport``, ``text``
- what an answer is: ``robots``, ``politeness``, ``verdict`` with ``marks``, ``pagetext`` and ``troubles``, ``doubts``
  (what only the whole night tells), ``sameness`` (what only looks changed)
- one URL as all of these allow: ``wanted`` (how it is asked for, its record), ``answers`` (tried again, waited for),
  ``judging``, ``fetch``
- what is known, and how a list is walked: ``memory``, ``aliases`` (what is known under another address), ``walk`` with
  ``progress`` (how far a night came), ``yearwalk`` with ``lists`` and ``series`` (a list for a year, and what is
  remembered of it), ``unlisted`` (what lists have dropped)
- one site: ``outcome`` (how it came out), ``books`` (notes), ``entrance`` (home page, CMS, columns), ``parts``,
  ``requisites`` and ``articles`` (an article and what belongs to it), ``feeds``, ``site``
- many side by side: ``run``
"""
