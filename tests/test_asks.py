"""Who asks what of whom: a case for each way of asking, what only looks like one, and any text at all."""

import time

import pytest
import speech_labels
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import asking, speech
from sourcebook.asking.states import state


def asks(text: str, headings: tuple[str, ...] = ()) -> list[dict]:
    """Return what a text of one voice asks; `headings` are lines of it."""
    spans = [[text.index(line), text.index(line) + len(line)] for line in headings]
    record = {"id": "t", "text": text, "published": None, "voice": "Ada Writer", "headings": spans}
    passages, sentences = speech_labels.tables(record)
    return asking.ask_rows(text, passages, sentences, speech.rows(text, passages, sentences))


def told(text: str, headings: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    return [(a["addressee"], a["strength"], a["form"]) for a in asks(text, headings)]


ASKED = {
    "must": ("The council must not sell the allotments.", "council", "must"),
    "should": ("The bank should refund its customers.", "bank", "should"),
    "ought to": ("The bank ought to refund its customers.", "bank", "should"),
    "need to": ("The hospital board needs to publish its waiting times.", "hospital board", "must"),
    "have to": ("The government has to choose between the two ports.", "government", "must"),
    "have got to": ("Companies that dump their waste have got to pay for it.", "companies", "must"),
    "had better": ("The club had better find a goalkeeper.", "club", "should"),
    "cannot go on": ("The federation cannot go on ignoring its referees.", "federation", "must"),
    "it is essential for": ("It is essential for the council to repair the bridge.", "council", "must"),
    "it is vital that": ("It is vital that the museum reopen its east wing.", "museum", "must"),
    "it is time for": ("It is time for schools to teach swimming again.", "schools", "should"),
    "it is time that": ("It is high time the federation listened to its players.", "federation", "should"),
    "the time has come": ("The time has come for the orchestra to tour.", "orchestra", "should"),
    "there is a need": ("There is a need for the ministry to explain its figures.", "ministry", "must"),
    "would do well": ("The airline would do well to answer its letters.", "airline", "should"),
    "it is up to": ("It is up to the parliament to set the date.", "parliament", "should"),
    "it falls to": ("It falls to the mayor to break the silence.", "mayor", "should"),
    "the onus": ("The onus is on the company to prove that the water is safe.", "company", "should"),
    "owes it to": ("The company owes it to its workers to tell the truth.", "company", "should"),
    "the least": ("The least the ministry can do is apologise.", "ministry", "should"),
    "nothing short of": ("Nothing short of a public inquiry will do.", "unclear", "must"),
    "we urge": ("We urge the ministry to withdraw the bill.", "ministry", "should"),
    "we call on": ("We call on the harbour board to reopen the inquiry.", "harbour board", "should"),
    "we recommend that": ("We recommend that the school hire a second nurse.", "school", "should"),
    "we ask that, of a thing": ("We ask that the gates be opened.", "unclear", "should"),
    "the paper itself": ("This newspaper urges the board to think again.", "board", "should"),
    "requires X to": ("The crisis requires the union to speak with one voice.", "union", "must"),
    "what is needed": ("What is needed is a second ferry.", "unclear", "must"),
    "what X needs": ("What the town needs now is a bus on Sundays.", "town", "must"),
    "what X must do is": ("What the prime minister must do now is resign.", "prime minister", "must"),
    "this is why": ("This is why the council should wait.", "council", "should"),
    "the duty of": ("It is the duty of the port authority to dredge the channel.", "port authority", "should"),
    "could do worse": ("The museum could do worse than ask its visitors.", "museum", "could"),
    "overdue": ("An inquiry is long overdue.", "unclear", "should"),
    "our advice": ("Our advice to the trustees is simple: sell the land.", "trustees", "should"),
    "it would be better if": ("It would be better for the city to buy the land.", "city", "could"),
    "could consider": ("The trustees might consider a smaller building.", "trustees", "could"),
    "if possible": ("If possible, the bank should keep its branch.", "bank", "could"),
    "a passive": ("The bridge must be repaired before winter.", "unclear", "must"),
    "steps that must": ("There are steps that must be taken.", "unclear", "must"),
    "there should be": ("There should be a limit on lorries at night.", "unclear", "should"),
    "I think that": ("I think that the council should build a library.", "council", "should"),
    "behind a relative clause": ("The committee, which has met twice, should meet again.", "committee", "should"),
    "behind a condition": ("If the ministry wants trust, it must publish the minutes.", "ministry", "must"),
    "both sides": ("Both sides must withdraw their boats.", "both", "must"),
    "the two countries": ("The two countries need to share the data.", "both", "must"),
    "X and Y": ("Peru and Ecuador should share the data.", "both", "should"),
    "a capital": ("Lima should open the gates. The Peruvian side has the key.", "Peru", "should"),
    "a city": ("Lima should plant trees along its avenues.", "Lima", "should"),
    "an organ of a state": ("The Kenyan authorities should publish the data.", "Kenya", "should"),
    "people of a state": ("Kenyan farmers should dig deeper wells.", "Kenyan farmers", "should"),
    "the fullest name": ("Ana Reyes built a road. Reyes should apologise.", "Ana Reyes", "should"),
    "a pronoun": ("The university charges for transcripts. It should stop.", "university", "should"),
    "we further": ("We further petition the board to reopen.", "board", "should"),
    "a passive that urges": ("All candidates are urged to keep calm.", "candidates", "should"),
    "a passive with who is to act": ("The fees must be paid back by the bank.", "bank", "must"),
    "not to be put off": ("The council can no longer ignore the smell.", "council", "must"),
    "what would be unwise": ("The club would be unwise to sell its striker.", "club", "should"),
    "the wisest course": ("The fairest course is for the two states to split the bill.", "both", "should"),
    "no reason why not": ("There is no reason why the board should not reply.", "board", "should"),
    "it is for X": ("It is for parliament, and for nobody else, to decide.", "parliament", "should"),
    "owes a reply": ("The airline owes these families a reply.", "airline", "should"),
    "what the voice would like": ("What I would like to see is a second ferry.", "unclear", "should"),
    "like to see X do": ("We would like to see the council publish its maps.", "council", "should"),
    "ideally": ("Ideally the council would buy the field.", "council", "should"),
    "a wise X would": ("A wise government would build the reservoir now.", "government", "should"),
    "if X is serious": ("If the ministry is serious about safety, it will close the line.", "ministry", "should"),
    "wages": ("Wages should rise.", "unclear", "should"),
    "a limit": ("Tickets should cost no more than two crowns.", "unclear", "should"),
    "the priority": ("The priority must be to keep the wards open.", "unclear", "must"),
    "how rules have to be": ("The rules must be clear.", "unclear", "must"),
    "what a community needs": ("The city needs a plan for the flood.", "city", "must"),
    "more is needed": ("More inspectors are needed.", "unclear", "must"),
    "never": ("A patient should never have to beg.", "unclear", "should"),
    "nor": ("Nor should the hospital close its night clinic.", "hospital", "should"),
    "not only": ("Not only must the hospital stay, it must grow.", "hospital", "must"),
    "an unknown doer": ("The weir keepers of Tarn should open the sluice.", "weir keepers of Tarn", "should"),
    "a suggestion without that": ("I suggest the ministry test every well.", "ministry", "should"),
    "at least": ("The club could at least say sorry.", "club", "could"),
    "perhaps": ("Perhaps the council could lease the hall.", "council", "could"),
    "worthwhile": ("It would be worthwhile to extend the sample.", "unclear", "could"),
    "grateful if": ("I would be grateful if the board would send the file.", "board", "could"),
    "any of many": ("Every archivist should own this book.", "archivists", "should"),
    "a pronoun for two": ("Even if the two towns are poor, they should avoid a quarrel.", "both", "should"),
}


@pytest.mark.parametrize(("text", "addressee", "strength"), ASKED.values(), ids=ASKED.keys())
def test_a_demand_is_found_with_its_strength_and_who_is_to_act(text: str, addressee: str, strength: str) -> None:
    assert told(text) == [(addressee, strength, "modal")]


OTHER_FORMS = {
    "an imperative": ("Stop the sale.", [("unclear", "should", "imperative")]),
    "a forbidding one": ("Do not sign the lease.", [("unclear", "should", "imperative")]),
    "behind an opening phrase": ("To save the quay, build a wall.", [("unclear", "should", "imperative")]),
    "to somebody called": ("Ministers, keep your word.", [("ministers", "should", "imperative")]),
    "let us": ("Let us plant trees along the canal.", [("unclear", "should", "imperative")]),
    "will X consider": ("Will the council consider a later hour?", [("council", "could", "question")]),
    "could X please": ("Could the railway please publish its timetable?", [("railway", "could", "question")]),
    "why not": ("Why not let the pupils decide?", [("unclear", "could", "question")]),
    "a question behind an ask": (
        "The mayor should call the doctor. Will the mayor pick up the telephone?",
        [("mayor", "should", "modal"), ("mayor", "could", "question")],
    ),
    "an ability behind an ask": (
        "The board should sell the quay. It could ask the county for help.",
        [("board", "should", "modal"), ("board", "could", "modal")],
    ),
    "let X": ("Let the council begin with the schools.", [("council", "should", "imperative")]),
    "behind a memo": ("Memo to the federation: put a doctor in the stand.", [("federation", "should", "imperative")]),
    "to somebody called at its end": ("Keep your word, Reyes.", [("Reyes", "should", "imperative")]),
    "without an object": ("Climb to the third floor of the tower.", [("unclear", "should", "imperative")]),
    "do": ("Do come and watch.", [("unclear", "should", "imperative")]),
    "whatever happens": ("Whatever happens, do not stop paying.", [("unclear", "should", "imperative")]),
    "the party of its paragraph": (
        "The trustees should ask the city. Halt the sale.",
        [("trustees", "should", "modal"), ("trustees", "should", "imperative")],
    ),
    "isn't it time": ("Isn't it about time the club rang his parents?", [("club", "could", "question")]),
    "could X not": ("Could the ministry not publish the map?", [("ministry", "could", "question")]),
    "may I suggest": ("May I suggest that the school hire a nurse?", [("school", "could", "question")]),
    "would whoever": (
        "Would the owner of the red van please move it?",
        [("owner of the red van", "could", "question")],
    ),
    "why doesn't X": ("Why doesn't the council lease the hall?", [("council", "could", "question")]),
    "an ability of somebody asked before": (
        "The board must reopen the pool. Swimmers miss it. The board could lease the baths.",
        [("board", "must", "modal"), ("board", "could", "modal")],
    ),
    "a body by its short name": (
        "The Harbour Board of Tarn met. The Board must act.",
        [("Harbour Board of Tarn", "must", "modal")],
    ),
    "a business by what it is": (
        "Tarn Ferries blames the fog. The company should hire a pilot.",
        [("Tarn Ferries", "should", "modal")],
    ),
    "a letter to somebody": ("Dear Ms Reyes,\n\nWe ask you to reply.", [("Ms Reyes", "should", "modal")]),
    "a list behind a colon": (
        "The council should:\n- publish the plan\n- talk to the tenants\n\nStop the sale.",
        [("council", "should", "imperative")] * 2 + [("unclear", "should", "imperative")],
    ),
    "a letter": (
        "Dear Minister,\n\nThe sea is rising here.\n\nSend us an engineer.",
        [("Minister", "should", "imperative")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OTHER_FORMS.values(), ids=OTHER_FORMS.keys())
def test_so_is_what_is_asked_in_other_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


NOT_ASKED = {
    "reported": "The union said that the firm must pay.",
    "urged by others": "Campaigners urged the ministry to withdraw the bill.",
    "quoted": "“You must leave,” the guard told them.",
    "decided": "The council decided that the hall should be sold.",
    "recommended by a report": "The report recommends that the ministry close the line.",
    "inferred": "He must have been tired.",
    "inferred of a thing": "The answer must be somewhere in the archive.",
    "foretold": "The journey should take about an hour.",
    "foretold with a date": "The road should be ready by Easter.",
    "foretold of prices": "Prices should fall next year.",
    "foretold of a scheme": "The scheme should help poorer families.",
    "not done": "She should have known better.",
    "a condition": "If he should fail, the bank will take the house.",
    "an inverted condition": "Should he fail, the bank will take the house.",
    "a law": "Under the new law, landlords must register their flats.",
    "a rule": "Applicants must submit two copies.",
    "a duty with a date": "The firm must file its accounts by 31 December.",
    "a habit": "Residents have to queue for water every morning.",
    "what will be necessary": "The tunnel will have to be closed.",
    "what was necessary": "The team had to change trains twice.",
    "no need": "There is no need to panic.",
    "yet to": "The council has yet to decide.",
    "of the speaker": "I must admit that I was wrong.",
    "a turn of phrase": "It should be noted that the sample was small.",
    "another": "Make no mistake, the river will rise.",
    "had better, of luck": "We had better luck in the spring.",
    "important to note": "It is important to note that the census is old.",
    "an imperative for a condition": "Cross the river and you are in another country.",
    "what a thing needs to win": "To win the cup a team must score goals.",
    "a story": "A good story must have a villain.",
    "to the reader": "Imagine a town without a bridge.",
    "a question to a person": "What should we have for dinner?",
    "an open question": "Should the council sell the park?",
    "a question of fact": "Can the team win on Saturday?",
    "an inner question": "Nobody knows how the river should be cleaned.",
    "a noun": "Work on the bridge stopped in May.",
    "a noun with a verb": "Help is on its way.",
    "essential to something": "Trust is essential to any system.",
    "an ability": "The club can win the cup.",
    "a possibility": "The minister could resign next week.",
    "a relative clause": "People who must travel at night take the bus.",
    "a relative clause without its word": "The town has duties it must fulfil.",
    "only by": "Only by working together can they win.",
    "how things are for us": "We have to walk to the well every morning.",
    "what nobody needs": "Nobody who saw it needs to be told.",
    "what anybody needs": "A farmer needs to borrow in March.",
    "told": "Savers had been told in the spring that they should not worry.",
    "a treaty": "By treaty, a coastal state must release the crew.",
    "guests": "Guests must leave by eleven.",
    "where it must be": "The answer must be somewhere in the drawer.",
    "foretold of what the voice sets": "Wages should rise next year.",
    "a plan": "The plan is to build two bridges.",
    "the easiest thing": "The easiest thing is to laugh.",
    "a guess": "I suggest that he was afraid.",
    "a wish for oneself": "I would like to see the sea again.",
    "a noun with a preposition": "Work at the quarry has begun.",
    "not meant": "I do not mean that we should all be saints.",
}


@pytest.mark.parametrize("text", NOT_ASKED.values(), ids=NOT_ASKED.keys())
def test_what_only_looks_like_a_demand_is_none(text: str) -> None:
    assert asks(text) == []


def test_headings_ask_of_whoever_their_part_is_addressed_to() -> None:
    lines = ("Recommendations for the harbour board", "1. Dredge the channel", "2. Respect each other", "Water prices")
    text = f"{lines[0]}\n\n{lines[1]}\n\nIt is shallow.\n\n{lines[2]}\n\nThey quarrel.\n\n{lines[3]}\n\nThey rose."
    assert told(text, lines) == [("harbour board", "should", "heading"), ("both", "should", "heading")]


def test_a_heading_that_calls_somebody_addresses_its_part() -> None:
    text = "Landlords, do your bit\n\nMattresses lie about. Do not leave them on the kerb."
    assert told(text, ("Landlords, do your bit",))[-1] == ("landlords", "should", "imperative")


def test_a_body_asks_by_its_own_name() -> None:
    text = "The Mission recommends that the board publish every sheet. The mayor recommends that the board wait."
    record = {"id": "t", "text": text, "published": None, "voice": "Joint Observation Mission", "headings": []}
    assert [a["addressee"] for a in speech_labels.read(record)["asks"]] == ["board"]


def test_an_imperative_heading_without_an_address_asks_whoever_is_asked_most() -> None:
    text = "Bring back the ferry\n\nThe railway should run it. The railway must not wait. The mayor should help."
    assert told(text, ("Bring back the ferry",))[0] == ("railway", "should", "heading")


def test_a_span_is_the_sentence_without_its_number_and_says_what_is_asked() -> None:
    text = "Recommendations to the school\n\n1. Hire a nurse, and pay her.\n2. Never let the boiler cool."
    found = asks(text, ("Recommendations to the school",))
    assert [text[a["start"] : a["end"]] for a in found] == ["Hire a nurse, and pay her.", "Never let the boiler cool."]
    assert [a["action"] for a in found] == ["Hire a nurse, and pay her", "Never let the boiler cool"]
    assert [a["ask_id"] for a in found] == [f"t:{a['start']}-{a['end']}" for a in found]
    assert asks("The law should not be changed.")[0]["action"] == "The law should not be changed"
    assert asks("The council should not sell the park.")[0]["action"] == "not sell the park"


def test_furniture_and_nobodys_words_ask_nothing() -> None:
    text = "The council must act."
    sentences = [{"passage_id": "p", "sentence_id": "s", "start": 0, "end": len(text)}]
    passage = {"source_id": "t", "passage_id": "p", "voice": "Ada", "kind": "body", "start": 0, "end": len(text)}
    assert len(asking.ask_rows(text, [passage], sentences, [])) == 1
    assert asking.ask_rows(text, [passage | {"kind": "furniture"}], sentences, []) == []
    assert asking.ask_rows(text, [passage | {"voice": None}], sentences, []) == []
    assert asking.ask_rows(text, [passage], sentences, [{"start": 0, "end": len(text)}]) == []


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("Canberra", "Australia"),
        ("the Swiss government", "Switzerland"),
        ("government of Chad", "Chad"),
        ("Ghana’s ministers", "Ghana"),
        ("U.S. administration", "United States"),
        ("us", None),
        ("Ghana Post", None),
        ("Swiss farmers", None),
    ],
)
def test_a_state_is_known_by_its_name_its_capital_and_its_organs(party: str, expected: str | None) -> None:
    assert state(party.removeprefix("the ")) == expected


WORDS = "must should could need to have the council it they Will ? . , : “ ” that if please 1. - \n \n\n Let us not be"
ANYTHING = st.text(max_size=200) | st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)


