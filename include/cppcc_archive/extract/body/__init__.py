"""Where on a page the article's body is. Pure.

In: a page's flat nodes and its landmarks. Out: the span of nodes that is the body, and by which way it was found.
Order: ``finding`` (a container known by name, else marks, else prose), ``overrun`` (containers closed early), then for
pages nobody knows ``weights`` (each text as prose), ``anchor`` (what the body follows), ``ending`` (what it stops
before) and ``scoring``, which chooses; ``sidelists`` tells what is only a heading beside an article.
"""
