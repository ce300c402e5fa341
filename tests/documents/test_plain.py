"""Plain text and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.plain import read_plain
from kg.errors import DocumentError

HERE = Path("report.txt")


def test_text_is_unchanged_but_for_a_byte_order_mark() -> None:
    text = "Peace 🕊\r\n\r\n“No\u00a0war”\tand so on\x0cnext page\n"
    assert read_plain(b"\xef\xbb\xbf" + text.encode(), HERE).text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "report.txt: holds no text; expected at least one sentence"),
        (b" \r\n\t\xc2\xa0", "report.txt: holds no text; expected at least one sentence"),
        (b"Peace\nfor all\nna\xefve", "report.txt:3: byte 16 (0xef) is not UTF-8; expected UTF-8 text"),
        (b"Peace\x00", "report.txt: is binary (a null byte at byte 5); expected UTF-8 text"),
        ("Peace".encode("utf-16"), "report.txt: is UTF-16 text; expected UTF-8"),
        ("Peace".encode("utf-32"), "report.txt: is UTF-32 text; expected UTF-8"),
        (b"Peace\n\x07", "report.txt:2: holds the control character U+0007; expected UTF-8 text"),
        (b"Peace \xc2\x93quoted\xc2\x94", "report.txt:1: holds the control character U+0093; expected UTF-8 text"),
    ],
)
def test_other_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_plain(data, HERE)
    assert str(caught.value) == message
