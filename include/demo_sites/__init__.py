"""The demo: three invented committees' sites on 127.0.0.1, and the scripts that run the whole pipeline over them.

It stands beside the library, not in it: the library never imports Airflow, and nothing of this is installed with it.

============== ======================================================================================
``facts``      committees.yaml and prose.yaml, read into typed facts
``articles``   facts to the articles of a night (night 2: one edited, one deleted, one new)
``paste``      how Word, WPS and old editors wrap the same paragraph
``layouts``    articles to the pages of a Hanweb, a TRS and an old GBK table site
``files``      small valid PDF and DOCX attachments
``server``     serves the sites: robots.txt, ETag, Last-Modified, 304, request log
``services``   the embedded S3 and the sites as one context, addresses in a file
``run``        ``make demo``
``standing``   ``make up`` and ``make down``
============== ======================================================================================
"""
