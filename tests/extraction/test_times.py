from __future__ import annotations

import pytest

from kg.edtf import is_edtf
from kg.extraction.dates.dating import date_of
from kg.extraction.dates.forms import date_forms, forms_in
from kg.extraction.dates.times import TimeMention, read_all_times, read_times
from kg.extraction.text.english import Block, load_pipeline, read_blocks
from kg.records import Document, Part


def read(text: str, published: str | None = "2015-11-03") -> list[tuple[Block, list[TimeMention]]]:
    document = Document(id="test", text=text, published=published)
    blocks = read_blocks(document, load_pipeline())
    return list(zip(blocks, read_all_times(blocks, document), strict=True))


def dates(text: str, published: str | None = "2015-11-03") -> list[tuple[str, str]]:
    return [(time.edtf, time.basis) for _, times in read(text, published) for time in times]


STATED = [
    ("They met on 30 October 2015.", "2015-10-30"),
    ("They met on Friday, October 30, 2015.", "2015-10-30"),
    ("They met on Oct. 30th, 2015.", "2015-10-30"),
    ("Nov 03 , 2015", "2015-11-03"),
    ("Dated 2015-08-14.", "2015-08-14"),
    ("They met on the 9th of May, 1945.", "1945-05-09"),
    ("Signed 30/10/2015.", "2015-10-30"),
    ("Signed 10/30/2015.", "2015-10-30"),
    ("In December 2015 they met.", "2015-12"),
    ("Since December of 2015 it holds.", "2015-12/.."),
    ("In 2013 they agreed.", "2013"),
    ("the 2003 invasion of Iraq", "2003"),
    ("The 2016 elections were postponed.", "2016"),
    ("It ran from 2001 to 2003.", "2001/2003"),
    ("Talks were held between May and July 2014.", "2014-05/2014-07"),
    ("In the 1990s it grew.", "199X"),
    ("In the early 2000s it grew.", "200X"),
    ("Since 2011 war has raged.", "2011/.."),
    ("The mandate runs until 2020.", "../2020"),
    ("the 19th century", "18XX"),
    ("The 9/11 attacks changed policy.", "2001-09-11"),
    ("They met on 3-5 March 2012.", "2012-03-03/2012-03-05"),
    ("They met on May 3-5, 2012.", "2012-05-03/2012-05-05"),
    ("They met from 12 to 14 June 2010.", "2010-06-12/2010-06-14"),
    ("The talks of 2014–15 failed.", "2014/2015"),
    ("In late March 2011 it began.", "2011-03"),
    ("Resolution 2254 (2015) says so.", "2015"),
    ("They sold arms in 1985 and 1986.", "1985/1986"),
    ("In mid-2014 it fell.", "2014"),
    ("After the 2019 coup they fled.", "2019"),
    ("By the end of 2016 they had left.", "2016"),
]


@pytest.mark.parametrize(("text", "edtf"), STATED)
def test_complete_dates_are_stated(text: str, edtf: str) -> None:
    assert dates(text, None) == [(edtf, "stated")]


INFERRED = [
    ("It was announced on September 29th.", "2015-09-29"),
    ("They met in December.", "2014-12"),
    ("Last month they met.", "2015-10"),
    ("Yesterday they met.", "2015-11-02"),
    ("On Friday they met.", "2015-10-30"),
    ("They meet next Friday.", "2015-11-06"),
    ("This year they met.", "2015"),
    ("Last December they met.", "2014-12"),
    ("They met two years ago.", "2013"),
    ("They met three weeks ago.", "2015-10"),
    ("Last week they met.", "2015-10-26/2015-11-01"),
    ("They met three days ago.", "2015-10-31"),
    ("Since September the talks have stalled.", "2015-09/.."),
    ("They met on October 20 and 21.", "2015-10-20/2015-10-21"),
    ("They will meet in April.", "2016-04"),
    ("They are to meet on Friday.", "2015-11-06"),
    ("The leaders are due to meet in December.", "2015-12"),
    ("They want to sign by the end of the year.", "2015"),
    ("Later this month they meet.", "2015-11"),
    ("After the September 8 election they fled.", "2015-09-08"),
]


