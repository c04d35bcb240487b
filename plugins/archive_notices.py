"""Who is told when a run of the archive fails, is late, or is well again, and of sites that stopped answering.

Every failure is logged where it happened, as one structured error. A message goes out by Airflow's notifiers, once
a run: set the connection ``cppcc_notices`` to say how, and the variable ``cppcc_notify`` to say whom.

=====================  ===============================================================  ===========================
type of connection     what carries the message                                         ``cppcc_notify``
=====================  ===============================================================  ===========================
``smtp``               a mail, by the SMTP provider that comes with Airflow             addresses, comma-separated
``apprise``            the provider ``apache-airflow-providers-apprise``, if installed  a tag, or ``all``
=====================  ===============================================================  ===========================

Without the connection nothing is sent: the log has it all the same.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)

CONNECTION = "cppcc_notices"
RECIPIENTS = "cppcc_notify"
VIEW = "cppcc/nights"
_UNKNOWN = "the task ended without an exception: killed, out of memory or timed out; see its log"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to people."""

    subject: str
    text: str


def report_failure(context: Mapping[str, Any]) -> None:
    """Every task's ``on_failure_callback``: log the notice and send it; never raises.

    A task's, not a DAG's: only the process in which the task failed knows the exception. Of mapped tasks only the log
    speaks: what their failures mean together is for the task that judges the run.
    """
    found = notice(context)
    log.error("%s.%s failed: %s", found["dag_id"], found["task_id"], json.dumps(found, ensure_ascii=False))
    if found["map_index"] in (None, -1):
        send(failure_message(found))


def report_recovery(context: Mapping[str, Any]) -> None:
    """Every task's ``on_success_callback``: say that it works again, where the same task failed in the run before."""
    instance = context.get("task_instance") or context.get("ti")
    if instance is None or getattr(instance, "map_index", -1) not in (None, -1):
        return
    try:
        before = instance.get_previous_ti()
    except Exception:
        # A run without a logical date (by partition, by hand) has no run before it to look at.
        log.debug("no run before this one to compare with", exc_info=True)
        return
    if before is not None and str(getattr(before.state, "value", before.state)) == "failed":
        found = notice(context)
        send(
            Message(
                f"{found['dag_id']} works again",
                f"{found['dag_id']}.{found['task_id']} of {found['run_id']} succeeded; it failed in the run before.\n"
                f"{_links(found)}",
            )
        )


def report_late(**context: Any) -> None:
    """The deadline of a night: say that it is not over."""
    run = context.get("dag_run") or {}
    run_id = run.get("run_id") if isinstance(run, Mapping) else getattr(run, "run_id", None)
    log.error("the night %s is not over in time", run_id)
    send(
        Message(
            "crawl_nightly is late",
            f"The night {run_id} was not over six hours after it was due.\n"
            f"What it is at: the run in the UI, and {view()}. Nothing is lost: it goes on.",
        )
    )


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


def failure_message(found: Mapping[str, Any]) -> Message:
    """A failure in words: what, why, where to look."""
    key = f" [{found['partition_key']}]" if found["partition_key"] else ""
    text = (
        f"{found['dag_id']}.{found['task_id']} failed in {found['run_id']}{key}:\n\n{found['error']}\n\n{_links(found)}"
    )
    return Message(f"{found['dag_id']}{key} failed: {found['task_id']}", text)


def silence_message(named: Sequence[object]) -> Message:
    """Sites that stopped answering, or did not for a week or a month: once each, in words of the run's note."""
    count = "1 site does not answer" if len(named) == 1 else f"{len(named)} sites do not answer"
    listed = "\n".join(map(str, named))
    return Message(
        count,
        f"{listed}\n\nEach is told of when it stops, after a week and after a month, not nightly.\n"
        f"Sites: {view()}\nWhat to do: docs/ops.md, Did the night go well?",
    )


def view() -> str:
    """The address of the page of nights."""
    from airflow.sdk.configuration import conf

    base = (conf.get("api", "base_url", fallback=None) or "").rstrip("/")
    return f"{base}/{VIEW}" if base else f"{VIEW} in the UI"


def _links(found: Mapping[str, Any]) -> str:
    return f"Log: {found['log_url'] or 'in the UI'}\nSites: {view()}\nWhat to do: the DAG's own page (Docs)"


def send(message: Message) -> bool:
    """Send by the connection, if there is one; False where nothing was sent (a failure to send is logged)."""
    try:
        notifier = _notifier(message)
        if notifier is None:
            return False
        notifier.notify({})
    except Exception:
        # The notice itself is in the log already: a mail server that is down must not fail a task a second time.
        log.exception("the message %r could not be sent by the connection %s", message.subject, CONNECTION)
        return False
    return True


def _notifier(message: Message) -> Any:
    """Airflow's notifier for the connection's type; None where there is no connection."""
    from airflow.sdk import BaseHook, Variable
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        kind = BaseHook.get_connection(CONNECTION).conn_type
    except AirflowNotFoundException:
        return None
    people = str(Variable.get(RECIPIENTS, default="") or "")
    if kind == "smtp":
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier
        from markupsafe import Markup

        if not people.strip():
            raise ValueError(f"the variable {RECIPIENTS} names nobody: set it to the addresses that are to be told")
        return SmtpNotifier(
            to=[address.strip() for address in people.split(",") if address.strip()],
            subject=" ".join(message.subject.split()),
            html_content=str(Markup("<pre>{}</pre>").format(message.text)),
            mime_subtype="alternative",
            smtp_conn_id=CONNECTION,
        )
    if kind == "apprise":
        from importlib import import_module

        made = import_module("airflow.providers.apprise.notifications.apprise").AppriseNotifier
        return made(title=message.subject, body=message.text, tag=people or "all", apprise_conn_id=CONNECTION)
    raise ValueError(f"the connection {CONNECTION} is of type {kind!r}: smtp or apprise is expected")
