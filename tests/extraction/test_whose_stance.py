"""Whose stance it is: bodies by description, seats for states, spokespersons, members, pronouns over sentences."""

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
    (
        "Ministers of the European Union met in Brussels. The bloc rejected the tariffs.",
        "European Union",
        "oppose",
        "tariffs",
    ),
    (
        "The European Union met in Brussels. The 27-nation bloc will not accept the tariffs.",
        "European Union",
        "oppose",
        "tariffs",
    ),
    (
        "Ankara recalled its envoy on Monday. The Turkish government said the law was an insult.",
        "Turkey",
        "oppose",
        "law",
    ),
    (
        "ECOWAS met in Abuja. The West African bloc demanded the release of President Bazoum.",
        "Economic Community of West African States",
        "support",
        "release",
    ),
    (
        "The ELN has kidnapped two soldiers. The rebel group refuses to hand over its weapons.",
        "National Liberation Army",
        "oppose",
        "hand over",
    ),
    (
        "The representative of Kenya said her delegation could not support paragraph four.",
        "Kenya",
        "oppose",
        "paragraph four",
    ),
    ("The delegate of Guyana said his country would vote in favour of the text.", "Guyana", "support", "text"),
    (
        "The representative of Malta, speaking in explanation of vote, said that the text was unbalanced.",
        "Malta",
        "oppose",
        "text",
    ),
    (
        "Speaking on behalf of the Nordic countries, the representative of Iceland called for a moratorium.",
        "Iceland",
        "support",
        "moratorium",
    ),
    (
        "President Bola Tinubu opened the summit. He rejected the junta's three-year timetable.",
        "Bola Tinubu",
        "oppose",
        "timetable",
    ),
    (
        "President Bola Tinubu opened the summit. The Nigerian leader rejected the junta's timetable.",
        "Bola Tinubu",
        "oppose",
        "timetable",
    ),
    (
        "Seoul on Monday protested against the launch. The country says such tests violate UN resolutions.",
        "South Korea",
        "oppose",
        "launch",
    ),
    ("Spain and Portugal met in Trujillo. The two countries called for a European grid.", "Spain", "support", "grid"),
    (
        "Spain and Portugal met in Trujillo. The two countries called for a European grid.",
        "Portugal",
        "support",
        "grid",
    ),
    ("Spain and Portugal met in Trujillo. Both oppose the pipeline.", "Spain", "oppose", "pipeline"),
    ("Spain and Portugal met in Trujillo. Both oppose the pipeline.", "Portugal", "oppose", "pipeline"),
    ("Spain wants a pipeline. So does Portugal.", "Spain", "support", "pipeline"),
    ("Spain wants a pipeline. Portugal does not.", "Spain", "support", "pipeline"),
    ("Spain wants a pipeline. Portugal disagrees.", "Spain", "support", "pipeline"),
    ("Spain wants a pipeline. Portugal shares that view.", "Spain", "support", "pipeline"),
    ("Spain wants a pipeline, a demand that Portugal supports.", "Spain", "support", "pipeline"),
    ("Spain wants a pipeline, a demand that Portugal supports.", "Portugal", "support", "demand"),
    ("Spain wants a pipeline, an idea rejected by Portugal.", "Spain", "support", "pipeline"),
    ("Spain wants a pipeline, an idea rejected by Portugal.", "Portugal", "oppose", "idea"),
    (
        "A spokeswoman for UNHCR said more money was needed.",
        "United Nations High Commissioner for Refugees",
        "support",
        "money",
    ),
    ("Diplomats say Slovakia is opposed to the embargo.", "Slovakia", "oppose", "embargo"),
    ("The government in Bamako has demanded the departure of the mission.", "Mali", "support", "departure"),
    ("The authorities in Minsk reject the accusation.", "Belarusian governments", "oppose", "accusation"),
    ("The opposition in Tbilisi wants new elections.", "Georgian opposition", "support", "elections"),
    ("The opposition Georgian Dream party wants new elections.", "Georgian Dream", "support", "elections"),
    (
        "Human Rights Watch criticised the new law. The organisation said it would silence critics.",
        "Human Rights Watch",
        "oppose",
        "law",
    ),
    (
        "The Taliban have banned women from universities. The movement says the ban follows Islamic law.",
        "Taliban",
        "support",
        "ban",
    ),
    ("Hezbollah will not disarm, its leader Naim Qassem said.", "Naim Qassem", "oppose", "disarm"),
    ("Hamas wants a complete withdrawal. Israel wants the hostages back first.", "Hamas", "support", "withdrawal"),
    ("The Kenyan parliament rejected the finance bill.", "Kenyan parliament", "oppose", "finance bill"),
    ("The Supreme Court of Nepal upheld the ban.", "Supreme Court of Nepal", "support", "ban"),
    ("Congress approved the aid package. The Senate had delayed it for months.", "Congress", "support", "aid package"),
    ("The White House said it had no plans to leave the treaty.", "White House", "oppose", "leave the treaty"),
    ("The Élysée called the attack barbaric.", "France", "oppose", "attack"),
    ("Downing Street backed the plan.", "United Kingdom", "support", "plan"),
    ("The Pentagon opposes the sale of the jets.", "United States Department of Defense", "oppose", "sale"),
    ("Whitehall is wary of the plan.", "United Kingdom", "oppose", "plan"),
    ("Zagreb and Ljubljana back the deal.", "Croatia", "support", "deal"),
    ("Zagreb and Ljubljana back the deal.", "Slovenia", "support", "deal"),
    ("Paramaribo backs the deal.", "Suriname", "support", "deal"),
    ("N'Djamena denied the allegation.", "Chad", "oppose", "allegation"),
    ("Port Moresby has ruled out a Chinese base.", "Papua New Guinea", "oppose", "base"),
    ("Pristina insists on full recognition.", "Kosovo", "support", "recognition"),
    ("Abkhazia's leadership rejected the Georgian offer.", "Abkhazia", "oppose", "offer"),
    ("The Somali government says the port deal with Ethiopia is void.", "Somalia", "oppose", "port deal"),
    ("Somaliland says the port deal will go ahead.", "Somaliland", "support", "port deal"),
    ("The Tuareg rebels reject the constitution.", "Tuareg rebels", "oppose", "constitution"),
    ("The Kurdish-led Syrian Democratic Forces want autonomy.", "Syrian Democratic Forces", "support", "autonomy"),
    (
        "The World Health Organization called for a ceasefire. The agency said hospitals had run out of fuel.",
        "World Health Organization",
        "support",
        "ceasefire",
    ),
    (
        "The Pacific Islands Forum condemned the test. Its 18 members demanded a halt to all testing.",
        "Pacific Islands Forum",
        "oppose",
        "test",
    ),
    (
        "The leaders of the Group of Seven expressed grave concern over the build-up.",
        "Group of Seven",
        "oppose",
        "build-up",
    ),
    ("France, in its statement, rejected the displacement of Palestinians.", "France", "oppose", "displacement"),
    (
        "The minister of foreign affairs of Angola, Téte António, said the mediation would go on.",
        "Téte António",
        "support",
        "mediation",
    ),
    ("Angola's Téte António said the mediation would go on.", "Téte António", "support", "mediation"),
    (
        "António Guterres, the UN secretary-general, called the strike appalling.",
        "António Guterres",
        "oppose",
        "strike",
    ),
    ("UN chief António Guterres called for an inquiry into the strike.", "António Guterres", "support", "inquiry"),
    (
        "The UN envoy for Libya, Hanna Tetteh, urged the factions to agree on a budget.",
        "Hanna Tetteh",
        "support",
        "budget",
    ),
    (
        "The European Commission president, Ursula von der Leyen, defended the deal.",
        "Ursula von der Leyen",
        "support",
        "deal",
    ),
    ("NATO's secretary-general welcomed the pledge.", "NATO secretary-general", "support", "pledge"),
]


@pytest.mark.parametrize(("text", "holder", "stance", "about"), ROWS)
def test_the_holder_is_found(text: str, holder: str, stance: str, about: str) -> None:
    assert any(found[:2] == (holder, stance) and about in found[2] for found in told(text)), told(text)
