"""What the pages of one site have in common: learned from archived pages, used to read the next one. Pure.

In: a site's article pages with their listing rows. Out: a ``Layout`` for each template, and a page's parts by it.
Order: ``paths`` (where an element stands, in words), ``model`` (layouts, what is known of a page
beforehand), ``laying`` (a layout laid over a page); ``pages`` (a page as learning sees it), ``furniture`` (what recurs
on pages of one template) and ``learn``;
``marking`` shows a person what came of it.
"""

from cppcc_archive.extract.layouts.model import Context, Furniture, Layout, Layouts, Pins, Row, newest

__all__ = ["Context", "Furniture", "Layout", "Layouts", "Pins", "Row", "newest"]
