"""Object storage: one folder or one S3 prefix holds the whole archive.

In: keys and bytes. Out: objects, written whole or not at all, and never over one that is there.
Order: ``base`` (the interface) → ``local`` and ``s3`` (at its ``endpoint``) → ``opening`` (from an address);
``embedded`` runs an S3 server of our own under ``supervise``.

Layout below ``CPPCC_STORE`` (the storage specification)::

    warc/<site_id>/<YYYY>/<site_id>-<YYYYMMDD>-<run_id>.warc.gz    one object per site and run, written once
    cdxj/<site_id>/<YYYY>/<site_id>-<YYYYMMDD>-<run_id>.cdxj       its index, for pywb
    manifests/<site_id>/<YYYY>/…                                   its length and SHA-256 when it was written
    tables/<name>/                                                 Delta tables, Parquet inside
    releases/<date>/<table>/…parquet                               plain Parquet, written once
    .cppcc/proof                                                   the conditional-write proof of this store
"""

from cppcc_archive.store.opening import open_store

__all__ = ["open_store"]
