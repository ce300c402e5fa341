"""The JSON Schema of a model's answer, derived from that of the records.

In: the records' models. Out: `{"records": [...]}` in the strict form that structured output wants: every field
required, those that may be left out null, no defaults, nothing else allowed. Fields that are not a reader's to say
(ids, offsets, confidence, coder, codes) are left out.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from kg.jsonvalues import JsonObject
from kg.records import json_schema

KINDS: Final = ("Actor", "Event", "Resolution", "Position", "Relation")
# Where the record stands is looked up, how sure a model says it is means nothing, the rest is written by others.
NOT_ITS_OWN: Final = frozenset(
    "id document part start end confidence coder code wording statement attributed_by condition revises cue".split()
)
_MANNERS: Final = ("direct_quote", "indirect_speech")
_KEPT: Final = ("type", "enum", "description", "$ref")


@cache
def answer_schema() -> JsonObject:
    """The schema of a whole answer."""
    models: Any = json_schema()["$defs"]  # in the words of pydantic
    wanted = {name: _strict(models[name]) for name in (*KINDS, "Participant", "Attribution", "Condition")}
    wanted["Attribution"]["properties"]["manner"] = {"type": "string", "enum": list(_MANNERS)}
    records: JsonObject = {"type": "array", "items": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in KINDS]}}
    return {
        "type": "object",
        "properties": {"records": records},
        "required": ["records"],
        "additionalProperties": False,
        "$defs": wanted,
    }


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    if "const" in schema:
        return {"type": "string", "enum": [schema["const"]]}
    if "anyOf" in schema:
        return {"anyOf": [_strict(choice) for choice in schema["anyOf"]]}
    made: dict[str, Any] = {name: schema[name] for name in _KEPT if name in schema}
    if "items" in schema:
        made["items"] = _strict(schema["items"])
    if "properties" in schema:
        fields = {name: _strict(field) for name, field in schema["properties"].items() if name not in NOT_ITS_OWN}
        made |= {"properties": fields, "required": list(fields), "additionalProperties": False}
        made.pop("description", None)
    return made
