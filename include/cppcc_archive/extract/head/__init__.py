"""What a page says of its article besides the text: title, date, source, author, the way from the home page. Pure.

In: a page's flat nodes, the body's span and the lines around it. Out: the metadata of the ``Document``.
Order: ``clues`` (metas, ``<title>``, landmarks: without the layout), ``evidence`` (tables of clues that candidates are
weighed by), ``lines`` (how a title's line is printed, labels and values of info lines), ``candidates`` (every line that
could be the title), ``headline``, ``info`` (dates and names in info lines), ``breadcrumb``.
"""
