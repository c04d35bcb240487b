"""One module a vendor, and nothing else: a CMS family is found by its module being here.

In: pages. Out: what :class:`~cppcc_archive.cms.base.Family` promises of them. Each module defines one public subclass
of ``Family``; most are a ``PatternFamily`` of three tables. ``generic`` reads any site and is what the others fall
back to.
Order: none; the registry asks them all and the best score wins, by name where two are equal.
"""
