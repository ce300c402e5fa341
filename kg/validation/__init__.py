"""Validation: does a graph look as the shapes say, and is a whole store in order?

In go quads: one source with the things, time spans and registry entries that it refers to (`validate`, SHACL), or all
that a store or a file holds (`lint`, SPARQL). Out come violations, sorted, each with the node, the property and a
sentence that says what was expected. Nothing is repaired here, and nothing is stored.
"""

from kg.validation.facts import Term
from kg.validation.linting import lint, lint_answers
from kg.validation.shacl import judge, suspect, validate
from kg.validation.violations import Violation, format_violation

__all__ = ["Term", "Violation", "format_violation", "judge", "lint", "lint_answers", "suspect", "validate"]
