"""Articles to a site's pages, one module a layout. All are functions of the committee and the night."""
