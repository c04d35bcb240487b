"""What holds for every command: it says what it does, and what it tells people it tells programs as JSON."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from cppcc_archive.cli.app import app

NO_ANSWER = {"view"}
"""Serves pages until it is ended; it has no answer to print."""


def commands(group: TyperGroup, before: tuple[str, ...] = ()) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Every command by what is typed, groups that are commands themselves (``release``) too."""
    for name, command in group.commands.items():
        assert isinstance(command, TyperCommand | TyperGroup)
        if isinstance(command, TyperGroup):
            yield from commands(command, (*before, name))
        if not isinstance(command, TyperGroup) or command.invoke_without_command:
            yield " ".join((*before, name)), command


ROOT = typer.main.get_command(app)
assert isinstance(ROOT, TyperGroup)
EVERY = dict(commands(ROOT))


def test_every_command_is_seen() -> None:
    assert {"crawl", "build", "audit", "query", "release", "release verify", "sites add", "captures import"} <= set(
        EVERY
    )
    assert len(EVERY) >= 20


@pytest.mark.parametrize("name", EVERY)
def test_a_command_says_what_it_does_and_what_each_option_is_for(name: str) -> None:
    command = EVERY[name]
    assert (command.help or "").strip().endswith("."), name
    for parameter in command.params:
        assert isinstance(parameter, TyperArgument | TyperOption)
        assert parameter.help, f"{name}: {parameter.name}"


@pytest.mark.parametrize("name", sorted(set(EVERY) - NO_ANSWER))
def test_a_command_answers_programs_in_json(name: str) -> None:
    command = EVERY[name]
    options = {word: one for one in command.params for word in one.opts}
    if "--format" in options:
        assert "json" in getattr(options["--format"].type, "choices", ())
    assert command.callback is not None
    source = inspect.getsource(inspect.unwrap(command.callback))
    is_json = "print_json(" in source or "_report(" in source
    # Whoever prints for people as well has a switch.
    if any(word in source for word in ("typer.echo(", "write_answer(", "print(shown(")):
        assert {"--json", "--format"} & set(options)
    else:
        assert is_json, f"{name} prints no JSON"
