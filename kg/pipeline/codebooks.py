"""Codebooks from files: tables (CSV), and SKOS in any form of RDF.

In SKOS every concept is an issue: `skos:prefLabel` its wording, `skos:altLabel` and `skos:hiddenLabel` paraphrases,
`sp:contraryLabel` wordings of the opposite, `skos:notation` its id (else the end of its IRI). English labels, or those
without a language, are read. What codebooks do is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from kg.codebook import Codebook, Entry, parse_table
from kg.codebook.table import make_codebook
from kg.errors import InputError
from kg.iris import slug
from kg.pipeline.inputs import read_bytes
from kg.vocabulary import RDF, SKOS, SP


def read_codebook(path: Path) -> Codebook:
    """Read a codebook. Raises InputError that says what is wrong, and where."""
    content = read_bytes(path)
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", path=path) from error
    if form is None:
        return parse_table(text, path)
    return make_codebook(list(_read_concepts(content, form, path)), text, path)


def _read_concepts(content: bytes, form: RdfFormat, path: Path) -> Iterable[Entry]:
    graph = Store()
    try:
        graph.extend(parse(content, format=form))
    except SyntaxError as error:
        raise InputError(str(error.msg), path=path, line=error.lineno) from error
    concepts = {quad.subject for quad in graph.quads_for_pattern(None, RDF.type, SKOS.Concept)}
    for concept in sorted((node for node in concepts if isinstance(node, NamedNode)), key=str):
        issue, *others = _labels(graph, concept, SKOS.prefLabel) or [""]
        if not issue or others:
            raise InputError(f"expected one English skos:prefLabel of {concept}", path=path)
        paraphrases = (*_labels(graph, concept, SKOS.altLabel), *_labels(graph, concept, SKOS.hiddenLabel))
        contraries = tuple(_labels(graph, concept, SP.contraryLabel))
        yield Entry(_id(graph, concept), issue, paraphrases, contraries)


def _labels(graph: Store, concept: NamedNode, property: NamedNode) -> list[str]:
    """The English labels of a concept, in the order of code points."""
    values = (quad.object for quad in graph.quads_for_pattern(concept, property, None))
    english = (v.value for v in values if isinstance(v, Literal) and (v.language or "en").split("-")[0] == "en")
    return sorted(" ".join(label.split()) for label in english)


def _id(graph: Store, concept: NamedNode) -> str:
    values = (quad.object for quad in graph.quads_for_pattern(concept, SKOS.notation, None))
    notations = [value.value for value in values if isinstance(value, Literal)]
    name = concept.value.rstrip("/#").replace("#", "/").rpartition("/")[2]
    return sorted(notations)[0] if notations else slug(name)
