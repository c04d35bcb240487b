"""From numerals to coded indicators: every number with a unit, what it counts, whose it is and of which time. Pure.

In: a report's text and paragraphs. Out: indicators with code, value, qualifier, span and dimensions, and contradictions
between them.
Order: ``numerals`` → ``grid`` (cells of tables) → ``numbers`` (value, unit, qualifier) → ``context`` and ``periods``
with ``cue_table`` (what stands around) → ``words`` with ``word_table``, ``lists``, ``heads`` (what may be counted) →
``positions`` with ``place_table``, ``clauses``, ``sending`` → ``frames`` (what is counted, what was done to it) →
``framing`` with ``code_table`` (the frame's code), ``rule_table`` (what frames cannot say), both asked by ``wording``,
``breakdown`` with ``items`` and ``cells`` (lists, tables), ``rows`` with ``going_table`` (by the sentence's others),
``groups`` (lists by who, kinds of members), ``retold`` (sums, numbers told again) → ``passages`` (sections, what
goes on) → ``standing`` and ``holders``, ``years``, ``meetings``, ``roles`` (dimensions), ``labels`` with ``codes`` →
``coding`` → ``consistency``.
"""
