"""TLS contexts: Mozilla's certificates, the operator's own beside them, and a site's own for that site only."""

from __future__ import annotations

import os
import ssl
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import certifi

from cppcc_archive.errors import SettingsError

OPERATOR_CAS = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Environment variables that name certificates to trust beside Mozilla's: a file in PEM, or a folder of them."""

_BEGIN = "-----BEGIN CERTIFICATE-----"


def operator_cas(environ: Mapping[str, str] = os.environ) -> tuple[tuple[str, str], ...]:
    """(variable, path) of what the operator's environment names."""
    return tuple((name, environ[name]) for name in OPERATOR_CAS if environ.get(name))


def context(insecure: bool, ca: str | None) -> ssl.SSLContext:
    """The context of a site's connections; ``ca`` (PEM text, or the path of a file or folder) is the entry's own.

    ``insecure`` (``insecure_tls``) checks nothing and also takes old protocols and ciphers. Raises SettingsError for
    certificates that cannot be read.
    """
    return _context(insecure, ca, operator_cas())


@cache
def _context(insecure: bool, ca: str | None, operator: tuple[tuple[str, str], ...]) -> ssl.SSLContext:
    made = ssl.create_default_context(cafile=certifi.where())
    # An intermediate certificate that is named must lead to a root that is trusted; Python 3.13 would stop at it.
    made.verify_flags &= ~ssl.VERIFY_X509_PARTIAL_CHAIN
    for name, place in operator:
        _load(made, place, name)
    if ca:
        _load(made, ca, "ca in the site's entry")
    if insecure:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            made.minimum_version = ssl.TLSVersion.TLSv1
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        made.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return made


def _load(made: ssl.SSLContext, what: str, name: str) -> None:
    try:
        if _BEGIN in what:
            made.load_verify_locations(cadata=what)
        elif Path(what).is_dir():
            made.load_verify_locations(capath=what)
        else:
            made.load_verify_locations(cafile=what)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"{name}: no certificates can be read from {what.splitlines()[0][:200]!r} ({reason}): name a file in PEM"
        ) from error
