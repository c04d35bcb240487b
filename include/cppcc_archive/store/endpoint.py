"""Where S3 is, and how it is reached."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

from botocore.config import Config

ATTEMPTS = 5
"""Of a request, by the client and by us."""


def configured_endpoint() -> str | None:
    """Where the environment says that S3 is; None for Amazon's own."""
    # botocore reads these too, but only from a released version on; the address decides about proxies, so we look.
    return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or None


def config_for(endpoint: str | None) -> Config:
    """What a client asks with."""
    loopback = endpoint is not None and is_loopback(endpoint)
    return Config(
        signature_version="s3v4",
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        connect_timeout=10,
        read_timeout=60,
        max_pool_connections=32,
        # Servers other than Amazon's do not all know the newer checksum trailers.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"} if endpoint else {},
        # HTTP_PROXY is meant for the crawl; a store on this very machine is never reached through it.
        proxies={} if loopback else None,
    )


def is_loopback(url: str) -> bool:
    """Whether the address is on this very machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bypass_proxy(url: str) -> None:
    """delta-rs and DuckDB take proxies from the environment only: except the store's own loopback host there."""
    host = urlsplit(url).hostname or ""
    for name in ("NO_PROXY", "no_proxy"):
        hosts = [part for part in os.environ.get(name, "").split(",") if part]
        if host not in hosts:
            os.environ[name] = ",".join([*hosts, host])
