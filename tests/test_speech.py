"""How a word is used, and what is credited to whom: a case for each rule, any text at all, and labelled sentences."""

import itertools
import time

import pandas as pd
import pytest
from floors import labelled_uses, used
from hypothesis import given
from hypothesis import strategies as st

from sourcebook import concordance, load, speech
from sourcebook.cli import main
from sourcebook.spans import Span, sentences, words
from sourcebook.speech.clauses import quotation_marks
from sourcebook.speech.verbs import forms


def read(marked: str, voice: str = "") -> speech.Use:
    """Return the use of the word that stands between brackets."""
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    return speech.uses(text, sentences(text), [Span(start, end)], voice)[0]


FORMS = {
    "asserted": {
        "a plain statement": "The company found a new [supplier] in Vietnam.",
        "denied in another clause": "The orchestra did not play well, because the [hall] was cold.",
        "denied before but": "It is not a threat but a [nuisance].",
        "not only": "It is not only a [threat] but a nuisance.",
        "no doubt": "No doubt the [harvest] was poor that year.",
        "no this and one that": "The village has no shop, no school and one [pub].",
        "nothing but": "Nothing is left but the [chimney].",
        "cannot but": "One cannot but admire such [patience].",
        "an exception": "There is nothing on the island except a [lighthouse].",
        "a definite thing is there, whatever is denied of it": "She cannot forget the [insult].",
        "surprised that": "He was not surprised that the [shop] had closed.",
        "not told that": "The school did not tell parents that the [roof] leaked.",
        "denied of a relative clause": "Those who could not pay left the [city].",
        "doubted in a relative clause": "The museum, which may close in June, holds a famous [portrait].",
        "a concession": "It may be small, but the [museum] is a gem.",
        "the would of habit": "They would meet every Friday at the [inn].",
        "the would of what came": "The factory would later become a [museum].",
        "only by": "Only by signing a [deal] can he win.",
        "an aim": "They work to secure a [deal].",
        "what she did not expect was": "What she did not expect was the [applause].",
        "a duty": "Both sides should seize the [opportunity].",
        "a degree": "The talks were relatively [stable].",
        "the month of May": "The law that parliament passed in May protects [tenants].",
        "asked in the sentence before": "Will it last? The [wall] has stood for nine centuries.",
        "asked in a quotation": '"How could they?" she asked, and shut the [door].',
        "who says it": 'A spokesman for the [union] said, "Talks go on."',
        "said in passing of who says it": '"It fell," said Ivo Ng, who runs the [laboratory].',
        "I say": "I believe the [plan] is sound.",
        "in my view": "In my view the [plan] is sound.",
        "this shows": "This shows that the [ice] is melting.",
        "after a lead, in a letter": "After the war he wrote in French of the [harvest].",
        "nor does it say": "Nor does the report mention that the [roof] leaked.",
        "charges that do something": "The bank cut the charges that took effect in [July].",
        "few in the relative clause": "They signed a [truce] that few believed would last.",
        "even if": "Even if the talks succeed, the [truce] will be short.",
        "little more than": "The fort is little more than a [ruin].",
        "the last few": "The last few [houses] were sold in May.",
        "behind what somebody denies": "The club denied the rumours, and the [captain] trained as usual.",
        "the point is that": "The point is that the [bell] rang.",
        "a promise": "After a year of real promise the [orchard] died.",
        "a noun like a verb": "Doctors report to the [ministry] every week.",
        "to call the police": "She called the [police] at once.",
        "to call off": "The workers call off [strikes] as a council agrees.",
        "to see a thing": "Engineers see the [bridge] every morning from the ferry.",
        "divided according to": "The catch was divided according to [weight].",
        "a heading in capitals": "The New [Deal] and What Came After",
        "a proper name": "Envoys flew from [Spain] to Oslo.",
        "a proper name elsewhere in the text": "Envoys flew to Spain, and the King of [Spain] slept.",
        "an abbreviation": "Members of the [EU] agreed on fish.",
    },
    "negated": {
        "not": "It is not a [threat] but a nuisance.",
        "n't": "The film isn't [funny].",
        "never": "She was never the [favourite].",
        "no": "There was no [warning] before the quake.",
        "nobody": "Nobody had a [car].",
        "neither nor": "The film is neither funny nor [sad].",
        "without": "They left without a [guide].",
        "rather than": "Rather than a [feast], they had soup.",
        "instead of": "Instead of a [parade] there was a picnic.",
        "insufficiently": "The line was insufficiently [tough].",
        "far from": "The witness was far from [reliable].",
        "anything but": "The spacing is anything but [random].",
        "yet to": "The firm has yet to make a [profit].",
        "fails to": "The reform failed to bring [jobs].",
        "lacks": "The soup lacked [salt].",
        "in a clause that the denial completes": "It is not true that the [river] is poisoned.",
        "I do not think": "I do not think that another tunnel is a [solution].",
        "no sign that": "There is no evidence that the [drug] works.",
        "in quotation marks of nobody": "He had, after all, not gone “[soft]”.",
        "few": "Few would call it a [success].",
        "little": "There was little [hope] left.",
        "short of": "The report stops short of a [ban].",
        "wrong to say": "It would be a mistake to see the visit as a [triumph].",
        "seldom": "She was seldom a [guest] there.",
    },
    "questioned": {
        "a question": "Who pays for the [damage]?",
        "a condition of a question": "If the [mill] closes, who will hire the men?",
        "behind a colon": "One thing remains to be asked: how long will the [deal] last?",
        "whether": "It is unclear whether the [treaty] still holds.",
        "I wonder": "I wonder if the [cat] is back.",
        "how is a mystery": "How the [fox] got in is a mystery.",
        "a question how": "The question is how the [money] was spent.",
        "in quotation marks of nobody": "Has he “gone [soft]”?",
    },
    "hedged": {
        "a modal": "The fire may have destroyed the [archive].",
        "a modal behind its subject": "A third [runway] would double the noise.",
        "a condition": "If the [strike] goes on, shops will close.",
        "a condition without if": "Had the [dyke] held, the town would be dry.",
        "an adverb": "The painting is probably a [forgery].",
        "seems": "The engine seems [reliable].",
        "it seems that": "It seems that the [key] was lost.",
        "in an aside": "The [culprit], it seems, was a fox.",
        "likely that": "It is likely that the [talks] will fail.",
        "potential": "A potential trade [deal] was on the table.",
        "a risk that": "There is a risk that the [wall] will fall.",
        "the chance of": "There is a chance of [snow] tomorrow.",
        "a participle behind a modal": "It could cut costs, thereby fostering [peace].",
        "nobody says": "The statue is said to bring [luck].",
        "behind a relative clause": "Patients whose wounds do not heal may need [surgery].",
    },
    "mentioned": {
        "the word": 'The word "[crisis]" appears nine times.',
        "the word without marks": "Nobody uses the word [thrift] any more.",
        "what it is called": 'What the French call "[terroir]" is luck.',
        "what it means": 'What does "[fair]" mean?',
        "quotation marks of nobody": "He guards his reputation for being “[tough]”.",
        "so-called": "The so-called [expert] had no degree.",
        "a title": "He read The Art of the [Deal] in one night.",
        "a title in quotation marks": "Her book, “The Age of [Fear]”, won a prize.",
        "a name": "They named the boat [Patience].",
        "a name that also stands as a common word": "The trust sued. Nobody had heard of the Halden [Trust].",
        "an office": "He was minister of [justice] for eleven months.",
    },
}

