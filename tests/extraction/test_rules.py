"""Every rule has a name that says where it stands, and a line in the table of confidences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from kg.extraction.cast.mentions import How
from kg.extraction.confidence import FEATURES, read_sureness
from kg.extraction.lexicons.reading import read_rows
from kg.extraction.positions.prospects import ThesisRule
from kg.jsonvalues import as_text
from kg.records import KINDS, ResolutionType

EXTRACTION = Path(__file__).resolve().parent.parent.parent / "kg" / "extraction"
_NAME = re.compile(r'(?P<f>f?)"(?P<module>(?:cast|voices|decisions|events|positions|relations)\.\w+)/(?P<rule>[^"]+)"')


def of_lexicons(field: str, *names: str) -> set[str]:
    return {as_text(row[field]) for name in names for row in read_rows(name, "frame")}


# What stands behind names that are put together: `f"positions.attitudes/{frame.name}"`.
FAMILIES = {
    "positions.attitudes": of_lexicons("name", "frames"),
    "positions.beliefs": of_lexicons("attitude", "speech"),
    "positions.theses": set(get_args(ThesisRule)),
    "events.triggers": of_lexicons("type", "events", "events_conflict"),
    "decisions.outcomes": set(get_args(ResolutionType)),
    "cast.finding": set(get_args(How)),
}


def written() -> list[tuple[Path, str, str, bool]]:
    """The names in the code: the file, the module and the rule that they name, and whether they are put together."""
    found = []
    for path in sorted(EXTRACTION.rglob("*.py")):
        for match in _NAME.finditer(path.read_text(encoding="utf-8")):
            found.append((path, match["module"], match["rule"], bool(match["f"])))
    return found


def rules() -> set[str]:
    plain = {f"{module}/{rule}" for _, module, rule, made_up in written() if not made_up}
    families = {module for _, module, _, made_up in written() if made_up}
    assert families == set(FAMILIES), "say in FAMILIES what the names of a family are"
    return plain | {f"{module}/{rule}" for module in families for rule in FAMILIES[module]}


def test_every_rule_has_a_line_in_the_table() -> None:
    missing = rules() - set(read_sureness().rules)
    assert not missing, "give each a line in kg/extraction/confidence.toml, with your own estimate"


def test_the_table_names_no_other_rules() -> None:
    gone = set(read_sureness().rules) - rules()
    assert not gone, "these rules are gone: delete their lines in kg/extraction/confidence.toml"


@pytest.mark.parametrize("module", sorted({module for _, module, _, _ in written()}))
def test_a_name_says_where_the_rule_stands(module: str) -> None:
    assert (EXTRACTION / f"{module.replace('.', '/')}.py").is_file()


@pytest.mark.parametrize(("path", "module"), [(p, m) for p, m, _, _ in written() if p.parent.name != "extraction"])
def test_rules_are_named_where_they_stand(path: Path, module: str) -> None:
    assert path.parent.name == module.split(".")[0]


def test_confidences_are_shares() -> None:
    table = read_sureness()
    assert set(table.kinds) == set(table.features) == set(KINDS) - {"document"}
    assert all(0 < share < 1 for share in (*table.kinds.values(), *table.rules.values()))
    assert all(set(added) <= set(FEATURES) for added in table.features.values())
