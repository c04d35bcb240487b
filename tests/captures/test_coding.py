"""Content codings undone as browsers undo them: every byte that came, whatever stands behind it."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest

from cppcc_archive.captures.coding import AT_ONCE, DamagedBodyError, Inflate

TEXT = "征集提案171件，经审查立案151件。".encode() * 3000
ZIPPED = gzip.compress(TEXT)
NAMED = io.BytesIO()
with gzip.GzipFile("页.html", "wb", fileobj=NAMED) as _file:
    _file.write(TEXT)
PLAIN_HEAD = ZIPPED[:3] + bytes([4 | 2 | 16]) + ZIPPED[4:10] + b"\x03\x00abc" + b"a note\0" + b"\1\2" + ZIPPED[10:]


def decoded(data: bytes, piece: int) -> tuple[bytes, Inflate]:
    stage, out = Inflate(10_000), []
    for at in range(0, len(data), piece):
        out.append(stage.feed(data[at : at + piece], at + piece, 1 << 30))
    return b"".join(out) + stage.rest(), stage


@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
@pytest.mark.parametrize(
    "data", [ZIPPED, NAMED.getvalue(), PLAIN_HEAD, zlib.compress(TEXT), ZIPPED + b"junk", gzip.compress(b"") + ZIPPED]
)
def test_a_sound_body_is_decoded_and_said_to_be_sound(data: bytes, piece: int) -> None:
    body, stage = decoded(data, piece)
    assert (body, stage.complete, stage.is_sound) == (TEXT, True, True)


@pytest.mark.parametrize("piece", [1, 1 << 20])
@pytest.mark.parametrize(
    "data",
    [
        ZIPPED[:-8] + b"\0\0\0\0" + ZIPPED[-4:],
        ZIPPED[:-4] + b"\1\1\1\1",
        ZIPPED[:-3],
        ZIPPED[:-8],
        ZIPPED[:-8] + b"\0" * 8 + gzip.compress(b""),
        zlib.compress(TEXT)[:-4] + b"\0\0\0\0",
        zlib.compress(TEXT)[:-4],
    ],
)
def test_a_wrong_or_missing_checksum_costs_no_byte_and_is_noted(data: bytes, piece: int) -> None:
    body, stage = decoded(data, piece)
    assert (body, stage.complete, stage.is_sound) == (TEXT, True, False)


def test_of_a_damaged_body_all_is_kept_that_stood_before_the_damage() -> None:
    packer, noise = zlib.compressobj(wbits=31), bytes(n * n * 7919 % 251 for n in range(200_000))
    data = packer.compress(noise) + packer.flush(zlib.Z_FULL_FLUSH) + b"\x07 no block begins like this"
    with pytest.raises(DamagedBodyError) as raised:
        Inflate(10_000).feed(data, len(data), 1 << 30)
    assert noise.startswith(raised.value.part)
    assert len(raised.value.part) > len(noise) - AT_ONCE


def test_a_body_that_stops_before_its_data_end_is_not_complete() -> None:
    body, stage = decoded(ZIPPED[:-20], 1 << 20)
    assert TEXT.startswith(body)
    assert not stage.complete


@pytest.mark.parametrize("head", [b"\x1f\x8b\x07" + b"\0" * 20, b"\x1f\x8b\x08\x08" + b"a" * 70_000])
def test_a_gzip_header_that_is_none_is_damage(head: bytes) -> None:
    with pytest.raises(DamagedBodyError):
        Inflate(10_000).feed(head, len(head), 1 << 30)
