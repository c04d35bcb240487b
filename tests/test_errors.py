"""What our errors say: words of ours, in one line, whatever the libraries below say theirs in."""

from __future__ import annotations

import pickle

from cppcc_archive.errors import OvertakenError, StoreError

OF_A_LIBRARY = (
    "cannot open the table reports: Kernel error -> Generic S3 error\n   \x1b[31m↳\x1b[0m 403 Forbidden\n"
    '     \x1b[31m↳\x1b[0m <?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>InvalidAccessKeyId</Code>'
    "<Message>The access key ID does not exist.</Message><Resource>/x</Resource></Error>\n"
)


def test_a_store_error_is_one_line_without_colours_and_xml() -> None:
    assert str(StoreError(OF_A_LIBRARY)) == (
        "cannot open the table reports: Kernel error -> Generic S3 error 403 Forbidden "
        "InvalidAccessKeyId: The access key ID does not exist."
    )
    assert str(StoreError("<Error><Code>Slow</Code></Error> at a.py:3")) == "Slow at a.py:3"
    assert str(StoreError("a < b and <b>")) == "a < b and <b>"


def test_an_error_goes_from_process_to_process() -> None:
    assert str(pickle.loads(pickle.dumps(OvertakenError("first\nsecond")))) == "first second"