CREDITED = {
    "said that": ("The farmer said that the [harvest] was lost.", "farmer"),
    "said": ("Critics argue this [deal] is weak.", "Critics"),
    "an aside": ("The plan, Lena Moritz argues, is [unfair].", "Lena Moritz"),
    "said behind": ("The [harvest] was lost, the ministry reported.", "ministry"),
    "verb first": ("The harvest, says the ministry, was a [disaster].", "ministry"),
    "as somebody put it": ("As the chairman put it, the [merger] was fair.", "chairman"),
    "according to": ("According to the ministry, the [harvest] was lost.", "ministry"),
    "according to behind": ("The [harvest] was lost, according to the ministry.", "ministry"),
    "in a view": ("In the ministry's view the [harvest] was lost.", "ministry"),
    "in the eyes of": ("The plan, in the eyes of its critics, is a [gamble].", "its critics"),
    "to somebody": ("To its defenders the [fence] is a necessity.", "its defenders"),
    "seen as": ("Many lawmakers see the policy as too [soft].", "Many lawmakers"),
    "seen by somebody": ("The plan was described by experts as a [folly].", "experts"),
    "called": ("Some supporters call the move to the ring road a [betrayal].", "Some supporters"),
    "accused of": ("The mayor accused the council of [negligence].", "mayor"),
    "a claim that": ("The mayor's claim that the [park] is safe convinced few.", "mayor"),
    "a conclusion": ("The conclusion of the inquiry was that the [brakes] had failed.", "inquiry"),
    "convinced that": ("The villagers are convinced that the [well] is cursed.", "villagers"),
    "a participle": ("Most allies do not endorse it, viewing it as insufficiently [tough].", "Most allies"),
    "told to": ("The minister told his staff to prepare a [deal].", "minister"),
    "having promised": ("Having promised a [deal], the president raised tariffs.", "president"),
    "called for": ("Ada Roy has repeatedly called for a [stable] peace.", "Ada Roy"),
    "an apposition before the verb": (
        "One is short; and Article 9, the last, says that the [cost] is high.",
        "Article 9",
    ),
    "a claim to be": ("The museum's claim to be a [victim] rings hollow.", "museum"),
    "promised": ("The minister promised a [road].", "minister"),
    "denied": ("The company denied that there was a [leak].", "company"),
    "asked whether": ("The judge asked whether the [pump] was working.", "judge"),
    "a study by": ("A study by the University of Ulm found that [sleep] helps.", "University of Ulm"),
    "a relative clause behind the name": ("Ms Roy, who left in May, said the [pump] broke.", "Roy"),
    "a quotation": ('"The [harvest] is lost," the farmer said.', "farmer"),
    "a quotation behind a colon": ('Ivo Brenner said: "The [deal] is off."', "Ivo Brenner"),
    "a quotation in two": ('"They shut the bank," Maureen Tully said, "and the [school]."', "Maureen Tully"),
    "a quotation that goes on": ('"We tried," Ada Roy said. "The [pump] simply broke."', "Ada Roy"),
    "a quotation over sentences": ("“We tried. The [pump] broke. Nobody came,” said Ada Roy.", "Ada Roy"),
    "a quotation that goes on behind who says it": ('"I fear," said the curate, "that he is a [fool]."', "curate"),
    "a quotation that goes on far behind": (
        '"It fell," said Ivo Ng, who has measured the bridge every spring since it was built by his '
        'grandfather, "and so did the [tower]."',
        "Ivo Ng",
    ),
    "a quotation over paragraphs": ("“We tried.\n\n“The [pump] broke,” said Ada Roy.", "Ada Roy"),
    "a quotation that nobody is named for": ("'The boat sank.' 'I won't hear of the [boat].'", None),
    "German marks": ("„The [pump] broke“, said Ada Roy.", "Ada Roy"),
    "said where and when": ("The [pump] broke, the city said in a statement on Friday.", "city"),
    "told whom": ("The [pump] broke, Ada Roy told the evening paper.", "Ada Roy"),
    "said on Friday": ("The city said on Friday the [pump] was old.", "city"),
    "critics of it": ("Critics of the study note that its [sample] is small.", "Critics of the study"),
    "somebody's case": ("The prosecution's case was that the [will] was forged.", "prosecution"),
    "the view in a place": ("The view in Tarn is that the [well] is cursed.", "Tarn"),
    "greeted as": ("The plan was greeted in Tarn as a [betrayal].", None),
    "expect to": ("Brokers expect [prices] to fall.", "Brokers"),
    "of the opinion": ("Ada Roy was of the opinion that [novels] ruin the young.", "Ada Roy"),
    "held by nobody named": ("It was generally held in the village that the [well] was cursed.", None),
    "a country in -ly": ("Italy said the [pact] was dead.", "Italy"),
    "an assembly": ("The assembly said the [pact] was dead.", "assembly"),
    "a second phrase before the verb": ("In a letter to the paper the keeper says the [lamp] is out.", "keeper"),
    "she is the person named last": ("Ada Roy left early. She said the [pump] was old.", "Ada Roy"),
    "who said it of whom": ("Critics say that he thinks the [deal] is dead.", "Critics"),
}


