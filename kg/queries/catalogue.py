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

from kg.errors import InputError, QuerySyntaxError, UnknownName, UsageError
from kg.queries.headers import parse_header
from kg.queries.parameters import Parameter
from kg.queries.plots import Plot, View
from kg.queries.suggestions import suggest


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
        names = [parameter.name for parameter in self.params]
        raise UnknownName(f"parameter of {self.name}", name, suggest(name, names), known=names)


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
            raise UnknownName("query", name, suggest(name, self.names) or self._speaking_of(name))
        return read_query(self.paths[name])

    def _speaking_of(self, words: str) -> list[str]:
        """The queries whose questions have these words."""
        asked = {query.summary: query.name for query in self}
        return [asked[summary] for summary in suggest(words, list(asked))]


def load_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Find the `.rq` files of some folders; of two with one name the later folder's counts. Raises UsageError."""
    paths: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no folder of queries")
        paths |= {path.stem: path for path in sorted(folder.glob("*.rq"))}
    return Catalogue(paths)


def read_query(path: Path) -> CannedQuery:
    """Read one `.rq` file. Raises InputError where it cannot be read, QuerySyntaxError where its header is wrong."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error
    return parse_query(decode_query(data, str(path)), path.stem, path)


def decode_query(data: bytes, where: str) -> str:
    """The text of a query's bytes; `where` names them in the message. Raises InputError for what is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 text (byte {error.start})", path=where) from error


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
