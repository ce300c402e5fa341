from __future__ import annotations

import pytest

from kg.extraction.text.capitals import without_capitals


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The representative of RWANDA spoke.", "The representative of Rwanda spoke."),
        ("The delegate of the RUSSIAN FEDERATION spoke.", "The delegate of the Russian Federation spoke."),
        ("MARIA SILVA (Brazil) spoke.", "Maria Silva (Brazil) spoke."),
        ("NATO (the alliance) spoke.", "NATO (the alliance) spoke."),
        ("The envoy of ECOWAS spoke.", "The envoy of ECOWAS spoke."),
    ],
)
def test_speakers_in_capitals_are_read_as_names(text: str, read: str) -> None:
    assert without_capitals(text) == read
