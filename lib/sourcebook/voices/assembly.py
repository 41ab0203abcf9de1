"""A document -> its passages: lines, furniture, masthead and turns put together, in the order in which they decide."""

from collections.abc import Callable, Sequence

from sourcebook.readers.document import Document
from sourcebook.voices import furniture, masthead
from sourcebook.voices.closings import give_to_signatories
from sourcebook.voices.endings import set_back_matter_aside, set_bios_aside, set_remainder_aside
from sourcebook.voices.insertions import give_editor_replies, give_narration, give_quoted_mail, set_stage_aside
from sourcebook.voices.introductions import give_announced, give_bracketed, give_notes
from sourcebook.voices.layout import dialogue, turns_in
from sourcebook.voices.ledger import Ledger, opened
from sourcebook.voices.lines import lines
from sourcebook.voices.masthead import Masthead
from sourcebook.voices.owners import give_in_turn
from sourcebook.voices.participants import participants, set_billing_aside, set_cast_aside
from sourcebook.voices.passage import Passage
from sourcebook.voices.people import common_words
from sourcebook.voices.tiling import tiled
from sourcebook.voices.turns import titled

# A later step overrules an earlier one, and may ask what it has decided.
STEPS: tuple[Callable[[Ledger], None], ...] = (
    # who speaks: first by the layout as a whole
    give_in_turn,
    give_to_signatories,
    give_announced,
    # what stands between, or ahead of, those who speak in turn
    set_cast_aside,
    set_stage_aside,
    give_narration,
    set_billing_aside,
    set_bios_aside,
    # lines that say themselves whose they are, whatever the layout
    give_notes,
    give_bracketed,
    give_editor_replies,
    # the end, which is told by how much is said and by what is already set aside
    set_back_matter_aside,
    give_quoted_mail,
    set_remainder_aside,
)


def passages(document: Document, authors: Sequence[str], file: str) -> tuple[Masthead, list[Passage]]:
    """Return what stands over an article, and its passages, which tile its text.

    authors   whom the catalogue names, if it names any; they go before those who are recognised
    file      the name of the file, which may tell a date
    """
    own = lines(document.text, document.headings)
    sorts = furniture.sorts(own)
    common = common_words("\n".join(line.text for line, sort in zip(own, sorts, strict=True) if not sort))
    begins, sorts = dialogue(own, sorts, common)
    head = masthead.read(own, sorts, document.said, document.text, common, file, begins)
    head.authors = list(authors) or head.authors
    people, sorts = participants(own, sorts, head, common)
    setting, turns = turns_in(own, sorts, head, people, common)
    if not turns and not head.authors and (speaker := titled(setting, head.title)):
        head.authors.append(speaker)
    ledger = opened(setting, head, turns)
    for step in STEPS:
        step(ledger)
    return head, tiled(document.text, ledger)
