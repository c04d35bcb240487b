"""Captures: every payload ever fetched, in WARC/1.1 objects written once, and the index that points into them."""
