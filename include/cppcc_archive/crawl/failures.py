"""What went wrong with a request, as a sentence with the remedy. Pure.

The libraries below tell their own story (pools, retries, object addresses); who reads an outcome wants to know what the
host did and what can be done.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator

from urllib3 import exceptions as urllib3

from cppcc_archive.errors import FetchError, RefusedError, SettingsError

_CHAIN = frozenset({2, 20, 21})
_SELF_SIGNED = frozenset({18, 19})
_EXPIRED = 10
_NAME = frozenset({62, 64})
_CHAIN_REMEDY = (
    "give the missing certificates (ca: in the site's entry, --ca of sites add, or SSL_CERT_FILE), "
    "or insecure_tls: true to go without any check"
)


def sentence(error: BaseException) -> str:
    """``error`` for an outcome's reason, at most 300 characters, what matters first."""
    causes = list(_causes(error))
    for cause in reversed(causes):
        if said := _said(cause):
            return said[:300]
    inner = causes[-1]
    return f"{type(inner).__name__}: {inner.args[-1] if inner.args else inner}"[:300]


def refusal_behind(error: BaseException) -> RefusedError | SettingsError | None:
    """The refusal of ours that urllib3 or requests wrapped, if one is behind ``error``."""
    return next((cause for cause in _causes(error) if isinstance(cause, RefusedError | SettingsError)), None)


def is_timeout(error: BaseException) -> bool:
    """Whether it was the time that ran out."""
    return any(isinstance(cause, TimeoutError | urllib3.TimeoutError) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was made from, outermost first."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return
        yield seen
        inner = [getattr(seen, "reason", None), seen.__cause__, *seen.args[-1:], seen.__context__]
        seen = next((one for one in inner if isinstance(one, BaseException) and one is not seen), None)


def _said(error: BaseException) -> str | None:
    if isinstance(error, FetchError | SettingsError):
        return str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error)
    if isinstance(error, ssl.SSLError):
        why = (error.reason or str(error)).replace("_", " ").lower()
        return f"TLS: no secure connection ({why}): insecure_tls: true in the site's entry also takes old protocols"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "the host's name is not known (DNS): is the address right, has the site moved?"
    if isinstance(error, ConnectionRefusedError):
        return "the host refuses connections on this port: the site is down or has moved"
    if isinstance(error, http.client.RemoteDisconnected):
        return "the host closed the connection without an answer"
    if isinstance(error, ConnectionResetError | BrokenPipeError | ConnectionAbortedError):
        return "the host broke the connection off"
    if isinstance(error, TimeoutError | urllib3.ConnectTimeoutError | urllib3.ReadTimeoutError):
        return "no answer within the time allowed"
    if isinstance(error, http.client.IncompleteRead | urllib3.IncompleteRead):
        return "the body broke off before its announced end"
    if isinstance(error, http.client.BadStatusLine):
        return f"the answer is no HTTP: it begins {str(error.args[0])[:60]}"
    if isinstance(error, urllib3.InvalidHeader):
        return f"the answer contradicts itself: {error}"
    if isinstance(error, OSError) and error.strerror and error.errno:
        return f"no connection to the host: {error.strerror}"
    return None


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    code, said = error.verify_code, error.verify_message
    if code in _CHAIN:
        return f"TLS: the server sends an incomplete certificate chain or its CA is unknown: {_CHAIN_REMEDY}"
    if code in _SELF_SIGNED:
        return f"TLS: the certificate is signed by itself or by an unknown CA: {_CHAIN_REMEDY}"
    if code == _EXPIRED:
        return "TLS: the certificate has expired: insecure_tls: true in the site's entry reads the site nevertheless"
    if code in _NAME:
        return f"TLS: the certificate is for another name ({said}): is base_url right? Otherwise insecure_tls: true"
    return f"TLS: the certificate cannot be verified ({said}): {_CHAIN_REMEDY}"
