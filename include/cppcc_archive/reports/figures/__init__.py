"""From numerals to coded indicators: every number with a unit, what it counts, whose it is and of which time. Pure.

In: a report's text and paragraphs. Out: indicators with code, value, qualifier, span and dimensions, and contradictions
between them.
Order: ``numerals`` → ``numbers`` (value, unit, qualifier) → ``context`` and ``periods`` (what stands around) →
``words`` with ``word_table`` → ``frames`` (what is counted, what was done to it) → ``framing`` with ``code_table`` (the
frame's code), ``codes`` with ``rule_table`` (what frames cannot say), ``breakdown`` (by the list) → ``holders``,
``years``, ``roles``, ``sectors`` (dimensions), ``labels`` → ``coding`` with ``places`` (names that stay) →
``consistency``.
"""