@given(ANYTHING, st.booleans())
def test_any_text_survives_and_every_span_is_a_sentence(text: str, heading: bool) -> None:
    headings = [[0, len(text)]] if heading else []
    record = {"id": "t", "text": text, "published": None, "voice": "Ada", "headings": headings}
    passages, sentences = speech_labels.tables(record)
    ends = {s["sentence_id"]: (s["start"], s["end"]) for s in sentences}
    for a in asking.ask_rows(text, passages, sentences, []):
        start, end = ends[a["sentence_id"]]
        assert start <= a["start"] < a["end"] == end
        assert a["strength"] in ("must", "should", "could")
        assert a["form"] in (("heading",) if heading else ("imperative", "question", "modal"))
        assert a["addressee"]
        assert a["action"]


def test_time_grows_with_length() -> None:
    text = "The council, which met, must not sell the park, it could ask us to help, and they should. "
    spent = []
    for n in (100, 800):
        whole = "\n\n".join([text * 5] * (n // 5)) + " word" * n
        record = {"id": "t", "text": whole, "published": None, "voice": "Ada", "headings": []}
        tables = speech_labels.tables(record)
        begun = time.perf_counter()
        asking.ask_rows(whole, *tables, [])
        spent.append(time.perf_counter() - begun)
    assert spent[1] < 30 * spent[0]


def test_links_of_a_page_and_a_title_with_a_verb_ask_nothing_of_anybody() -> None:
    text = (
        "Print this page | Send to a friend\n\nTo a Town That Is Closing\n\nMend the bridge before the winter comes.\n"
    )
    heads = [[0, text.index("\n")], [text.index("To a"), text.index("\n\nMend")]]
    record = {"id": "t", "text": text, "published": None, "voice": "Ada Writer", "headings": heads}
    passages, sentences = speech_labels.tables(record)
    (ask,) = asking.ask_rows(text, passages, sentences, [])
    assert (text[ask["start"] : ask["end"]], ask["addressee"]) == (
        "Mend the bridge before the winter comes.",
        "unclear",
    )