@pytest.mark.parametrize(("text", "edtf"), INFERRED)
def test_incomplete_dates_are_inferred_from_the_documents_date(text: str, edtf: str) -> None:
    assert dates(text) == [(edtf, "inferred")]


@pytest.mark.parametrize(("text", "edtf"), INFERRED)
def test_incomplete_dates_without_a_document_date_stay_unknown(text: str, edtf: str) -> None:
    assert dates(text, None) == []


def test_less_than_a_day_is_not_counted_in_days() -> None:
    assert dates("Yesterday and last month and last year they met.", "2015") == [("2014", "inferred")]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1973 was adopted.",
        "UNSCR 2254 calls for talks.",
        "Some 2000 soldiers crossed.",
        "About 1,900 men died.",
        "They sold 1500 tanks.",
        "It cost $2000.",
        "Call (+7) 495 980 7353.",
        "ResearcherID: N-3527-2016",
        "They may march on the capital.",
        "Prime Minister Theresa May spoke.",
        "It was Black Friday.",
        "Article 2010 of the code",
        "On 31 February 2015 nothing happened.",
        "CANBERRA, 12 September 2014 — The talks went on.",
        "ABUJA, March 14, 2014 (Some News) - The talks went on.",
    ],
)
def test_numbers_and_names_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_that_day_is_the_day_mentioned_last_even_in_the_block_above() -> None:
    text = "On October 30, 2015, he spoke.\n\nEarlier that day, officials had met. The following day they left."
    assert [edtf for edtf, _ in dates(text, None)] == ["2015-10-30", "2015-10-30", "2015-10-31"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on 3 April 2006. Two weeks later they left.", "2006-04"),
        ("They met on 25 April 2006. Two weeks later they left.", "2006-05"),
        ("They met on 3 April 2006. Within days they left.", "2006-04"),
        ("They met on 3 April 2006. They left on the 22nd.", "2006-04-22"),
        ("They met in 2006. The year before, they had fought.", "2005"),
        ("They met in May 2006. Three months earlier they had fought.", "2006-02"),
        ("They met in 2006. Five years later they left.", "2011"),
    ],
)
def test_some_dates_count_from_the_one_before(text: str, edtf: str) -> None:
    assert dates(text, None)[1] == (edtf, "inferred")


def test_a_heading_gives_its_year_to_what_stands_below_it() -> None:
    text = "The crisis of 1979\n\nOn 4 November students took the embassy, and talks began.\n"
    assert [edtf for edtf, _ in dates(text, "2001-05-04")] == ["1979", "1979-11-04"]


def test_a_week_is_no_more_precise_than_its_month_unless_it_crosses_months() -> None:
    assert dates("They met last week.", "2015-11-20") == [("2015-11", "inferred")]


def test_a_story_goes_on_in_its_year() -> None:
    assert dates("In March 2003 the war began. On May 1st he declared victory.")[1] == ("2003-05-01", "inferred")


def test_a_comment_counts_from_its_own_date() -> None:
    text = "The talks failed.\n\nYesterday I heard that."
    part = Part(id="comment-1", start=text.index("Yesterday"), end=len(text), published="2016-01-01")
    document = Document(id="test", text=text, published="2015-11-03", parts=(part,))
    blocks = read_blocks(document, load_pipeline())
    assert [time.edtf for time in read_times(blocks[1], document)] == ["2015-12-31"]


def test_mentions_are_slices_of_the_text() -> None:
    text = "🕊 On\u00a0Friday,\u00a0October\u00a030, 2015 — “that day” — they met.\r\n\r\nThe 1990s were calm."
    document = Document(id="test", text=text)
    blocks = read_blocks(document, load_pipeline())
    times = [time for times in read_all_times(blocks, document) for time in times]
    assert [time.edtf for time in times] == ["2015-10-30", "2015-10-30", "199X"]
    assert all(text[time.start : time.end] == time.text for time in times)


