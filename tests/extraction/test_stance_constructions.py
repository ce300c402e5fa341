"""The same stances in other constructions: passives, nouns, participles, control, coordination, reports, receptions."""

from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.pipeline.shipped import get_registry
from kg.records import Document


def told(text: str) -> list[tuple[str, str, str]]:
    """Holder, stance and issue of each position."""
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    return [(p.holder, p.stance, p.issue.casefold()) for p in read_positions(reading)]


ROWS = [
    ("The plan is supported by Kenya and Ethiopia.", "Kenya", "support", "plan"),
    ("The plan is supported by Kenya and Ethiopia.", "Ethiopia", "support", "plan"),
    ("The plan was rejected by the junta in Niger.", "Nigerien junta", "oppose", "plan"),
    ("The arrests were condemned by the African Union on Monday.", "African Union", "oppose", "arrests"),
    ("Togo's opposition to the mandate is well known.", "Togo", "oppose", "mandate"),
    ("Azerbaijan's rejection of the French proposal came as no surprise.", "Azerbaijan", "oppose", "proposal"),
    ("Calls by Burundi for the withdrawal of the force went unheeded.", "Burundi", "support", "withdrawal"),
    ("Burundi's call for the withdrawal of the force went unheeded.", "Burundi", "support", "withdrawal"),
    ("Burundi's insistence on a withdrawal has angered its neighbours.", "Burundi", "support", "withdrawal"),
    (
        "Calling for calm, the Jordanian foreign minister said the border would stay open.",
        "Jordanian foreign minister",
        "support",
        "calm",
    ),
    ("Condemning the coup, the African Union suspended Gabon.", "African Union", "oppose", "coup"),
    ("The draft, opposed by Russia, was withdrawn.", "Russia", "oppose", "draft"),
    ("The draft, which Russia opposes, was withdrawn.", "Russia", "oppose", "draft"),
    ("Pakistan, which opposes the treaty, stayed away.", "Pakistan", "oppose", "treaty"),
    ("Croatia is a supporter of Bosnia's bid to join the EU.", "Croatia", "support", "bid"),
    ("Croatia appears to favour the deal.", "Croatia", "support", "deal"),
    ("Croatia continues to oppose the deal.", "Croatia", "oppose", "deal"),
    ("Croatia has refused to support the deal.", "Croatia", "oppose", "deal"),
    ("Croatia decided not to support the deal.", "Croatia", "oppose", "deal"),
    ("Croatia is not opposed to the deal.", "Croatia", "support", "deal"),
    ("Croatia does not support the deal.", "Croatia", "oppose", "deal"),
    ("Croatia no longer supports the deal.", "Croatia", "oppose", "deal"),
    ("Neither Croatia nor Slovenia supports the deal.", "Croatia", "oppose", "deal"),
    ("Neither Croatia nor Slovenia supports the deal.", "Slovenia", "oppose", "deal"),
    ("Croatia supports the deal but opposes its annex.", "Croatia", "support", "deal"),
    ("Croatia supports the deal but opposes its annex.", "Croatia", "oppose", "annex"),
    ("Croatia supports and Slovenia opposes the deal.", "Slovenia", "oppose", "deal"),
    ("Croatia backed the deal, while Slovenia rejected it.", "Croatia", "support", "deal"),
    ("Croatia backed the deal, while Slovenia rejected it.", "Slovenia", "oppose", "deal"),
    ("Croatia backed the deal; Slovenia did not.", "Croatia", "support", "deal"),
    ("Croatia backed the deal; Slovenia did not.", "Slovenia", "oppose", "deal"),
    ("Croatia backed the deal, and so did Slovenia.", "Croatia", "support", "deal"),
    ("Croatia backed the deal, and so did Slovenia.", "Slovenia", "support", "deal"),
    ("Like Croatia, Slovenia backs the deal.", "Slovenia", "support", "deal"),
    ("Unlike Croatia, Slovenia backs the deal.", "Slovenia", "support", "deal"),
    ("Croatia urged both sides to show restraint and warned against escalation.", "Croatia", "support", "restraint"),
    ("According to diplomats, Belgium opposes the seizure of the assets.", "Belgium", "oppose", "seizure"),
    ("Belgium opposes the seizure of the assets, according to two diplomats.", "Belgium", "oppose", "seizure"),
    ("According to the Belgian government, the seizure would be illegal.", "Belgium", "oppose", "seizure"),
    ("In Belgium's view, the seizure would be illegal.", "Belgium", "oppose", "seizure"),
    ("For Belgium, the seizure would be illegal.", "Belgium", "oppose", "seizure"),
    ("Belgium said the seizure would be illegal.", "Belgium", "oppose", "seizure"),
    ("The seizure would be illegal, Belgium said.", "Belgium", "oppose", "seizure"),
    ("Belgium said that it could not accept the seizure.", "Belgium", "oppose", "seizure"),
    ("Belgium said it would vote against the seizure.", "Belgium", "oppose", "seizure"),
    ("Belgium announced that it would support the seizure.", "Belgium", "support", "seizure"),
    ("Belgium made it clear that it opposed the seizure.", "Belgium", "oppose", "seizure"),
    ("Belgium made clear its opposition to the seizure.", "Belgium", "oppose", "seizure"),
    ("It is Belgium that opposes the seizure.", "Belgium", "oppose", "seizure"),
    ("All Belgium wants is a guarantee.", "Belgium", "support", "guarantee"),
    ("Belgium's position is that the assets must stay frozen.", "Belgium", "support", "frozen"),
    ("Belgium's main demand is a guarantee from its partners.", "Belgium", "support", "guarantee"),
    ("Unless it gets a guarantee, Belgium will not agree to the seizure.", "Belgium", "oppose", "seizure"),
    ("Belgium would agree to the seizure only if others shared the risk.", "Belgium", "support", "seizure"),
    ("Belgium cannot accept the compromise.", "Belgium", "oppose", "compromise"),
    ("Belgium can never accept the compromise.", "Belgium", "oppose", "compromise"),
    ("Belgium is not prepared to accept the compromise.", "Belgium", "oppose", "compromise"),
    ("Belgium sees no need for new rules.", "Belgium", "oppose", "new rules"),
    ("Belgium has no intention of leaving the mission.", "Belgium", "oppose", "leaving"),
    ("Belgium has every intention of staying in the mission.", "Belgium", "support", "staying"),
    ("Nothing could justify the attack, Malta's envoy said.", "Maltese envoy", "oppose", "attack"),
    ("“Nothing can justify this attack,” said Malta's ambassador, Carmela Vella.", "Carmela Vella", "oppose", "attack"),
    (
        "“We cannot support a text that ignores the victims,” the ambassador of Malta said.",
        "Maltese ambassador",
        "oppose",
        "text",
    ),
    (
        "“The embargo has failed,” Carmela Vella, Malta's foreign minister, told reporters. “It must end now.”",
        "Carmela Vella",
        "oppose",
        "embargo",
    ),
    ("Malta's foreign minister, Carmela Vella, called the embargo “a relic”.", "Carmela Vella", "oppose", "embargo"),
    ("Mia Mottley spoke out against the embargo.", "Mia Mottley", "oppose", "embargo"),
    ("Mia Mottley spoke in favour of an early vote.", "Mia Mottley", "support", "early vote"),
    ("Mia Mottley made the case for debt relief.", "Mia Mottley", "support", "debt relief"),
    ("Mia Mottley made a plea for debt relief.", "Mia Mottley", "support", "debt relief"),
    ("Mia Mottley renewed her call for debt relief.", "Mia Mottley", "support", "debt relief"),
    ("Mia Mottley had earlier said she would not sign.", "Mia Mottley", "oppose", "sign"),
    ("Barbados voted in favour of the resolution.", "Barbados", "support", "resolution"),
    ("Barbados voted against the resolution.", "Barbados", "oppose", "resolution"),
    ("Barbados voted for the resolution, Nauru against it and Palau abstained.", "Barbados", "support", "resolution"),
    ("Barbados signed up to the pledge.", "Barbados", "support", "pledge"),
    ("Barbados dropped its objections to the pledge.", "Barbados", "support", "pledge"),
    ("Barbados withdrew its support for the pledge.", "Barbados", "oppose", "pledge"),
    ("Barbados lifted its veto on the pledge.", "Barbados", "support", "pledge"),
    ("Barbados rallied behind the pledge.", "Barbados", "support", "pledge"),
    ("Barbados distanced itself from the pledge.", "Barbados", "oppose", "pledge"),
    ("Barbados joined Jamaica in condemning the raid.", "Barbados", "oppose", "raid"),
    ("Barbados joined Jamaica in condemning the raid.", "Jamaica", "oppose", "raid"),
    ("Together with Jamaica, Barbados condemned the raid.", "Barbados", "oppose", "raid"),
    ("Barbados, alongside Jamaica and Belize, called for a ceasefire.", "Barbados", "support", "ceasefire"),
    ("Barbados, alongside Jamaica and Belize, called for a ceasefire.", "Jamaica", "support", "ceasefire"),
    ("Barbados was among the countries that condemned the raid.", "Barbados", "oppose", "raid"),
    ("Barbados was the first to condemn the raid.", "Barbados", "oppose", "raid"),
    ("Barbados took the lead in condemning the raid.", "Barbados", "oppose", "raid"),
    ("Barbados was quick to condemn the raid.", "Barbados", "oppose", "raid"),
    ("Barbados found the raid indefensible.", "Barbados", "oppose", "raid"),
    ("Malta has misgivings about the offer.", "Malta", "oppose", "offer"),
    ("Djibouti gave the green light to a Turkish base.", "Djibouti", "support", "base"),
    ("Malta sees no justification for the strike.", "Malta", "oppose", "strike"),
    ("Malta saw merit in the offer.", "Malta", "support", "offer"),
    ("Malta harbours doubts about the treaty.", "Malta", "oppose", "treaty"),
    ("Malta sees no point in the talks.", "Malta", "oppose", "talks"),
]


@pytest.mark.parametrize(("text", "holder", "stance", "about"), ROWS)
def test_a_construction_tells_a_stance(text: str, holder: str, stance: str, about: str) -> None:
    assert any(found[:2] == (holder, stance) and about in found[2] for found in told(text)), told(text)
