"""The folder of results: a shard for each batch, a note beside it that it is done, and a manifest when all are.

    part-000012-5f0c….jsonl     the records of batch 12; the parts in the order of their names are the whole result
    done/5f0c….json             what stands in it; named by the hash of the documents and of how they were read
    problems.json              the documents that could not be read, and why
    manifest.json               the parts in order, with their figures; written when nothing is left to do

A second run over the same corpus finds the notes and reads nothing again. Shards of documents that are not in the
corpus any more are removed at the end; other files of the folder are left alone.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Literal

from kg.cluster.places import find_size, is_address, join, list_names, read_bytes, remove_file, write_bytes
from kg.errors import MissingExtra, UsageError

Format = Literal["jsonl", "parquet"]
MANIFEST: Final = "manifest.json"
PROBLEMS: Final = "problems.json"
_DONE: Final = "done"
_PART = re.compile(r"part-\d{6,}-[0-9a-f]{16}\.(jsonl|parquet)")
_NOTE = re.compile(r"[0-9a-f]{64}\.(jsonl|parquet)\.json")


@dataclass(frozen=True)
class Problem:
    """A document that could not be read, or that says nothing, and why."""

    document: str
    problem: str
    failed: bool = True


@dataclass(frozen=True)
class Line:
    """One record as a line of JSON, with the id of its document and its kind."""

    document: str
    kind: str
    json: str


@dataclass(frozen=True)
class Done:
    """A batch that is done: its shard, the hash that names its content, and what it holds.

    Without a part it was given up, or was a trial; `beyond` says that a trial found no document at its place.
    """

    number: int
    part: str | None = None
    content: str = ""
    documents: int = 0
    records: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()
    skipped: bool = False
    beyond: bool = False
    worker: str = ""


@dataclass(frozen=True)
class Output:
    """A folder, here or at an address, and the format of its shards."""

    folder: str
    format: Format = "jsonl"

    def check(self) -> None:
        """Raise UsageError where the place is a file, or cannot be reached."""
        if find_size(self.folder) is not None:
            raise UsageError(f"{self.folder} is a file; expected a folder for the shards")
        if not is_address(self.folder):
            Path(self.folder).mkdir(parents=True, exist_ok=True)
        if self.format == "parquet":
            _encode((), "parquet")

    def find_done(self, number: int, content: str) -> Done | None:
        """What was done before with the same documents, under the number that the batch has now."""
        note = self._note(content)
        if find_size(note) is None:
            return None
        fields = json.loads(read_bytes(note))
        problems = tuple(Problem(**problem) for problem in fields.pop("problems"))
        part = self._part(number, content)
        for name in dict.fromkeys((part, fields["part"])):
            if find_size(join(self.folder, name)) == fields["size"]:
                break
        else:
            return None
        done = Done(**fields | {"number": number, "part": part, "problems": problems})
        if name != part:
            write_bytes(join(self.folder, part), read_bytes(join(self.folder, name)))
            self._write_note(done)
        return replace(done, skipped=True)

    def write(self, number: int, content: str, lines: Sequence[Line], problems: Sequence[Problem], worker: str) -> Done:
        """Write the shard of a batch, and then the note that it is done."""
        data, part = _encode(lines, self.format), self._part(number, content)
        write_bytes(join(self.folder, part), data)
        documents = sum(line.kind == "document" for line in lines)
        done = Done(number, part, content, documents, len(lines) - documents, len(data), tuple(problems))
        self._write_note(done)
        return replace(done, worker=worker)

    def _write_note(self, done: Done) -> None:
        note = {name: value for name, value in asdict(done).items() if name not in ("skipped", "beyond", "worker")}
        text = json.dumps(note, ensure_ascii=False) + "\n"
        write_bytes(self._note(done.content), text.encode("utf-8", "backslashreplace"))

    def finish(self, done: Iterable[Done]) -> None:
        """Write the manifest and the list of problems, and remove the shards that no batch has any more."""
        batches = sorted(done, key=lambda one: one.number)
        listed = [json.dumps(asdict(problem), ensure_ascii=False) for one in batches for problem in one.problems]
        write_bytes(
            join(self.folder, PROBLEMS), "".join(f"{line}\n" for line in listed).encode("utf-8", "backslashreplace")
        )
        parts = [
            {
                "name": one.part,
                "documents": one.documents,
                "records": one.records,
                "size": one.size,
                "content": one.content,
            }
            for one in batches
            if one.part
        ]
        total = {
            name: sum(getattr(one, name) for one in batches if one.part) for name in ("documents", "records", "size")
        }
        manifest = {"format": self.format, "complete": all(one.part for one in batches)} | total
        data = json.dumps(manifest | {"problems": len(listed), "parts": parts}, indent=1)
        write_bytes(join(self.folder, MANIFEST), f"{data}\n".encode())
        self._remove_old({one.part for one in batches}, {Path(self._note(one.content)).name for one in batches})

    def _remove_old(self, parts: set[str | None], notes: set[str]) -> None:
        for name in list_names(self.folder):
            if _PART.fullmatch(name) and name not in parts:
                remove_file(join(self.folder, name))
        for name in list_names(join(self.folder, _DONE)):
            if _NOTE.fullmatch(name) and name not in notes:
                remove_file(join(self.folder, _DONE, name))

    def _part(self, number: int, content: str) -> str:
        return f"part-{number:06}-{content[:16]}.{self.format}"

    def _note(self, content: str) -> str:
        return join(self.folder, _DONE, f"{content}.{self.format}.json")


def _encode(lines: Sequence[Line], format: Format) -> bytes:
    """The bytes of a shard. Raises UsageError where Parquet is asked for and Arrow is not installed."""
    if format == "jsonl":
        return "".join(f"{line.json}\n" for line in lines).encode()
    try:
        import pyarrow  # type: ignore[import-untyped,unused-ignore]
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "pyarrow", "tables") from error
    columns = {name: [getattr(line, name) for line in lines] for name in ("document", "kind", "json")}
    table = pyarrow.table({name: pyarrow.array(values, pyarrow.string()) for name, values in columns.items()})
    stream = io.BytesIO()
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()
