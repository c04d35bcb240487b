"""Laws: what must hold between the tables of a sound archive, and who looks whether it does.

In: the tables of a store, and what an earlier look had seen of them. Out: breaches, each a law, the rows that break it
and what to do.
Order: ``breach`` (what is found), ``checks`` (the laws that ids tell), ``changes`` (what came to a table since, by its
log), ``rows`` (what a look loads: all of some sites, or what is new), ``content`` (texts, parts and digests),
``looking`` (one share of a look, or all of it), ``seen`` (how far the looks have come, kept in the store).
"""

from __future__ import annotations

from cppcc_archive.tables.laws.breach import Breach, lasting, unreadable
from cppcc_archive.tables.laws.looking import breaches, damage

__all__ = ["Breach", "breaches", "damage", "lasting", "unreadable"]