@pytest.mark.parametrize(("use", "marked"), [(use, m) for use, cases in FORMS.items() for m in cases.values()],
                         ids=[f"{use}: {name}" for use, cases in FORMS.items() for name in cases])  # fmt: skip
def test_a_word_is_used_as_its_clause_says(use: str, marked: str) -> None:
    assert read(marked).use == use


@pytest.mark.parametrize(("marked", "speaker"), CREDITED.values(), ids=CREDITED)
def test_what_is_credited_to_somebody_is_theirs(marked: str, speaker: str) -> None:
    assert read(marked) == speech.Use("attributed", speaker)


def test_what_a_voice_is_credited_with_in_its_own_text_is_its_own() -> None:
    marked = "Ada Roy argues that the [deal] is dead."
    assert read(marked).use == "attributed"
    assert read(marked, voice="Ada Roy").use == "asserted"


def test_a_place_is_read_alike_whatever_else_is_asked_for() -> None:
    text = "Ada Roy came.\n\nIt rained.\n\nShe said it rained.\n\n“We tried.\n\n“We failed,” said Ivo Ng."
    places = [Span(*word) for word in words(text)]
    together = speech.uses(text, sentences(text), places)
    assert together == [speech.uses(text, sentences(text), [place])[0] for place in places]
    assert [u.attributed_to for u in together if u.attributed_to] == ["Ada Roy"] * 2 + ["Ivo Ng"] * 4


