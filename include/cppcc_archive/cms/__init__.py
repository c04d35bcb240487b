"""CMS families: one module each, telling a crawler how one vendor's pages list and mark up their articles."""
