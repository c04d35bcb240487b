"""What a page says of its article besides the text: title, date, source, author, the way from the home page. Pure.

In: a page's flat nodes, the body's span and the lines around it. Out: the metadata of the ``Document``.
Order: ``clues`` (metas, ``<title>``: without the layout), ``evidence`` (tables of clues that candidates are weighed
by), ``looks`` (how a title's line is printed), ``candidates`` (every line that could be the title), ``headline``,
``fields`` (labels and values of info lines), ``info`` (dates and names in them), ``breadcrumb``.
"""