def test_a_report_ends_where_the_writer_goes_on() -> None:
    text = "Critics say the deal is weak, but the road is open. “It broke,” said Roy, and left."
    found = [(text[q.start : q.end], q.speaker, q.form) for q in speech.quotations(text, sentences(text))]
    assert found == [("the deal is weak", "Critics", "indirect"), ("It broke,", "Roy", "direct")]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("“a ‘b’ c” and “d”", ["a ‘b’ c", "d"], id="the outermost"),
        pytest.param("It's the 'soft' ones' turn.", ["soft"], id="no apostrophe"),
        pytest.param("He said “no\n\nmore.", ["no"], id="not closed: to the end of its paragraph"),
        pytest.param('He said "no". She said "yes".', ["no", "yes"], id="straight ones"),
        pytest.param('A 6" pipe', [], id="inches"),
        pytest.param("„Ja“, «si», »nej«, ”joo” and ‚ja‘", ["Ja", "si", "nej", "joo", "ja"], id="of many countries"),
        pytest.param("‹oui›, 「はい」", ["oui", "はい"], id="of more countries"),
        pytest.param("“One.\n\n“Two,” and “three”.", ["One.\n\n“Two,", "three"], id="opened anew by a paragraph"),
        pytest.param("‘Tis “true”.", ["true"], id="an apostrophe that looks like an opening"),
    ],
)
def test_quotations_are_what_stands_between_their_marks(text: str, inside: list[str]) -> None:
    assert [text[s:e] for s, e in quotation_marks(text)] == inside


def test_verbs_have_their_forms() -> None:
    assert {"says", "said", "admitted", "denies", "argued", "dubbing"} <= forms("say admit deny argue dub")


PIECES = st.sampled_from(
    "“ ” „ « » ‚ ‘ \" ' ’ ( ) , ; : — ? . ! \n "
    "not no said that says as see Ng the deal if may who and but by to claims’".split(" ")
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join)))
def test_any_text_at_all_is_read_in_order(text: str) -> None:
    spans, places = sentences(text), words(text)
    found = speech.uses(text, spans, places)
    assert len(found) == len(places)
    assert all(u.use in speech.USES and (u.attributed_to is None or u.use == "attributed") for u in found)
    quoted = speech.quotations(text, spans)
    assert all(0 <= q.start < q.end <= len(text) and q.speaker != "" for q in quoted)
    assert all(one.end <= other.start for one, other in itertools.pairwise(quoted))
    assert {q.sourcing for q in quoted} <= set(speech.SOURCING)
    assert found == [use for place in places for use in speech.uses(text, spans, [place])]


