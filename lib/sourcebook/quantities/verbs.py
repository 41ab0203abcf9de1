"""Irregular verbs, which no ending gives away."""

from sourcebook.quantities.numerals import words

# the past tense that is nothing else, and the participle that is nothing else
PAST = words(
    "became began broke came chose did drank drew drove fell flew gave got grew had knew ran rang rose said sang sank "
    "saw shook showed shrank spoke stole swam swore threw told took went wore wrote"
)
PARTICIPLES = words(
    "born broken chosen driven drawn fallen flown given grown known risen seen shown spoken taken written"
)
# one form for both
EITHER = words(
    "bet brought built bought caught cost fed felt fled fought found held hung hurt kept led left lent lost made meant "
    "met paid quit sent shot slept sold sought spent stood struck stuck swung taught thought won"
)
IRREGULAR = PAST | PARTICIPLES | EITHER
