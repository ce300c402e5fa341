"""Plain text: the file's words as they stand, so that every offset holds.

Only UTF-8 is read, with or without a byte-order mark, which is no part of the text; line ends stay as they are.
Another encoding is refused and not guessed: a guess would change words without a trace.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.documents.found import Reading
from kg.errors import DocumentError

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")
)  # fmt: skip
# Characters that no text has and that XML forbids: what they come from is binary data or a wrong conversion.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def read_plain(data: bytes, path: Path) -> Reading:
    """Read a text file. Raises DocumentError, with line and byte, for what is not UTF-8 text."""
    return Reading(decode_text(data, path))


def decode_text(data: bytes, path: Path) -> str:
    """The text of UTF-8 bytes, line ends unchanged, without a byte-order mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            raise DocumentError(f"is {encoding} text; expected UTF-8", path=path)
    if (at := data.find(b"\0")) >= 0:
        raise DocumentError(f"is binary (a null byte at byte {at}); expected UTF-8 text", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} (0x{error.object[error.start]:02x}) is not UTF-8; expected UTF-8 text"
        raise DocumentError(problem, path=path, line=error.object.count(b"\n", 0, error.start) + 1) from error
    return check_text(text, path)


def check_text(text: str, path: Path) -> str:
    """The text itself. Raises DocumentError when there is none, or when it holds characters that no text has."""
    if not text.strip():
        raise DocumentError("holds no text; expected at least one sentence", path=path)
    if match := _CONTROL.search(text):
        problem = f"holds the control character U+{ord(match.group()):04X}; expected UTF-8 text"
        raise DocumentError(problem, path=path, line=text.count("\n", 0, match.start()) + 1)
    return text
