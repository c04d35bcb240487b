"""``cppcc view``: the reader and the origin of archived pages, both on this machine only."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from cppcc_archive.errors import InputError
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.store.base import Store
from cppcc_archive.view.app import Reader, add_routes
from cppcc_archive.view.archive import Archive, Connect
from cppcc_archive.view.backfill import Backfills
from cppcc_archive.view.replay import add_replay
from cppcc_archive.view.search import Index, index_path

HERE = "127.0.0.1"


def apps(archive: Archive, store: Store | None, index: Index | None, port: int, replay_port: int) -> list[FastAPI]:
    """The reader and, over a store (a release has no pages), the origin of archived pages."""
    replay = f"http://{HERE}:{replay_port}/capture/{{capture}}" if store else None
    found = [_app()]
    backfills = Backfills(Settings.from_environment, lambda: store) if store else None
    add_routes(found[0], Reader(archive, index, replay, backfills))
    if store:
        found.append(_app())
        add_replay(found[1], archive, store, f"http://{HERE}:{port}", f"http://{HERE}:{replay_port}")
    return found


def _app() -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # A page elsewhere whose name was pointed at this machine must not read the archive through its reader's browser.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HERE, "localhost"])
    return app


def serve(connect: Connect, address: str, store: Store | None, port: int, said: Callable[[str], None]) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``said`` is told the reader's address once it answers.

    Raises InputError when the port is taken.
    """
    archive = Archive(connect)
    index = Index(index_path(address))
    sockets = [bound(port), bound(0)]
    ports = [one.getsockname()[1] for one in sockets]
    index.follow(archive)
    said(f"http://{HERE}:{ports[0]}/")
    asyncio.run(_serve(apps(archive, store, index, *ports), sockets))


def bound(port: int) -> socket.socket:
    """A socket that listens on ``port`` of this machine alone (0: any that is free)."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HERE, port))
    except OSError as error:
        found.close()
        raise InputError(f"port {port} on {HERE} cannot be had ({error.strerror}): name another with --port") from error
    return found


async def _serve(found: list[FastAPI], sockets: list[socket.socket]) -> None:
    servers = [uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)) for app in found]
    running = [asyncio.ensure_future(one.serve(sockets=[held])) for one, held in zip(servers, sockets, strict=False)]
    await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    for one in servers:
        one.should_exit = True
    await asyncio.gather(*running)
