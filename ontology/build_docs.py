"""The documentation of the ontology, made from `standpoint.ttl`, `shapes.ttl` and `lint/` and written to `README.md`.

Run `python ontology/build_docs.py` after a change to one of them; a test fails where the file is not what this makes.
Nothing is described here that the files do not say themselves, but for the introduction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, parse

FOLDER = Path(__file__).resolve().parent
Term = NamedNode | BlankNode | Literal

SP = "https://w3id.org/standpoint/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
PREFIXES = {
    "sp": SP,
    "plover": "https://w3id.org/standpoint/plover#",
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "owl": OWL,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "time": "http://www.w3.org/2006/time#",
}

INTRODUCTION = """\
# The ontology of Standpoint

*Made by `python ontology/build_docs.py`: change the Turtle files, not this page.*

Who stands where on what, according to whom, in which words. The ontology keeps **things** (actors, issues, resolutions,
places), which exist once, apart from **claims**, which are what one source says. A claim always carries the passage it
rests on and the chain of voices behind it; claims that contradict each other stand side by side.

| File | What it is |
|---|---|
| `standpoint.ttl` | classes, properties, code lists; namespace `https://w3id.org/standpoint/ontology#`, prefix `sp` |
| `shapes.ttl` | SHACL shapes: what a graph must look like before it is stored |
| `lint/` | SPARQL queries over a whole store, run by `kg validate` |
| `registry/` | the registry of actors |

An installed package holds them in its folder `kg/data/ontology`. `kg validate` takes all of them. Another SHACL
processor needs the ontology as a part of the data, since the shapes ask for its code lists, and not beside the data:
`cat standpoint.ttl graph.ttl > both.ttl`, then `pyshacl -s shapes.ttl both.ttl`. Shapes of your own need nothing but
what `kg export graph.ttl` writes.

A position, as the graph holds it (attributions, condition and passage have nodes of their own):

