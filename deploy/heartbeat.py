"""Whether an Airflow component on this host is alive: its newest heartbeat in the database is young. Exit 0 or 1.

    python heartbeat.py DagProcessorJob

A component that is stuck stops writing heartbeats, so this fails too, which a look at the process would not. It asks
the database directly: ``airflow jobs check`` says the same and imports all of Airflow to do it.
"""

from __future__ import annotations

import os
import socket
import sys

import psycopg2

_OLD_SECONDS = 120
_NEWEST = """
SELECT extract(epoch FROM now() - max(latest_heartbeat)) FROM job
WHERE job_type = %s AND hostname = ANY(%s) AND state = 'running'
"""


def names() -> list[str]:
    """What this host may be called: Airflow writes the canonical name of its own, Python's ``getfqdn`` may say
    ``localhost`` where ``/etc/hosts`` has that first."""
    own = socket.gethostname()
    try:
        found = socket.getaddrinfo(own, None, 0, socket.SOCK_DGRAM, 0, socket.AI_CANONNAME)
    except OSError:
        found = []
    return sorted({own, socket.getfqdn(), *(name for *_, name, _address in found if name)})


def main(job_type: str) -> int:
    """0 when the newest heartbeat of ``job_type`` on this host is young, else 1 with the reason."""
    address = os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"].replace("postgresql+psycopg2://", "postgresql://")
    with psycopg2.connect(address, connect_timeout=5) as connection, connection.cursor() as cursor:
        cursor.execute(_NEWEST, (job_type, names()))
        row = cursor.fetchone()
    age = None if row is None else row[0]
    if age is None or age > _OLD_SECONDS:
        said = "missing" if age is None else f"{age:.0f} s old"
        print(f"{job_type} on {' or '.join(names())}: the last heartbeat is {said}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
