"""From numerals to coded indicators: every number with a unit, what it counts and which period it speaks of. Pure.

In: a report's text and paragraphs. Out: indicators with code, value, qualifier and span, and contradictions between
them.
Order: ``numerals`` → ``numbers`` (value, unit, qualifier) → ``context`` and ``periods`` (what stands around) →
``codes`` with ``rule_table`` (by the clause), ``breakdown`` (by the list) → ``coding`` with ``places`` (names that
stay) → ``consistency``.
"""
