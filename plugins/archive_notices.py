"""What to say when a task of the archive fails for good: one structured error with everything ops asks first.

The logs carry it to wherever they are shipped; set ``CPPCC_NOTICE_COMMAND`` to also hand it, as JSON on standard input,
to a program (a mailer, a chat hook) that decides where it goes.
"""

from __future__ import annotations

import json
import logging
import os
import shlex
import subprocess
from collections.abc import Mapping
from typing import Any

log = logging.getLogger(__name__)

COMMAND = "CPPCC_NOTICE_COMMAND"
_SECONDS = 30
_UNKNOWN = "the task ended without an exception: killed, out of memory or timed out; see its log"


def report_failure(context: Mapping[str, Any]) -> None:
    """Every task's ``on_failure_callback``: log the notice and hand it to the operator's program; never raises.

    A task's, not a DAG's: only the process in which the task failed knows the exception.
    """
    found = notice(context)
    log.error("%s.%s failed: %s", found["dag_id"], found["task_id"], json.dumps(found, ensure_ascii=False))
    send(found)


def notice(context: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the failure; missing parts are None.

    A task that was killed from outside is reported by another process: ``error`` then says so, the log has the rest.
    """
    run = context.get("dag_run")
    instance = context.get("task_instance") or context.get("ti")
    error = context.get("exception")
    return {
        "dag_id": getattr(run, "dag_id", None) or getattr(instance, "dag_id", None),
        "run_id": getattr(run, "run_id", None) or context.get("run_id"),
        "partition_key": getattr(run, "partition_key", None),
        "task_id": getattr(instance, "task_id", None),
        "map_index": getattr(instance, "map_index", None),
        "error": f"{type(error).__name__}: {error}" if isinstance(error, BaseException) else error or _UNKNOWN,
        "log_url": getattr(instance, "log_url", None),
    }


def send(found: Mapping[str, Any]) -> bool:
    """Hand a notice to the operator's program; False when there is none or it failed (which is logged)."""
    command = os.environ.get(COMMAND)
    if not command:
        return False
    try:
        subprocess.run(
            shlex.split(command), input=json.dumps(found, ensure_ascii=False).encode(), timeout=_SECONDS, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        log.error("%s=%s could not take the notice: %s", COMMAND, command, error)
        return False
    return True
