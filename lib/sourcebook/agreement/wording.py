"""Which words say the same: stems, names with their adjectives, and the plain words that news has for one thing."""

import calendar
import re
from functools import cache

from sourcebook.asking.states import home
from sourcebook.quantities.measures import TIME
from sourcebook.quantities.nouns import singular
from sourcebook.quantities.numerals import words
from sourcebook.quantities.verbs import IRREGULAR
from sourcebook.speech.verbs import VERBS
from sourcebook.terms import is_content, stem

# The plain words that news has for what figures measure, one meaning a line; two lines are two measures.
_MEASURED = """
dead die dies died dying death deaths kill kills killed killing toll fatality fatalities perish perished
injured injure injures injuries injury wound wounds wounded hurt
missing disappeared
cost costs costing price prices priced budget budgets budgeted spend spends spent spending expense expenses expenditure
revenue revenues sales turnover takings earn earns earned earning income
profit profits earnings
loss losses deficit deficits shortfall
debt debts
wage wages salary salaries payroll
loan loans borrow borrows borrowed borrowing lend lends lent lending
donate donates donated donation donations gift gifts
fine fines fined penalty penalties
tax taxes taxed taxation
tariff tariffs duty duties levy levies levied
rent rents
inflation
growth
unemployment unemployed jobless joblessness
job jobs post posts employee employees worker workers staff workforce
export exports exported exporting exporter exporters
import imports imported importing importer importers
crop crops harvest harvests harvested
produce produces produced producing production output
consume consumes consumed consumption
high height tall
long length
deep depth
wide width breadth
heavy weigh weighs weighed weight
fast speed
"""
# Other things and doings that are told in one word or another.
_THINGS = """
dismiss dismisses dismissed dismissal dismissals layoff layoffs redundancy redundancies sack sacked
buy buys bought buying purchase purchases purchased acquire acquires acquired acquisition takeover
sell sells sold selling sale
strike strikes walkout walkouts stoppage stoppages
protest protests protester protesters demonstration demonstrations demonstrator demonstrators marched marching rally
leak leaks leaked leaking spill spills spilled spilt
oil crude petroleum
prison jail jailed imprison imprisoned imprisonment
begin begins began begun beginning start starts started starting launch launches launched launching commence commences
open opens opened opening inaugurate inaugurated inauguration
end ends ended ending finish finishes finished expire expires expired expiry
close closes closed closing closure closures shut shuts shutting shutdown
found founds founded founding establish establishes established establishment
born birth
meet meets met meeting meetings summit talks
agree agrees agreed agreement agreements accord accords deal deals pact pacts treaty treaties
vote votes voted voting ballot ballots
poll polls polled survey surveys surveyed
build builds built building construct constructed construction erect erected
delay delays delayed postpone postpones postponed postponement
extend extends extended extending extension extensions prolong prolongs prolonged prolongation
fire fires blaze blazes wildfire wildfires burn burns burned burnt burning
flood floods flooded flooding inundation
earthquake earthquakes quake quakes tremor tremors
home homes house houses housing dwelling dwellings flat flats apartment apartments
pupil pupils student students schoolchildren
resident residents inhabitant inhabitants population
rural village villages
hall halls venue venues
railway railways railroad railroads rail
road roads highway highways motorway motorways
car cars vehicle vehicles
ship ships vessel vessels boat boats
plane planes aircraft airliner airliners
film films movie movies
company companies firm firms
child children kid kids
doctor doctors physician physicians
"""
_THING = {word: line.split()[0] for line in (_MEASURED + _THINGS).split("\n") for word in line.split()}
MEASURES = frozenset(line.split()[0] for line in _MEASURED.strip().splitlines())
ONCE = frozenset(_THING[word] for word in ("born", "died", "founded"))  # what happens once to one thing
ADDING = words("more another additional further extra")  # "60 more days", "another 60 days"
RENEWING = words(  # what tells that a figure takes the place of another
    "now today currently meanwhile latest updated revise revised revises revision raise raised raises raising increase "
    "increased increases rise rose risen rises climb climbed lift lifted cut cuts lower lowered lowers reduce reduced "
    "reduces reduction fall fell fallen falls drop dropped instead previously formerly initially originally earlier "
    "postpone postponed postpones delay delayed delays extend extended extends extension longer again put pushed moved"
)
ANYBODY = words(
    "people person persons man men woman women human humans life lives"
)  # who may be named otherwise as well
PARTS = words(  # of a country, of its people, of a crowd
    "capital district districts province provinces county counties region regions suburb suburbs city cities town "
    "towns village villages countryside centre north south east west women men girls boys children elderly"
)
ADDED = _THING["extension"]
_CALENDAR = {name.lower() for name in (*calendar.month_name, *calendar.day_name) if name} | set(TIME)
_CALENDAR |= words("today yesterday tomorrow tonight morning evening afternoon night noon midnight weekend date time")
_COUNTING = words("hundred thousand million billion trillion dozen percent per cent figure number total half third")
_COUNTING |= words("two three four five six seven eight nine ten eleven twelve twenty first second last next new")
_OF_A_NAME = re.compile(r"(?:ese|ians?|ans?|ish|ic|is|ia|ey|[aeiyo])$")


@cache
def is_telling(term: str) -> bool:
    """Say whether a term may tie two figures: a content word, but no number, part of a date or verb of saying."""
    silent = term in _CALENDAR or term in _COUNTING or term in VERBS
    return is_content(term) and not silent and not any(c.isdigit() for c in term)


@cache
def key(term: str) -> str:
    """Return what stands for a word and for all that says the same.

    >>> key("killed") == key("deaths"), key("closures") == key("shut"), key("villages") == key("village")
    (True, True, True)
    """
    return _THING.get(term) or stem(singular(term))


@cache
def name_key(term: str) -> str:
    """Return what stands for a name and its adjective.

    >>> name_key("norway") == name_key("norwegian"), name_key("galicia") == name_key("galician")
    (True, True)
    """
    plain = term.removesuffix("s") if len(term) > 6 and not term.endswith("ss") else term
    state = home(term)
    if state and " " not in state:
        return "^" + state.lower()
    return "^" + (_OF_A_NAME.sub("", plain) if len(plain) > 4 else plain)


def may_be_name(term: str) -> bool:
    """Say whether a word that only opens a sentence may be a name by its form: no plural, participle or adverb."""
    ends = term.endswith(("s", "ing", "ed", "ly")) and not term.endswith("ss")
    return not ends and term not in IRREGULAR and term not in _THING and is_telling(term)
