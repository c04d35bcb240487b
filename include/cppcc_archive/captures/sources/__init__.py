"""Where captures come from beside the sites themselves: the indexes of other archives, in CDX.

In: a service's answers. Out: what it holds of an address in some years, and of that what is worth asking for.
Order: ``cdx`` (lines of an index, however a service writes them; the choice among them), ``services`` (which addresses
to ask for an index and for a capture).
"""