```turtle
<doc/strait-1d8a4a5c3c74/position/arland.opening-of-the-strait.40> a sp:Position ;
    sp:holder actor:arland ;
    sp:stance sp:support ;
    sp:issue issue:opening-of-the-strait ;
    sp:issueText "opening of the strait" ;
    sp:condition <doc/strait-1d8a4a5c3c74/position/arland.opening-of-the-strait.40/condition/5bfa231c> ;
    sp:evidence <doc/strait-1d8a4a5c3c74#char=40,118> ;
    sp:statedIn <doc/strait-1d8a4a5c3c74> ;
    sp:reportedBy actor:vera-holt ;
    sp:attribution <doc/strait-1d8a4a5c3c74/position/arland.opening-of-the-strait.40/by/0> ,
        <doc/strait-1d8a4a5c3c74/position/arland.opening-of-the-strait.40/by/1> .
```
"""


class Graph:
    """The triples of one file, in its order."""

    def __init__(self, path: Path) -> None:
        self.triples = [(quad.subject, quad.predicate.value, quad.object) for quad in parse(path=path)]

    def subjects(self, predicate: str, value: str | None = None) -> list[Term]:
        """All subjects with a predicate (and a value), each once."""
        found = (s for s, p, o in self.triples if p == predicate and value in (None, o.value))
        return list(dict.fromkeys(found))

    def values(self, subject: Term, *predicates: str) -> list[Term]:
        """The values that a subject has for any of the predicates."""
        return [o for s, p, o in self.triples if s == subject and p in predicates]

    def text(self, subject: Term, *predicates: str) -> str:
        """The first such value as text; "" where there is none."""
        return next((value.value for value in self.values(subject, *predicates)), "")

    def items(self, head: Term) -> Iterator[Term]:
        """The members of an RDF list."""
        while first := self.values(head, RDF + "first"):
            yield first[0]
            head = self.values(head, RDF + "rest")[0]


def render() -> str:
    """The whole page, as Markdown."""
    ontology, shapes = Graph(FOLDER / "standpoint.ttl"), Graph(FOLDER / "shapes.ttl")
    sections = [
        INTRODUCTION,
        _classes(ontology),
        _properties(ontology, shapes),
        _code_lists(ontology),
        _rules(shapes),
        _lint(),
    ]
    return "\n".join(sections)


def _classes(ontology: Graph) -> str:
    rows = [
        (_code(term), _codes(ontology.values(term, RDFS + "subClassOf")), ontology.text(term, RDFS + "comment"))
        for term in ontology.subjects(RDF + "type", OWL + "Class")
    ]
    return "## Classes\n\n" + _table(("Class", "Is a", "Meaning"), rows)


def _properties(ontology: Graph, shapes: Graph) -> str:
    parts = [
        "## Properties\n",
        "By the nodes that have them. *How many* and *value* are what the shapes check; a claim of any kind also has "
        "what every `sp:Claim` has.\n",
    ]
    for shape in shapes.subjects(RDF + "type", SH + "NodeShape"):
        rows = [_property_row(ontology, shapes, each) for each in shapes.values(shape, SH + "property")]
        parts.append(f"### {_target(shapes, shape)}\n\n" + _table(("Property", "How many", "Value", "Meaning"), rows))
    named = {path.value for _, predicate, path in shapes.triples if predicate == SH + "path"}
    kinds = [OWL + "ObjectProperty", OWL + "DatatypeProperty"]
    rest = [term for kind in kinds for term in ontology.subjects(RDF + "type", kind) if term.value not in named]
    rows = [(_code(term), "", _codes(ontology.values(term, RDFS + "range")), _meaning(ontology, term)) for term in rest]
    return "\n".join([*parts, "### In the code lists\n\n" + _table(("Property", "How many", "Value", "Meaning"), rows)])


def _target(shapes: Graph, shape: Term) -> str:
    users = shapes.values(shape, SH + "targetSubjectsOf")
    return f"What has {_codes(users)}" if users else _codes(shapes.values(shape, SH + "targetClass"))


def _property_row(ontology: Graph, shapes: Graph, shape: Term) -> tuple[str, ...]:
    path = shapes.values(shape, SH + "path")[0]
    least, most = shapes.text(shape, SH + "minCount") or "0", shapes.text(shape, SH + "maxCount") or "n"
    many = least if least == most else f"{least}–{most}"
    meaning = ontology.text(path, RDFS + "comment") or _sentence(shapes.text(shape, SH + "message"))
    return _path(shapes, path), many, _value(shapes, shape), meaning


def _path(shapes: Graph, path: Term) -> str:
    if isinstance(path, NamedNode):
        return _code(path)
    if inverse := shapes.values(path, SH + "inversePath"):
        return f"is {_code(inverse[0])} of"
    options = shapes.items(shapes.values(path, SH + "alternativePath")[0])
    return " or ".join(_code(option) for option in options)


def _value(shapes: Graph, shape: Term) -> str:
    if choices := shapes.values(shape, SH + "in"):
        return ", ".join(_code(choice) for choice in shapes.items(choices[0]))
    kinds = _codes(shapes.values(shape, SH + "class", SH + "datatype"))
    pattern = shapes.text(shape, SH + "pattern")
    return kinds + (f" `{pattern}`" if pattern else "")


def _code_lists(ontology: Graph) -> str:
    parts = ["## Code lists\n"]
    for scheme in ontology.subjects(RDF + "type", SKOS + "ConceptScheme"):
        terms = ontology.subjects(SKOS + "inScheme", scheme.value)
        rows = [
            (_code(term), f"`{ontology.text(term, SKOS + 'notation')}`", _meaning(ontology, term)) for term in terms
        ]
        title = f"### {_code(scheme)}: {ontology.text(scheme, RDFS + 'label')}"
        parts.append(
            f"{title}\n\n{_meaning(ontology, scheme)}\n\n" + _table(("Concept", "In records", "Meaning"), rows)
        )
    return "\n".join(parts)


def _rules(shapes: Graph) -> str:
    rows = [
        (f"`{term.value.rpartition('#')[2]}`", _sentence(shapes.text(term, SH + "message")))
        for term in shapes.subjects(RDF + "type", SH + "SPARQLConstraint")
    ]
    return "## Rules that span several properties\n\n" + _table(("Shape", "Rule"), rows)


def _lint() -> str:
    rows = []
    for file in sorted((FOLDER / "lint").glob("*.rq")):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#+")]
        header = dict(line[2:].strip().split(": ", 1) for line in lines)
        rows.append((f"`{file.stem}`", header["severity"], _sentence(header["message"])))
    return "## Lint\n\n" + _table(("Query", "Severity", "What it finds"), rows)


def _meaning(ontology: Graph, term: Term) -> str:
    text = ontology.text(term, RDFS + "comment", SKOS + "definition")
    broader = _codes(ontology.values(term, SKOS + "broader"))
    return f"{text} Belongs to {broader}." if broader else text


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _code(term: Term) -> str:
    for prefix, base in PREFIXES.items():
        if term.value.startswith(base):
            return f"`{prefix}:{term.value.removeprefix(base)}`"
    return f"`{term.value}`"


def _codes(terms: Sequence[Term]) -> str:
    return ", ".join(_code(term) for term in terms)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(render(), encoding="utf-8")