@pytest.mark.parametrize(
    ("text", "verb", "edtf"),
    [
        ("In 2013 the two countries agreed to a truce.", "agreed", "2013"),
        ("In November 2001, when Putin visited Washington, he and Bush issued a statement.", "issued", "2001-11"),
        ("Moscow said on October 2, 2015 that Washington had broken its word.", "broken", None),
        ("Moscow said on October 2, 2015 that Washington had broken its word.", "said", "2015-10-02"),
        ("Russia joined in 1996. Turkey objected.", "objected", None),
        ("Russia condemned the invasion of Iraq in 2003.", "condemned", None),
        ("Russia condemned the invasion of Iraq in 2003.", "invasion", "2003"),
        ("On Sunday, October 4, 2015, Russia condemned the invasion.", "condemned", "2015-10-04"),
        ("After winning approval on 30 September 2015, Russia immediately started raids.", "started", "2015-09-30"),
        ("The 2005 bombing in London and the explosion in Moscow shocked all.", "explosion", None),
        ("In 2002 they met and signed the pact.", "signed", "2002"),
        ("Chad attacked Togo in 1977; in 1978, after a war, it made peace.", "made", "1978"),
        ("Chad attacked Togo in 1977; in 1978, after a war, it made peace.", "attacked", "1977"),
        ("Chad and Togo said on May 28, 2011 that they were leaving the bloc.", "leaving", "2011-05-28"),
        ("Chad left the bloc in May 2011, accusing it of bias.", "accusing", "2011-05"),
        ("Talks held in May 2011 failed.", "Talks", "2011-05"),
        ("After the revolution of 1979 Khomeini accused Iraq.", "accused", None),
        ("In March 2015 the leaders of the three countries signed a Declaration in Khartoum.", "signed", "2015-03"),
        ("Kenya demanded elections in 2028.", "demanded", None),
        ("Kenya demanded elections in 2028.", "elections", "2028"),
        ("Ministers on Thursday urged Mali to leave.", "urged", "2015-10-29"),
        ("The Council today extended the mandate until 31 October 2028.", "extended", "2015-11-03"),
    ],
)
def test_a_date_belongs_to_the_predicate_of_its_clause(text: str, verb: str, edtf: str | None) -> None:
    [(block, times)] = read(text)
    predicate = next(token for token in block.doc if token.text == verb)
    found = date_of(predicate, times, block)
    assert (found.edtf if found else None) == edtf


def test_every_form_has_a_reader_and_every_date_is_edtf() -> None:
    assert len(date_forms()) > 15
    for text, _ in STATED + INFERRED:
        assert all(is_edtf(edtf) for edtf, _ in dates(text))


@pytest.mark.parametrize("text", [text for text, _ in STATED + INFERRED])
def test_a_text_that_has_a_form_has_what_the_form_needs(text: str) -> None:
    found = [form for form in date_forms() if form.pattern.search(text)]
    assert [form for form in found if form not in forms_in(text)] == []


def test_a_text_without_numbers_and_months_is_not_searched_for_days_and_years() -> None:
    searched = forms_in("The ministers spoke at length, and agreed on nothing.")
    assert 0 < len(searched) < len(date_forms()) / 2


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("Last October Uganda left.", "2020-05-06", "2019-10"),
        ("Last May Uganda left.", "2020-05-06", "2019-05"),
        ("Last March Uganda left.", "2020-05-06", "2020-03"),
        ("Next March Uganda will leave.", "2020-05-06", "2021-03"),
        ("Last October Uganda left.", "2020", "2019-10"),
    ],
)
def test_a_month_that_is_last_or_next_is_the_one_nearest_to_the_documents_date(
    text: str, published: str, edtf: str
) -> None:
    assert dates(text, published) == [(edtf, "inferred")]


def test_a_month_of_the_year_after_is_unknown_in_a_document_that_is_only_of_a_year() -> None:
    assert dates("Next March Uganda will leave.", "2020") == []


@pytest.mark.parametrize(
    ("soon", "edtf"), [("Within hours", "2019-05-05"), ("Within days", "2019-05"), ("Within weeks", "2019-05")]
)
def test_soon_is_counted_from_the_day_told_last(soon: str, edtf: str) -> None:
    assert dates(f"On 5 May 2019 Chad left. {soon} Mali left.")[1][0] == edtf


def test_years_are_counted_from_a_season_and_months_are_not() -> None:
    spring = "Kenya left in the spring of 2009."
    assert [edtf for edtf, _ in dates(f"{spring} Two years later Chad left.")] == ["2009-21", "2011"]
    assert [edtf for edtf, _ in dates(f"{spring} Two months later Chad left.")] == ["2009-21"]
