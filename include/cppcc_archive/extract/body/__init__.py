"""Where on a page the article's body is. Pure.

In: a page's flat nodes and its landmarks. Out: the span of nodes that is the body, and by which way it was found.
Order: ``finding`` (a container known by name, else marks, else prose) and for pages nobody knows ``kinds``: what a line
is, and ``passage``: the run of lines below the title that reads as the article.
"""