@pytest.mark.parametrize(
    "piece", ["not ", '"', "“", "he said that ", "if not, ", "see as ", "in the view of ", "Ng, ", "A ", "(ABC) "]
)
def test_a_sentence_of_any_length_takes_time_in_proportion(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        places = words(text)[-200:]
        before = time.process_time()
        speech.uses(text, [Span(0, len(text))], places)
        speech.quotations(text, [Span(0, len(text))])
        return time.process_time() - before

    short, long = (min(seconds(size) for _ in range(3)) for size in (20_000, 80_000))
    assert long < 0.5 or long / short < 12  # four times the text: 4 in proportion, 16 by the square


# --- who is quoted ----------------------------------------------------------------------------------------------------


def told(text: str, voice: str = "") -> list[tuple[str, str | None, str, str]]:
    found = speech.quotations(text, sentences(text), voice)
    return [(text[q.start : q.end], q.speaker, q.form, q.sourcing) for q in found]


QUOTED = {
    "the words without their marks": ("“We tried,” said Ivo Ng.", [("We tried,", "Ivo Ng", "direct", "named")]),
    "broken by who says it": (
        "“We tried,” said Ivo Ng, “and failed.”",
        [("We tried,", "Ivo Ng", "direct", "named"), ("and failed.", "Ivo Ng", "direct", "named")],
    ),
    "over paragraphs": (
        "“We tried.\n\n“We failed,” said Ivo Ng.",
        [("We tried.\n\n“We failed,", "Ivo Ng", "direct", "named")],
    ),
    "a clause quoted for the most part": (
        "Ivo Ng said the plan was “a tax on patience”.",
        [("a tax on patience", "Ivo Ng", "direct", "named")],
    ),
    "a clause with a few quoted words": (
        "Ivo Ng said the plan for the valley was “dead” and would not come back.",
        [("the plan for the valley was “dead” and would not come back", "Ivo Ng", "indirect", "named")],
    ),
    "the outermost alone": (
        "Ivo Ng said that critics think the plan is dead.",
        [("critics think the plan is dead", "Ivo Ng", "indirect", "named")],
    ),
    "two cues are two": (
        "Ivo Ng said the pump broke but warned that the well was dry.",
        [("the pump broke", "Ivo Ng", "indirect", "named"), ("the well was dry", "Ivo Ng", "indirect", "named")],
    ),
    "according to, with what he is": (
        "The pump broke, according to Ivo Ng, an engineer.",
        [("The pump broke", "Ivo Ng", "indirect", "named")],
    ),
    "citing": (
        "The board said the road was shut, citing rain.",
        [("the road was shut", "board", "indirect", "named")],
    ),
    "a figure": (
        "Harbour Watch said at least forty boats had sunk.",
        [("at least forty boats had sunk", "Harbour Watch", "indirect", "named")],
    ),
    "a headline": (
        "Ng: Pump is dead\n\nIt broke in May, Ivo Ng said.",
        [("Pump is dead", "Ivo Ng", "indirect", "named"), ("It broke in May", "Ivo Ng", "indirect", "named")],
    ),
    "no scare quotes": ("The “temporary” fence has stood for years.", []),
    "no titles": ("The novel, “A Season of Salt”, won a prize.", []),
    "nobody's naming": ("The seal was called Gunvor by then.", []),
    "no mere thing": ("They wrote it down.", []),
    "nothing that is only asked": ("There were talks about where the clerk thought a dam would hold.", []),
    "but where it stands beside": (
        "The dam leaked where the clerk said it was safe.",
        [("it was safe", "clerk", "indirect", "anonymous")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), QUOTED.values(), ids=QUOTED)
def test_what_counts_as_a_quotation(text: str, wanted: list) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "speaker", "sourcing"),
    [
        pytest.param("Ivo Ng came. Ng said it was late.", "Ivo Ng", "named", id="a surname"),
        pytest.param("Ana Reyes, the health minister, left. The minister said it hurt.", "Ana Reyes", "named",
                     id="an office that the text gives to one person"),
        pytest.param("A plea to the Tarn government from Ana Reyes. The Tarn government said it hurt.",
                     "Tarn government", "named", id="no office of whoever stands behind a preposition"),
        pytest.param("The judge, Ana Reyes, said it was late.", "Ana Reyes", "named", id="an apposition"),
        pytest.param("Mr Ivo Ng met Ms Ana Roy. He said it was late.", "Ivo Ng", "named", id="he"),
        pytest.param("Ms. Ana Roy spoke. Mr. Ivo Ng left. She said it was late.", "Ana Roy", "named",
                     id="she is no Mr"),
        pytest.param("Ivo Ng and Ann Ng came. Ng said it was late.", "Ng", "named", id="open: two of one surname"),
        pytest.param("Ana Reyes, a minister, left. A minister said it was late.", "minister", "anonymous",
                     id="any one of many"),
        pytest.param("A former diplomat said it was late.", "former diplomat", "anonymous", id="one unnamed person"),
        pytest.param("Three officials said it was late.", "Three officials", "collective", id="an unnamed group"),
        pytest.param("Two people briefed on it said it was late.", "Two people briefed on it", "collective",
                     id="a number of people"),
        pytest.param("Ana Reyes of Harbour Watch said it was late.", "Ana Reyes", "named", id="from where"),
        pytest.param("The University of Tarn said it was late.", "University of Tarn", "named", id="a body of a place"),
        pytest.param("A survey found that it was late.", "survey", "anonymous", id="a document"),
        pytest.param("The paper, by Lena Hoff, shows that it was late.", "Lena Hoff", "named",
                     id="a document with its maker"),
        pytest.param("He said it was late.", "He", "anonymous", id="nobody to be found for a pronoun"),
        pytest.param("The Harbour Watch Trust (HWT) met. The HWT said it was late.", "Harbour Watch Trust", "named",
                     id="its letters"),
    ],
)  # fmt: skip
def test_a_speaker_has_the_fullest_name_that_is_certain(text: str, speaker: str, sourcing: str) -> None:
    assert told(text)[-1][1::2] == (speaker, sourcing)


