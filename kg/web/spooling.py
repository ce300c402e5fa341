"""Results that were written whole before the first byte of them is sent, so that one cut short never looks complete.

In: a question that writes its result into a file. Out: a response that sends the file, which has no name any more.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, Final

from starlette.responses import Response, StreamingResponse

from kg.stores.orders import Answer

_PIECE: Final = 256 * 1024


async def spool(folder: Path, ask: Callable[[str], Awaitable[Answer]]) -> tuple[Answer, BinaryIO]:
    """Ask a question, with the file that its result is to stand in; the answer, and the file open for reading."""
    descriptor, name = mkstemp(dir=folder)
    file = os.fdopen(descriptor, "rb")
    try:
        return await ask(name), file
    except BaseException:
        file.close()
        raise
    finally:
        Path(name).unlink(missing_ok=True)


def send(file: BinaryIO, media_type: str, headers: Mapping[str, str]) -> Response:
    """A response of the whole file, which it closes."""
    size = os.fstat(file.fileno()).st_size
    return StreamingResponse(_read(file), headers={**headers, "Content-Length": str(size)}, media_type=media_type)


async def _read(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
