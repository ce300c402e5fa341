"""How the first of each input is understood, without a store.

In: inputs. Out: for each what it is, how the columns of a table are read, its first records as lines, and what would be
refused among the rows that were looked at. Only as much of a file is read as that takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg.datasets.files import DatasetFile
from kg.datasets.tables.reading import Table
from kg.pipeline.datasets import describe, read_rows
from kg.pipeline.inputs import Input
from kg.records import Document
from kg.rows import Reject

_SHOWN = 5
_LOOKED_AT = 1_000
_WIDEST = 400


@dataclass(frozen=True)
class Trial:
    """What a load would make of the first of a file.

    `columns` pairs columns with fields; `unread` are columns that mean nothing; `rejects` are the refused ones of the
    first `looked_at` rows.
    """

    file: Input
    what: str
    columns: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    looked_at: int = 0


def try_inputs(inputs: Iterable[Input], text: Document | None = None) -> Iterator[Trial]:
    """What a load would make of each file; `text` is what records without a document speak of.

    Raises InputError for a file that cannot be used at all.
    """
    for file in inputs:
        if file.kind == "dataset":
            yield _try_dataset(file)
        elif file.kind == "records":
            yield _try_records(file, text)
        else:
            yield _try_document(file)


def _try_dataset(file: Input) -> Trial:
    assert file.dataset is not None
    opened, source = DatasetFile(file.path, file.mended), describe(file.path, file.dataset, file.layout)
    table = Table(opened, file.layout) if file.dataset == "table" else None
    rows = table.rows() if table else read_rows(opened, file.dataset, file.layout)
    first = [row for row in islice(rows, _LOOKED_AT) if not (isinstance(row, Reject) and opened.is_mended(row.line))]
    kept = [row for row in first if not isinstance(row, Reject)]
    columns = tuple((table.columns.header[n], field) for field, n in table.columns.places.items()) if table else ()
    return Trial(
        file,
        f"{table.columns.kind}s of the table {source.title!r}" if table else f"the dataset {source.title!r}",
        columns,
        table.columns.unread if table else (),
        tuple(map(_format, kept[:_SHOWN])),
        tuple(str(row) for row in first if isinstance(row, Reject)),
        len(first),
    )


def _try_records(file: Input, text: Document | None) -> Trial:
    from kg.pipeline.drafting import open_inputs
    from kg.records import format_record

    records: list[str] = []
    rejects: list[str] = []
    for work in islice(open_inputs([file], text), _SHOWN):
        if batch := work.batch:
            records += [format_record(record)[:_WIDEST] for record in (batch.document, *batch.records)]
            rejects += map(str, batch.rejects)
        if len(records) >= _SHOWN:
            break
    what = "a database of DNA, as records" if file.format == "dna" else "records"
    return Trial(file, what, records=tuple(records[:_SHOWN]), rejects=tuple(rejects), looked_at=len(records))


def _try_document(file: Input) -> Trial:
    from kg.pipeline.reading import read_text

    document = read_text(file.path)
    fields = [f"{name}: {value}" for name in ("title", "publisher", "published", "source")
              if (value := getattr(document, name))]  # fmt: skip
    authors = [f"author: {author.name}" for author in document.authors]
    return Trial(file, f"a document of {len(document.text):,} characters", records=(*fields, *authors))


def _format(row: object) -> str:
    """A row without what it leaves out."""
    fields: dict[str, object] = row._asdict()  # type: ignore[attr-defined]
    return ", ".join(f"{name}: {_show(value)}" for name, value in fields.items() if value not in (None, "", ()))


def _show(value: object) -> str:
    if isinstance(value, dict):
        return f"{len(value)} of {', '.join(sorted({str(one) for one in value.values()}))}"
    if isinstance(value, tuple):
        name = getattr(value, "name", None)
        if name is not None:
            return str(name or next((part for part in value if part), ""))
        return "; ".join(map(_show, value))
    return str(value)
