"""The cast of a document: who takes part, under which names, and whom each word stands for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.extraction import Extractor
from kg.extraction.cast.actors import Cast, find_actors
from kg.extraction.text.english import Block, load_pipeline, read_blocks
from kg.pipeline.shipped import get_registry
from kg.records import Actor, Author, Document, Part
from kg.registry import Registry

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return get_registry()


class Reading:
    """A text with its cast, and what its words stand for."""

    def __init__(self, document: Document, registry: Registry) -> None:
        self.document = document
        self.blocks: list[Block] = read_blocks(document, load_pipeline())
        self.cast: Cast = find_actors(document, self.blocks, registry)
        self.actors: dict[str, Actor] = {actor.name: actor for actor in self.cast.actors}

    def who(self, word: str, occurrence: int = 0) -> tuple[str, ...]:
        tokens = [token for block in self.blocks for token in block.doc if token.text == word]
        return self.cast.who(tokens[occurrence])


Read = Callable[..., Reading]


@pytest.fixture
def read(registry: Registry) -> Read:
    def reading(text: str, **fields: object) -> Reading:
        values = {"id": "x", "text": text, "authors": (Author(name="Ada Quill"),), **fields}
        return Reading(Document.model_validate(values), registry)

    return reading


def listed(reading: Reading) -> set[str]:
    return set(reading.actors) - {"Ada Quill"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mali accused Algeria of unfriendly acts.", {"Mali", "Algeria"}),
        ("The Kenyans trust Uganda.", {"Kenya", "Uganda"}),
        ("Bamako demanded an apology from nobody.", {"Mali"}),
        ("The delegates met in Nairobi and dined in Vienna.", set()),
        ("Rain fell in Peru and across Chile.", set()),
        ("ECOWAS imposed sanctions on Niger.", {"Economic Community of West African States", "Niger"}),
        ("Now IS is weaker, and it is clear that Hamas is not.", {"Islamic State", "Hamas"}),
        ("They told us that this is our land.", set()),
        ("The Zambian president met Zimbabwean officials.", {"Zambian president", "Zimbabwean officials"}),
        ("Tuareg rebels attacked the Malian army.", {"Tuareg rebels", "Malian army"}),
        ("Western diplomats fear the worst.", {"Western diplomats"}),
        ("The international community condemned the coup.", {"International community"}),
        ("Thailand expelled refugees.", {"Thailand", "Refugees"}),
        ("Ethiopian opposition parties rejected the vote.", {"Ethiopian opposition"}),
        ("The Rwandan government denied the report.", {"Rwanda"}),
        ("The Jordanian people want bread.", {"Jordanian people"}),
        ("Boko Haram fighters burned the school.", {"Boko Haram"}),
        ("Michael Jordan praised the coach.", {"Michael Jordan"}),
        ("World War II ended in 1945.", set()),
        ("NorthPipe says the state company TOGAZ owes Chad money.", {"NorthPipe", "TOGAZ", "Chad"}),
        ("Spain met the Ortega led government of Nicaragua.", {"Nicaraguan government", "Spain"}),
        ("Donald Trump left in May 2018.", {"Donald Trump"}),
        ("EU members wavered.", {"European Union member states"}),
    ],
)
def test_who_takes_part_is_listed(read: Read, text: str, names: set[str]) -> None:
    assert listed(read(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Kenyan Foreign Minister Grace Wanjiru resigned.", "Grace Wanjiru", "Foreign Minister", "Kenya"),
        ("Foreign Minister Kacou Adom warned them.", "Kacou Adom", "Foreign Minister", None),
        ("Nigeria's president, Bola Tinubu, called for calm.", "Bola Tinubu", "president", "Nigeria"),
        ("Rosa Quispe, professor at Lima University, disagrees.", "Rosa Quispe", "professor", "Lima University"),
        ("U.S. Secretary of State John Kerry proposed it.", "John Kerry", "Secretary of State", "United States"),
        ("Getachew Reda, head of the African Union, left.", "Getachew Reda", "head", "African Union"),
    ],
)  # fmt: skip
def test_people_have_their_office(read: Read, text: str, name: str, role: str, affiliation: str | None) -> None:
    actor = read(text).actors[name]
    assert (actor.type, actor.role, actor.affiliation) == ("person", role, affiliation)


def test_surnames_and_acronyms_are_one_with_the_full_name(read: Read) -> None:
    text = (
        "President Amina Okoro met the Lake Fishers Union (LFU) on Monday. Okoro promised help. "
        "The LFU said that it trusted nobody."
    )
    reading = read(text)
    assert listed(reading) == {"Amina Okoro", "Lake Fishers Union"}
    assert reading.actors["Amina Okoro"].aliases == ("Okoro",)
    assert "LFU" in reading.actors["Lake Fishers Union"].aliases
    assert reading.who("Okoro", 1) == ("Amina Okoro",)


def test_a_long_name_has_a_short_one(read: Read) -> None:
    reading = read("The Working Group on the Future of the Mekong met. The Working Group rejected the dam.")
    assert listed(reading) == {"Working Group on the Future of the Mekong"}


def test_an_office_is_its_holder_where_the_document_names_one(read: Read) -> None:
    reading = read("Nicolás Maduro refused. Brazil warned the Venezuelan president again.")
    assert reading.who("president") == ("Nicolás Maduro",)
    assert listed(reading) == {"Nicolás Maduro", "Brazil"}


def test_a_government_by_many_names(read: Read) -> None:
    reading = read("Iran backs the Assad regime in Syria. Turkey opposes the government of Syria.")
    government = reading.actors["Syrian government"]
    assert (government.type, government.affiliation) == ("government_body", "Syria")
    assert reading.who("regime") == reading.who("government") == ("Syrian government",)


def test_allies_have_an_owner(read: Read) -> None:
    assert (
        "European allies of the United States" in read("The United States and its European allies blame Iran.").actors
    )


def test_troops_act_for_their_state_but_are_no_actor(read: Read) -> None:
    reading = read("Russian troops left. Peru thanked the Chilean leadership.")
    assert reading.who("troops") == ("Russia",)
    assert listed(reading) == {"Russia", "Peru", "Chile"}


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Kenya and Somalia signed. The two countries want peace.", "countries", ("Kenya", "Somalia")),
        ("Kenya and Somalia signed. Both want peace.", "Both", ("Kenya", "Somalia")),
        ("Kenya and Somalia signed. They want peace.", "They", ("Kenya", "Somalia")),
        ("Kenya and Somalia signed. Neither side wants war.", "side", ("Kenya", "Somalia")),
        ("Gabon said that it would withdraw.", "it", ("Gabon",)),
        ("It is hard for Gabon to withdraw.", "It", ()),
        ("Emmanuel Macron spoke. He rejected the plan.", "He", ("Emmanuel Macron",)),
        ("Emmanuel Macron spoke about his country.", "country", ("France",)),
        ("Al-Shabaab retreated. The group still controls the south.", "group", ("al-Shabaab",)),
        ("Lula da Silva and Javier Milei met, and later he smiled.", "he", ()),
        ("The army and its allies advanced in Mali.", "its", ("Malian army",)),
        ("Ethiopia, Sudan and Egypt met. The three countries failed.", "countries", ("Ethiopia", "Sudan", "Egypt")),
        ("Togo's government wavered. Ghana urged the government to act.", "government", ("Togo",)),
        ("Kenya and Somalia signed. Traders said they would leave.", "they", ()),
        ("Kenya signed. The harbour says it will close.", "it", ()),
    ],
)
def test_reference(read: Read, text: str, word: str, names: tuple[str, ...]) -> None:
    assert read(text).who(word) == names


def test_pronouns_of_a_pair_are_not_guessed_from_places(read: Read) -> None:
    assert read("He flew to Cairo and Asmara. The two sides talked.").who("sides") == ()


def test_first_persons_are_the_voice_of_the_block_outside_quotations(read: Read) -> None:
    text = "I doubt it. “We will win,” the general said.\n\nWe agree with the post."
    part = Part(id="comment-1", start=46, end=len(text), authors=(Author(name="Commenter 1", anonymous=True),))
    reading = read(text, parts=(part,))
    assert reading.who("I") == ("Ada Quill",)
    assert reading.who("We", 0) == ()
    assert reading.who("We", 1) == ("Commenter 1",)
    commenter = reading.actors["Commenter 1"]
    assert (commenter.type, commenter.part, commenter.anonymous) == ("commenter", "comment-1", True)


def test_an_unnamed_author_is_an_actor_too(read: Read) -> None:
    reading = read("The pact failed. In my view Bolivia was right.", authors=())
    author = reading.actors["Author"]
    assert author.anonymous
    assert author.quote == "In my view Bolivia was right."
    assert reading.cast.authors == reading.cast.voice_of(reading.blocks[0]) == ("Author",)


def test_two_names_in_one_word(read: Read) -> None:
    reading = read("Experts expect more U.S.-Russia talks.")
    words = [token.text for block in reading.blocks for token in block.doc if "Russia" in token.text]
    assert "Russia" in reading.who(words[0])


def test_quotes_stand_at_their_offsets(read: Read) -> None:
    text = "🕊 Peace!\n\nGhana\u00a0thanked Togo.\r\n\r\nTogo  thanked\nBenin."
    reading = read(text)
    assert listed(reading) == {"Ghana", "Togo", "Benin"}
    for actor in reading.cast.actors:
        assert actor.start is not None
        assert text[actor.start : actor.end] == actor.quote


def test_nothing_comes_of_nothing(read: Read) -> None:
    reading = read("Stones are heavy.")
    assert listed(reading) == set()
    assert reading.who("Stones") == ()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds_have_their_main_actors(path: Path, registry: Registry) -> None:
    text = path.read_text(encoding="utf-8")
    reading = Reading(Document(id=path.stem, text=text), registry)
    assert {"United States", "Russia", "Islamic State"} <= set(reading.actors)
    assert {actor.type for actor in reading.actors.values()} >= {"state", "person", "armed_group"}
    for actor in reading.cast.actors:
        assert text[actor.start : actor.end] == actor.quote


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Parliament in Tbilisi passed the law.", {"Parliament of Georgia"}),
        ("The Senate in Rome said nothing.", {"Italian Senate"}),
        ("In Bolivia, where the electoral council counted twice, nobody cheered.", {"Bolivian electoral council"}),
        ("The army seized power in Niger.", {"Nigerien army"}),
        ("Ghana thanked Togo. Ghana wavered. Ghana paid. The finance ministry objected.",
         {"Ghana", "Togo", "Ghanaian finance ministry"}),
        ("Spain left Chad after the junta demanded it.", {"Spain", "Chad", "Chadian junta"}),
        ("Peru and Chile agreed. The parliament wavered.", {"Peru", "Chile"}),
        ("The Supreme Court in Nairobi annulled the vote.", {"Supreme Court of Kenya"}),
        ("The Labour Party in Norway lost.", {"Norwegian Labour Party"}),
        ("Guinea wavered. The opposition in Guinea did not.", {"Guinea", "Guinean opposition"}),
        ("The Government of Malawi protests.", {"Malawi"}),
        ("Italian coast guard officers boarded the ship.", {"Italian coast guard"}),
    ],
)  # fmt: skip
def test_bodies_belong_to_the_state_of_the_context(read: Read, text: str, names: set[str]) -> None:
    assert listed(read(text)) - {"Italy"} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Coastal states want a treaty.", {"Coastal states"}),
        ("Coastal states are many.", set()),
        ("Farmers fear that the dam will fail.", {"Farmers"}),
        ("Zambia is arming jihadist groups.", {"Zambia", "Jihadist groups"}),
        ("Jihadist groups are dangerous.", set()),
        ("The law compensates victims of forced labour.", {"Victims of forced labour"}),
        ("Lebanese Druze protested.", {"Lebanese Druze"}),
        ("Three million Laotians have fled.", {"Laotians"}),
        ("A UN panel of experts accused Rwanda.", {"United Nations panel of experts", "Rwanda"}),
        ("Norway rejects what an arbitral tribunal in Basel ruled.", {"Norway", "Arbitral tribunal in Basel"}),
        ("Fiji froze its membership in the Pacific Islands Forum.", {"Fiji", "Pacific Islands Forum"}),
        ("At the summit in Suva the Pacific Islands Forum adopted a text.", {"Pacific Islands Forum"}),
        ("Brightwater Ltd said that it would pay.", {"Brightwater Ltd"}),
    ],
)  # fmt: skip
def test_described_groups_are_listed_where_they_act(read: Read, text: str, names: set[str]) -> None:
    assert listed(read(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Ada Lindt is foreign minister of Latvia. Lindt resigned.", "Ada Lindt", "foreign minister", "Latvia"),
        ("He met your counterpart, Osei Tawiah, in May.", "Osei Tawiah", "counterpart", None),
        ("We trust Kim Sang-hyun", "Kim Sang-hyun", None, None),
    ],
)  # fmt: skip
def test_unknown_people_are_found(read: Read, text: str, name: str, role: str | None, affiliation: str | None) -> None:
    actor = read(text).actors[name]
    assert (actor.type, actor.role, actor.affiliation) == ("person", role, affiliation)


def test_a_first_name_of_ones_own_is_no_namesake(read: Read) -> None:
    assert "Serzh Sargsyan" not in read("Nune Sargsyan is mayor of Gyumri. Armenia trusts her.").actors


def test_an_unknown_holder_of_an_office_is_one_person(read: Read) -> None:
    reading = read("Latvia's foreign minister, Ada Lindt, left. Estonia thanked the Latvian foreign minister.")
    assert listed(reading) == {"Ada Lindt", "Latvia", "Estonia"} or listed(reading) == {"Ada Lindt", "Estonia"}
    assert reading.who("minister", 1) == ("Ada Lindt",)


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("ECOWAS met in Abuja. The bloc wants talks.", "bloc", ("Economic Community of West African States",)),
        ("The Security Council met. On Monday the Council voted.", "Council", ("United Nations Security Council",)),
        ("MINUSCA stayed. The mission has no end.", "mission",
         ("United Nations Multidimensional Integrated Stabilization Mission in the Central African Republic",)),
        ("Gulf foreign ministers met. The ministers want calm.", "ministers", ("Gulf ministers",)),
        ("Turkey signed a deal with Greece. The two countries had quarrelled.", "countries", ("Turkey", "Greece")),
        ("Togo spoke. It wants peace, and half of its people vote.", "its", ("Togo",)),
        ("Oman trained with Qatar and Kuwait. The two countries left.", "countries", ()),
        ("The cabinet met. The mission failed.", "mission", ()),
    ],
)  # fmt: skip
def test_descriptions_take_up_who_was_named(read: Read, text: str, word: str, names: tuple[str, ...]) -> None:
    assert read(text).who(word) == names or read(text).who(word, 1) == names


def test_a_ministry_speaks_by_its_masthead(read: Read) -> None:
    text = "Ministry of Foreign Affairs\nRepublic of Malta\n\nThe Government regrets it. The Ministry objects."
    reading = read(text, authors=())
    ministry = reading.actors["Maltese Ministry of Foreign Affairs"]
    assert (ministry.type, ministry.affiliation) == ("government_body", "Malta")
    assert reading.cast.authors == ("Maltese Ministry of Foreign Affairs",)
    assert reading.who("Government") == ("Malta",)
    assert reading.who("Ministry", 1) == ("Maltese Ministry of Foreign Affairs",)


def test_the_secretary_general_is_that_of_the_organisation_named(read: Read) -> None:
    reading = read("The Security Council asked the Secretary-General to report in May 2040.")
    holder = reading.actors["United Nations Secretary-General"]
    assert (holder.type, holder.affiliation) == ("person", "United Nations")
    assert "Secretary-General" not in str(listed(read("The Secretary-General of the club resigned.")))


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Fiji's ambassador to the WTO, Losena Tuivaga, left.", "Losena Tuivaga", "ambassador", "Fiji"),
        ("The President of Colombia, Rosa Vidal, left.", "Rosa Vidal", "President", "Colombia"),
        ("Commerce Secretary Rajesh Menon of India left.", "Rajesh Menon", "Commerce Secretary", "India"),
        ("World Food Programme spokesman Idris Camara left.", "Idris Camara", "spokesman", "World Food Programme"),
        ("Drita Hoxhaj was deputy prime minister of Kosovo and now teaches.", "Drita Hoxhaj",
         "deputy prime minister", "Kosovo"),
        ("Colonel Oumar Diallo, Mali's ruler, left.", "Oumar Diallo", "ruler", "Mali"),
        ("In 2023 Estonia changed. Prime Minister Kaja Kallas left.", "Kaja Kallas", "Prime Minister", "Estonia"),
    ],
)  # fmt: skip
def test_offices_are_read_around_the_name(read: Read, text: str, name: str, role: str, affiliation: str) -> None:
    people = {a.name: (a.role, a.affiliation) for a in read(text).cast.actors if a.type == "person"}
    assert people[name] == (role, affiliation)


def test_an_envoy_of_the_secretary_general_is_not_the_secretary_general(read: Read) -> None:
    text = "Ana Ruiz, Special Representative of the Secretary-General for Chad and Head of the Chad Mission, left."
    people = {a.name: a.role for a in read(text).cast.actors if a.type == "person"}
    assert people == {"Ada Quill": None, "Ana Ruiz": "Head"}


def test_another_first_name_forbids_a_person_of_the_registry(read: Read) -> None:
    names = listed(read("In Norway the activist Ingrid Solberg said no. Solberg wants more. Norway will see."))
    assert "Ingrid Solberg" in names
    assert "Erna Solberg" not in names


def test_whoever_signs_serves_the_body_that_speaks(registry: Registry) -> None:
    head = "REPUBLIC OF PERU\nMINISTRY OF FOREIGN AFFAIRS"
    text = f"{head}\n\nThe Ministry regrets the delay of the talks.\n\nAna Ruiz\nSpokesperson"
    cast = Extractor(registry).read(Document(id="x", text=text)).cast
    people = {a.name: (a.role, a.affiliation) for a in cast.actors if a.type == "person"}
    assert people == {"Ana Ruiz": ("Spokesperson", "Peruvian Ministry of Foreign Affairs")}


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Kenya said that Somalia had crossed the border. It rejects the map.", "It", ("Kenya",)),
        ("Peru noted the statement that Chile would end the tariff. It urges Bolivia to wait.", "It", ("Peru",)),
        ("Analysts say that Kenya will leave the bloc. It has rejected the tariff.", "It", ("Kenya",)),
        ("The ministry claims that Armenia opened fire. It demands an apology.", "It", ()),
        ("Ana Borg said that Malta would vote. It has rejected the quota.", "It", ("Malta",)),
        ("Malta and Cyprus object. Ana Borg said no; Nikos Ioannou called it theft. Both want a review.", "Both",
         ("Ana Borg", "Nikos Ioannou")),
        ("Ramesh Singh wants arbitration. Carla Vries prefers talks. Both scholars reject war.", "scholars",
         ("Ramesh Singh", "Carla Vries")),
        ("Anna Weiss met Paul Morel. France and Germany signed the pact. Both support a tax.", "Both",
         ("France", "Germany")),
        ("Kenya and Uganda met Ana Borg. Both countries support the dam.", "countries", ("Kenya", "Uganda")),
    ],
)  # fmt: skip
def test_the_next_sentence_goes_on_with_the_subject(read: Read, text: str, word: str, names: tuple[str, ...]) -> None:
    assert read(text).who(word) == names


def test_a_name_without_its_accents_is_an_alias(read: Read) -> None:
    reading = read("Angolan President Joao Lourenco met the envoys in Luanda.")
    assert "Joao Lourenco" in reading.actors["João Lourenço"].aliases


def test_the_west_is_no_part_of_a_longer_name(read: Read) -> None:
    assert listed(read("The West rejected the plan.")) == {"Western countries"}
    assert "Western countries" not in listed(read("Chad fears that the West Bank is lost. The west is dry."))


def test_a_name_of_two_states_is_that_of_which_the_text_speaks_most(read: Read) -> None:
    full = "The Democratic Republic of the Congo met Chad. "
    assert read(f"{full * 3}Congo met the Republic of the Congo.").who("Congo", -2) == (
        "Democratic Republic of the Congo",
    )
    assert read(f"{full}Congo met the Republic of the Congo.").who("Congo", -2) == ("Congo",)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Western bloc opposes the ban.", "Western bloc", "coalition"),
        (
            "The Kenyan-led coalition against Boko Haram opposes the ban.",
            "Kenyan-led coalition against Boko Haram",
            "coalition",
        ),
        ("The regime in Damascus opposes the ban.", "Syrian government", "government_body"),
        ("Srpska Lista, the largest Serb party, opposes the ban.", "Srpska Lista", "organisation"),
    ],
)
def test_groups_go_by_what_tells_them_apart(read: Read, text: str, name: str, kind: str) -> None:
    assert read(text).actors[name].type == kind


def test_a_bloc_takes_up_the_organisation_named_before(read: Read) -> None:
    assert listed(read("ECOWAS met, and the West African bloc left.")) == {"Economic Community of West African States"}


@pytest.mark.parametrize("forces", ["Malian armed forces", "The armed forces of Mali", "Malian government forces"])
def test_the_forces_of_a_state_act_for_it(read: Read, forces: str) -> None:
    assert listed(read(f"{forces} opposed the truce.")) == {"Mali"}


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("Minister for Trade of Ghana", "Minister for Trade"),
        ("foreign minister of Ghana", "foreign minister"),
        ("foreign minister spokeswoman of Ghana", "foreign minister spokeswoman"),
    ],
)
def test_an_office_keeps_its_portfolio_and_not_its_state(read: Read, office: str, role: str) -> None:
    person = read(f"Ana Ruiz, {office}, opposes the ban.").actors["Ana Ruiz"]
    assert (person.role, person.affiliation) == (role, "Ghana")


def test_a_ministers_portfolio_without_a_state_is_all_of_the_office(read: Read) -> None:
    person = read("Ana Ruiz, Secretary of State for Trade, opposes the ban.").actors["Ana Ruiz"]
    assert (person.role, person.affiliation) == ("Secretary of State for Trade", None)
