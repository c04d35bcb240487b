"""The archive's reader in Airflow's UI, behind its login.

The app is built on the first request: importing Airflow's security takes seconds, and every Airflow process loads
plugins. Every route asks for a logged-in user; Airflow itself does not authenticate plugin apps. Archived pages are
never served from this origin: ``CPPCC_REPLAY_URL`` may name another that shows them.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI


def build() -> FastAPI:
    """The reader over the archive that the tasks write."""
    from airflow.api_fastapi.core_api.security import get_user
    from fastapi import Depends, FastAPI

    from archive_settings import task_settings
    from cppcc_archive.view.app import Reader, add_routes
    from cppcc_archive.view.mounted import reader_of

    app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)
    reader: Reader = reader_of(task_settings)
    add_routes(app, reader)
    return app


class LazyApp:
    """An ASGI app that becomes the real one on its first request."""

    def __init__(self) -> None:
        self._app: FastAPI | None = None

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Callable[..., Any], send: Callable[..., Any]
    ) -> None:
        """Pass the request on."""
        if self._app is None:
            self._app = build()
        await self._app(scope, receive, send)


_APPS = [{"app": LazyApp(), "url_prefix": "/cppcc", "name": "cppcc archive"}]
_VIEWS = [
    {
        "name": "Archive",
        # Relative, so that it works behind a path prefix too.
        "href": "cppcc/",
        "destination": "nav",
        "category": "browse",
        "url_route": "cppcc",
    },
    {
        "name": "Archive crawls",
        "href": "cppcc/nights",
        "destination": "nav",
        "category": "browse",
        "url_route": "cppcc-crawls",
    },
]


class ArchivePlugin(AirflowPlugin):
    """Adds the reader to Airflow's navigation (Browse)."""

    name = "cppcc_archive"
    fastapi_apps = _APPS
    external_views = _VIEWS