def test_a_voice_does_not_quote_itself() -> None:
    assert told("Ivo Ng said it was late.", voice="Ivo Ng") == []


def test_a_name_given_elsewhere_in_the_article_is_known() -> None:
    article = "Ivo Ng digs wells.\n\nNg said it was late."
    part = article[20:]
    found = speech.quotations(part, sentences(part), names=speech.Names(article))
    assert [(q.speaker, q.named_as) for q in found] == [("Ivo Ng", "Ng")]


def test_what_an_earlier_part_tells_of_a_name_is_known_in_a_later_one() -> None:
    before, part = (
        "Ivo Tan arrived at noon. He left at three.",
        "Ana Reyes waited. Ivo Tan came. “It is late,” she said.",
    )
    names = speech.Names(f"{before}\n\n{part}")
    assert speech.quotations(before, sentences(before), names=names) == []
    assert [q.speaker for q in speech.quotations(part, sentences(part), names=names)] == ["Ana Reyes"]


def test_rows_point_into_the_source_and_leave_furniture_out() -> None:
    text = "By Bo Ruiz said.\n\nIt rained. Ivo Ng said it was late."
    passages = [
        {"source_id": "a", "passage_id": "a:0-18", "voice": None, "kind": "furniture", "start": 0, "end": 18},
        {"source_id": "a", "passage_id": "a:18-53", "voice": "Bo Ruiz", "kind": "body", "start": 18, "end": len(text)},
    ]
    own = [
        {"passage_id": "a:18-53", "sentence_id": "a:18-28", "start": 18, "end": 28},
        {"passage_id": "a:18-53", "sentence_id": "a:29-53", "start": 29, "end": len(text)},
    ]
    (row,) = speech.rows(text, passages, own)
    assert text[row["start"] : row["end"]] == "it was late"
    assert (row["quotation_id"], row["sentence_id"], row["voice"]) == ("a:41-52", "a:29-53", "Bo Ruiz")


