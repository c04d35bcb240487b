"""Every error this library raises on purpose, as one small tree.

A class exists where a caller does something different on meeting it; the message always names the thing and the remedy.
``exit_code`` is what the command line ends with (1: the work failed, 2: bad usage or input).
"""

from __future__ import annotations

import re


class ArchiveError(Exception):
    """Root of the tree: catch it to tell our refusals from bugs."""

    exit_code = 1


class InputError(ArchiveError):
    """What the user handed in (an argument, a file, a page, a query) cannot be used as it is."""

    exit_code = 2


class RegistryError(InputError):
    """An entry of the site registry is wrong; the message names file, line and field."""


class SettingsError(InputError):
    """A setting (store address, contact, credentials) is missing or contradicts another."""


class ClockError(SettingsError):
    """This machine's clock is wrong by days: what would be written now would be dated wrongly for good."""


class FetchError(ArchiveError):
    """A request got no usable answer (network, TLS, time, size); the crawler may try again."""


class RefusedError(FetchError):
    """Policy forbids the request (robots.txt, private address, scheme, budget): trying again is pointless."""


class StoreError(ArchiveError):
    """The object store failed or answered something it should not.

    The message is one line of words, whatever the libraries below put into theirs: terminal colours, arrows, lines, and
    the store's answer in XML. It stands in notices and on pages.
    """

    def __init__(self, message: str) -> None:
        super().__init__(_in_words(message))


class ObjectExistsError(StoreError):
    """A write-once key is taken already: another run, or an earlier try of this one, wrote it."""


class DamagedObjectError(StoreError):
    """An object of the archive is cut or was changed: it alone cannot be read, the store is well."""


class OvertakenError(StoreError):
    """Another build of the same site came first: look again at what there is to do."""


class UnsafeStoreError(StoreError):
    """The store ignores conditional writes, so concurrent commits would lose rows: refused before the first write."""


class TableError(ArchiveError):
    """Rows do not fit the declared schema, or a table does not have the declared shape."""


class QuietNightError(ArchiveError):
    """Too few sites answered, or nothing was found where something was expected: zero results is a failure."""


class DamagedArchiveError(ArchiveError):
    """An audit found that something the archive held is missing, changed or contradicts itself."""


_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_ANSWER = re.compile(
    "(?:<\\?xml.*?)?<Error>.*?<Code>(.*?)</Code>(?:.*?<Message>(.*?)</Message>)?.*?</Error>", re.DOTALL
)


def _in_words(message: str) -> str:
    plain = _COLOUR.sub("", message).replace("\u21b3", " ")
    return " ".join(_ANSWER.sub(lambda answer: ": ".join(filter(None, answer.groups())), plain).split())
