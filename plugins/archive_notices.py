"""What to say when a run of the archive fails: one structured error with everything ops asks first.

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


def report_failure(context: Mapping[str, Any]) -> None:
    """The DAGs' ``on_failure_callback``: log the notice and hand it to the operator's program; never raises."""
    found = notice(context)
    log.error("%s failed: %s", found["dag_id"], json.dumps(found, ensure_ascii=False))
    send(found)


def notice(context: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the failure; missing parts are None (a callback's context varies with where it runs)."""
    run = context.get("dag_run")
    instance = context.get("task_instance") or context.get("ti")
    error = context.get("exception")
    return {
        "dag_id": getattr(run, "dag_id", None) or getattr(instance, "dag_id", None),
        "run_id": getattr(run, "run_id", None) or context.get("run_id"),
        "partition_key": getattr(run, "partition_key", None),
        "task_id": getattr(instance, "task_id", None),
        "reason": context.get("reason"),
        "error": f"{type(error).__name__}: {error}" if isinstance(error, BaseException) else error,
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