# --- the table --------------------------------------------------------------------------------------------------------

ARTICLES = {
    "a.txt": "No trade deal, no peace\n\nCritics call the trade deal soft. The deal is off. A deal-maker knows.\n\n"
    "Is it soft?\n\nThe deal may come back one day, and the town will wait for it.",
    "b.txt": "A soft answer. Nobody spoke of a Deal.",
}


def test_uses_of_words_and_phrases_in_reading_order_headings_included(folder) -> None:
    corpus = load(folder(ARTICLES))
    table = concordance.uses(corpus, ["trade deal", "deal", "soft"])
    assert list(table.columns) == concordance.USES
    found = list(zip(table["source_id"], table["word"], table["use"], strict=True))
    assert found == [
        ("a", "trade deal", "negated"),
        ("a", "deal", "negated"),
        ("a", "trade deal", "attributed"),
        ("a", "deal", "attributed"),
        ("a", "soft", "attributed"),
        ("a", "deal", "asserted"),
        ("a", "soft", "questioned"),
        ("a", "deal", "hedged"),
        ("b", "soft", "asserted"),
        ("b", "deal", "mentioned"),
    ]
    assert table["attributed_to"].fillna("").tolist() == ["", "", *["Critics"] * 3, *[""] * 5]
    for row in table.itertuples():
        first = corpus.text(row.source_id)[row.start : row.end].split()[0].lower()
        assert row.word.split()[0] == first
        assert corpus.quote(row.sentence_id).lower().find(first) >= 0


@pytest.mark.parametrize("asked", [[], ["zebra"], ["…"]], ids=["nothing asked", "a word not there", "no word"])
def test_nothing_found_is_an_empty_table_with_its_columns(folder, asked: list[str]) -> None:
    table = concordance.uses(load(folder(ARTICLES)), asked)
    assert len(table) == 0
    assert list(table.columns) == concordance.USES


def test_the_command_line_takes_words_and_phrases(folder, tmp_path, monkeypatch) -> None:
    articles, out = folder(ARTICLES), tmp_path / "tables"
    assert main(["tables", str(articles), "-o", str(out), "--words", "soft, trade deal"]) == 0
    assert sorted(set(pd.read_parquet(out / "uses.parquet")["word"])) == ["soft", "trade deal"]
    (tmp_path / "mine.toml").write_text('words = ["town"]\n')
    monkeypatch.setenv("SOURCEBOOK_WORKBOOK", str(tmp_path / "mine.toml"))
    assert main(["tables", str(articles), "-o", str(out)]) == 0
    assert list(pd.read_parquet(out / "uses.parquet")["word"]) == ["town"]


# --- labelled sentences -----------------------------------------------------------------------------------------------


def test_every_labelled_occurrence_of_the_articles_is_in_the_table(seeds) -> None:
    labels = labelled_uses("seeds")
    table = concordance.uses(seeds, sorted({label["surface"].lower() for label in labels}))
    path = seeds.sources.set_index("source_id")["path"]
    places = set(zip(table["source_id"].map(path), table["start"], table["end"], strict=True))
    assert {(label["file"], label["start"], label["end"]) for label in labels} <= places


def test_a_reader_who_always_says_the_same_is_right_as_often_as_that_is_said(monkeypatch) -> None:
    labels = [("asserted", []), ("asserted", []), ("negated", []), ("hedged", ["asserted"])]
    cases = [{"text": "Rain fell.", "start": 0, "end": 4, "use": use, "use_also": also} for use, also in labels]
    monkeypatch.setattr("floors.labelled_uses", lambda half: cases)
    monkeypatch.setattr(speech, "uses", lambda *_: [speech.Use("asserted")])
    assert used("any") == {"accuracy": 3 / 4, "mean of the kinds": 2 / 3}
