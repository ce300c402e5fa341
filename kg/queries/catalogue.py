"""The catalogue of canned queries: `.rq` files, each a SPARQL query under a YAML header in `#+` comment lines.

Folders come in, queries go out. The header is grlc's convention (summary, description, tags) with typed `params` and a
`view` added. As parameters are SPARQL variables written `$name`, a file also runs unchanged in any SPARQL tool. What a
header declares and what its query uses must agree; whether the SPARQL parses is for the engine to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QuerySyntaxError, UnknownName, UsageError
from kg.queries.headers import parse_header
from kg.queries.parameters import Parameter
from kg.queries.plots import Plot, View

_SHORT = 4


@dataclass(frozen=True)
class CannedQuery:
    """A query with a name. `sparql` is the whole file, so that the lines of an engine's message are the file's."""

    name: str
    summary: str
    sparql: str
    description: str = ""
    params: tuple[Parameter, ...] = ()
    view: View = "table"
    plot: Plot | None = None
    tags: tuple[str, ...] = ()
    path: Path | None = None

    def get_parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises UnknownName."""
        for parameter in self.params:
            if parameter.name == name:
                return parameter
        raise UnknownName(f"parameter of {self.name}", name, [parameter.name for parameter in self.params])


@dataclass(frozen=True)
class Catalogue:
    """The queries of some folders by name; a file is read when its query is asked for."""

    paths: Mapping[str, Path]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(sorted(self.paths))

    def __iter__(self) -> Iterator[CannedQuery]:
        return (self.get(name) for name in self.names)

    def __len__(self) -> int:
        return len(self.paths)

    def get(self, name: str) -> CannedQuery:
        """Read one query. Raises UnknownName, and QuerySyntaxError for a header that is wrong."""
        if name not in self.paths:
            raise UnknownName("query", name, suggest(name, self.names))
        return read_query(self.paths[name])


def load_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Find the `.rq` files of some folders; of two with one name the later folder's counts. Raises UsageError."""
    paths: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no folder of queries")
        paths |= {path.stem: path for path in sorted(folder.glob("*.rq"))}
    return Catalogue(paths)


def read_query(path: Path) -> CannedQuery:
    """Read one `.rq` file. Raises UsageError where it cannot be read, QuerySyntaxError where its header is wrong."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    return parse_query(decode_query(data, str(path)), path.stem, path)


def decode_query(data: bytes, where: str) -> str:
    """The text of a query's bytes; `where` names them in the message. Raises UsageError for what is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{where}: is not UTF-8 text (byte {error.start})") from error


def parse_query(text: str, name: str, path: Path | None = None) -> CannedQuery:
    """Read a query with its header. Without a header it has no parameters, and `$name` is the variable of SPARQL.

    Raises QuerySyntaxError, which names the file and the line.
    """
    if not text.strip():
        raise QuerySyntaxError(f"{path or name}: the query is empty")
    header = parse_header(text, str(path or name))
    if header is None:
        return CannedQuery(name, "", text, path=path)
    return CannedQuery(
        name,
        header.summary,
        text,
        description=header.description,
        params=header.params,
        view=header.view,
        plot=header.plot,
        tags=header.tags,
        path=path,
    )


@contextmanager
def name_query(where: Path | str) -> Iterator[None]:
    """Put the name of a query's file before what an engine says of its syntax."""
    try:
        yield
    except QuerySyntaxError as error:
        raise QuerySyntaxError(f"{where}: {error}") from error


def suggest(name: str, known: Sequence[str], count: int = 3) -> list[str]:
    """The nearest of the known names, best first: those with a slip in them, then those that have some of the words."""
    from rapidfuzz import fuzz, process, utils

    clean = utils.default_process
    alike = 75 if len(name) > _SHORT else 66  # a slip changes much of a short name: rsu, rus
    slips = process.extract(name, known, scorer=fuzz.ratio, processor=clean, limit=count, score_cutoff=alike)
    found = process.extract(name, known, scorer=fuzz.WRatio, processor=clean, limit=count, score_cutoff=60)
    return list(dict.fromkeys(match for match, _, _ in (*slips, *found)))[:count]
