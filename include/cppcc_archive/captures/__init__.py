"""Captures: every payload ever fetched, in WARC/1.1 objects written once, and the index that points into them.

In: exchanges (request, answer, verdict) of one site in one run. Out: one WARC object with its CDXJ, and capture rows
that say object, offset and length; later the payload again, checked against its digest.
Order: ``model`` (the shapes), ``head`` (an answer's headers byte for byte), ``coding`` and ``payload`` (its codings
undone), ``records`` (one exchange as bytes; ``member``: our own taken apart), ``warc`` (the object), ``cdxj`` (its
index), ``read`` (back to a payload), ``fixity`` (is it still whole), ``manifest`` (is it the one that was written),
``wacz`` (chosen records for others);
``foreign`` and ``saved`` read what other people archived (``unpacking``: in one file), ``sources`` knows their indexes.
"""
