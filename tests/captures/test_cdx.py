"""Indexes of other archives: whatever came of them, what was lost on the way is counted."""

from __future__ import annotations

import json

import pytest

from cppcc_archive.captures.sources.cdx import read_index

HEAD = ["timestamp", "original", "statuscode", "digest"]
ROWS = [[f"2010020{day}040506", f"http://a.example/{day}", "200", "ABC"] for day in (1, 2, 3)]
WHOLE = ",\n".join(json.dumps(row) for row in (HEAD, *ROWS))


def test_a_whole_table_is_read_and_nothing_of_it_is_lost() -> None:
    found, lost = read_index(f"[{WHOLE}]")
    assert ([line.url for line in found], lost) == ([row[1] for row in ROWS], 0)


@pytest.mark.parametrize("end", range(len(json.dumps(HEAD)) + 1, len(WHOLE) + 1))
def test_a_table_that_was_cut_anywhere_says_so(end: int) -> None:
    found, lost = read_index(f"[{WHOLE}"[:end])
    assert [line.url for line in found] == [row[1] for row in ROWS][: len(found)]
    assert lost >= 1


@pytest.mark.parametrize("text", ['[[["a"]], [1]]', '[["a", {"b": 1}], ["x", "y"]]', "[[1, 2], [3, 4]]"])
def test_a_table_whose_columns_have_no_names_is_lost_and_breaks_nothing(text: str) -> None:
    found, lost = read_index(text)
    assert found == [] and lost >= 1
