"""The demo's surroundings: embedded S3, sites, and the environment in which the library and Airflow find them.

Everything lies in one folder (``.demo`` in the checkout, or ``CPPCC_DEMO_FOLDER``)::

    s3/        the embedded S3's data       sites/    registry, request log, the night the sites are in
    airflow/   AIRFLOW_HOME of `make up`    env       the environment of a standing Airflow, while it stands
    nights/    AIRFLOW_HOME of `make demo`: apart, or a standing Airflow would replay what the demo announced
"""

from __future__ import annotations

import os
import shlex
import socket
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from demo_sites.facts import committees

if TYPE_CHECKING:
    from cppcc_archive.store.embedded import EmbeddedS3
    from demo_sites.server import DemoSites

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("CPPCC_DEMO_FOLDER", CHECKOUT / ".demo"))
SITE_PORT = 18471
"""The first site's port in a fresh demo. The archive knows pages by URL, so the sites come back under the old ones."""

_FOREIGN = ("AIRFLOW", "AWS_", "CPPCC_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy")


@dataclass(frozen=True, slots=True)
class Services:
    """What is running, and how other processes reach it."""

    folder: Path
    s3: EmbeddedS3
    sites: DemoSites

    moved: tuple[str, ...]
    """The sites that could not come back under their old addresses: what they publish is new to the archive."""

    @property
    def environ(self) -> dict[str, str]:
        """The archive's settings: store, registry."""
        return {
            **self.s3.environ,
            "CPPCC_SITES": str(self.sites.registry),
        }


@contextmanager
def services(folder: Path) -> Iterator[Services]:
    """Run S3 and sites while the block runs."""
    # Who joins the services imports this module, too, and needs neither boto3 nor the sites.
    from cppcc_archive.store.embedded import embedded_s3
    from demo_sites.server import DemoSites

    with ExitStack() as stack:
        registry = folder / "sites" / "sites.yaml"
        before = site_urls(registry)
        sites = stack.enter_context(DemoSites(folder / "sites", site_ports(registry)))
        s3 = stack.enter_context(embedded_s3(folder / "s3"))
        yield Services(folder, s3, sites, moved(before, sites.urls))


def site_ports(registry: Path) -> dict[str, int]:
    """The ports the sites had last time, else their usual ones, where they are free; other free ones otherwise."""
    usual = {item.id: SITE_PORT + place for place, item in enumerate(committees())}
    usual |= {name: urlsplit(url).port or 0 for name, url in site_urls(registry).items()}
    return {name: free_port(port) for name, port in usual.items()}


def site_urls(registry: Path) -> dict[str, str]:
    """The addresses the sites had last time; empty before the first."""
    if not registry.exists():
        return {}
    return {entry["id"]: entry["base_url"] for entry in YAML(typ="safe").load(registry.read_text(encoding="utf-8"))}


def moved(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The sites that are at another address than before."""
    return tuple(name for name, url in now.items() if before.get(name, url) != url)


def moved_text(names: Sequence[str]) -> str:
    """What to tell the user of sites that moved; empty when none did."""
    if not names:
        return ""
    return (
        f"moved, since another program has their ports: {', '.join(names)}. The archive knows pages by address: the "
        "next crawl finds every report there as new. Free the ports and start again, or begin anew with `make demo`."
    )


def free_port(wanted: int) -> int:
    """``wanted`` if it is free on loopback, else any free port."""
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")


def airflow_environ(home: Path) -> dict[str, str]:
    """Airflow as the demo wants it: SQLite, our DAGs and plugins, loopback only, DAGs active from the start."""
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(CHECKOUT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        # What `airflow dags …` says each time of a library that draws nothing here.
        "PYTHONWARNINGS": "ignore:Could not import graphviz",
    }


def clean_environ() -> dict[str, str]:
    """This process's environment without what would lead the demo elsewhere; the environment's programs come first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    kept["CPPCC_DEMO_FOLDER"] = str(FOLDER)
    scripts = sysconfig.get_path("scripts")
    return {**kept, "PATH": f"{scripts}{os.pathsep}{kept.get('PATH', os.defpath)}", "PYTHONUNBUFFERED": "1"}


def shown(path: Path) -> str:
    """A path as the user sees it from the checkout."""
    return os.path.relpath(path, CHECKOUT)


def environ_file(folder: Path) -> Path:
    """Where a standing Airflow leaves its environment."""
    return folder / "env"


def write_environ(path: Path, environ: Mapping[str, str]) -> None:
    """Write variables as shell assignments, readable by the owner alone: keys are among them."""
    path.unlink(missing_ok=True)
    lines = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in sorted(environ.items()))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(lines)


def read_environ(path: Path) -> dict[str, str]:
    """What :func:`write_environ` wrote."""
    found = {}
    for line in path.read_text().splitlines():
        name, _, value = line.removeprefix("export ").partition("=")
        found[name] = shlex.split(value)[0] if value else ""
    return found
