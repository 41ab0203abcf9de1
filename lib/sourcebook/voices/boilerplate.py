"""What sort of boilerplate a line is by its wording alone, as such lines are worded on any page.

A line is held against the rules in their order; the first that fits names its sort: share, comments, date, header,
contact, stage, advert, related, endmark, salutation, signature, link, menu, subscribe, cookie, image, credits, source,
wire, disclaimer.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from sourcebook.voices.lines import Line, is_prose
from sourcebook.voices.wording import TIME, any_of, mentions

_LONGEST = 1200  # characters of a line that is told by its wording


def _pattern(alternatives: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """Return a pattern of some alternatives, with what may stand before and behind each of them."""
    return re.compile(before + any_of(alternatives) + behind, re.IGNORECASE | re.DOTALL)


# --- share, comments, times -------------------------------------------------------------------------------------------

_TELLING = frozenset(
    """
    share shares tweet email e-mail print save listen like likes follow facebook twitter whatsapp linkedin reddit
    pinterest telegram bluesky threads copy bookmark views reads claps replies reply subscribe menu search skip
    download pdf login signin sharing load min mins comment comments reprints cite toggle minute responses play resize
    """.split()
)  # words of buttons, one of which a row of buttons holds
_BUTTONS = _TELLING | frozenset(
    """
    shared tweets retweet saved followers x instagram messenger mastodon wechat weibo link copied gift view read clap
    report options subscribed close content text size font translate aa permissions citation export rss navigation back
    top home minutes sec response give feedback pause mute audio video article story page this on via to a the in of our
    us with your for and by or add as preferred google news panel about more updates updated newest oldest sort
    enjoyed post
    """.split()
)  # words that may stand beside them
_SHARED_ON = re.compile(r"\b(share|follow(?: us)?) on \w+", re.IGNORECASE)  # whatever the network is called
_COUNT = re.compile(r"\d[\d.,]*[km]?|[km]|\d*min")  # 12   1.2k   4min
_READ_TIME = _pattern(
    r"""
    # 4 min read   Estimated reading time: 12 minutes
    (?:(?:estimated )?read(?:ing)? time\W*)?\d{1,3}[ -]min(?:ute)?s?\.?(?: ?read| to read| of reading)?
    """,
    before=r"\W*",
    behind=r"\W*",
)
_COMMENTS = _pattern(
    r"""
    # 14 comments   3 thoughts on “Ports”   Comments (5)
    (?:comments )?\d[\d,.]* (?:comments?|responses?|replies|thoughts on\b.*)
    (?:comments )?comments? \(\d+\)
    # Leave a reply   Join the conversation
    (?:comments )?(?:leave|post|add|write) a (?:reply|comment)
    (?:comments )?(?:join the (?:conversation|discussion)|show comments|reader comments)
    """,
    behind=r"\W*.{0,60}",
)
_AGO = _pattern(
    r"""
    # Published about 3 hours ago by Ada Ng   2d ago
    (?:about |over )?(?:\d+|an?|one|two|three) ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|[smhdw]) ago
    (?:about |over )?(?:\d+|an?|one|two|three) ?(?:days?|weeks?|months?|years?) ago
    """,
    before=r"(?:(?:published|posted|updated|last updated)\W*)?",
    behind=r"\W*(?:by .{2,40})?",
)


def _is_buttons(text: str) -> bool:
    """Tell whether a line is a row of buttons and their counts: "Share 12 Tweet", "Print this page"."""
    plain = _SHARED_ON.sub(r"\1", text).casefold()
    found = [w.strip("-") for w in re.split(r"[^\w-]+", plain) if w.strip("-")]
    if found == ["comments"] or not found:
        return False  # alone it may as well head contributions
    if "the" in found and not any(c.isdigit() for c in text):
        return False
    return any(w in _TELLING for w in found) and all(w in _BUTTONS or _COUNT.fullmatch(w) for w in found)


def _is_reactions(text: str) -> bool:
    """Tell whether a line is counts beside pictures: "👍 83 ❤️ 41"."""
    if not re.fullmatch(r"[\W\d_]+", text):
        return False
    return any(unicodedata.category(c) == "So" for c in text) and any(c.isdigit() for c in text)


# --- the paper, the meeting, the letter -------------------------------------------------------------------------------

_RELEASE = _pattern(
    r"""
    # Embargoed until 3 March   Press release no. 5   Check against delivery
    for immediate release
    embargoed?\b.{0,60}
    (?:press|news|media) (?:release|statement|advisory|notice)\b.{0,40}
    check against delivery
    release no\W.{0,30}
    not for (?:publication|broadcast|release)\b.{0,50}
    # Continued on page 7
    (?:continued (?:on|from|overleaf)|cont[’']?d|from|see|turn to) (?:p\.|pp\.|page) ?\d+\W*
    continued (?:overleaf|below|above)
    # what programs for mail put round a letter
    view (?:this email |it )?in (?:your )?browser.*
    (?:unsubscribe|manage (?:your )?(?:preferences|subscription))\b.*
    you(?:[’']re| are) receiving this\b.*
    -+ ?(?:forwarded|original) message ?-*
    begin forwarded message:?
    sent from my\b.*
    # the size of letters on a page: A A A
    (?:A ?){3}[+-]?
    """,
    before=r"\W*",
    behind=r"\W*",
)
_CONTACT = _pattern(
    r"""
    # ada.ng@example.org   Tel: 020 7946 0000   +44 20 7946 0000
    (?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+
    (?:\b(?:tel|phone|fax|mob(?:ile)?)\b|☎)\.?\s*:?\s*[+(]?\d
    \+\d[\d ()-]{6,}
    """
)
_STAGE_WORDS = any_of(
    r"""
    # what is heard and seen
    laugh(?:s|ter|ing)?|applause|cheer(?:s|ing)|chuckl\w+|sigh(?:s|ing)?|nod(?:s|ding)|smil(?:es|ing)|gestur\w+
    shouts?|shouting|groans?|gasps?|coughs?|clears throat|hear,? hear|disorder|interruptions?|interposing|interjections?
    music|bell|phone|silence|pause[sd]?
    # what isn't heard
    inaudible|indistinct|unintelligible|cross-?talk|overlapping|off mic\w*|sic
    # who translates, what is played and shown
    foreign language|speaks in|through (?:an )?interpreter|via (?:an )?interpreter
    technical|audio|video|recording|clip|document|exhibit
    # how a meeting goes
    break|recess|adjourn\w*|begins?|ends?|end of|whereupon
    the (?:meeting|committee|hearing|session|sitting|house|court|panel|witness)
    """
)
STAGE = rf"[\(\[][^()\[\]]{{0,60}}\b{_STAGE_WORDS}\b[^()\[\]]{{0,80}}[\)\]]\.?"  # a stage direction: [Laughter.]
_STAGE = re.compile(rf"(?:{TIME}\s*)?(?:{STAGE}|♪.*♪?)\s*(?:{TIME})?", re.IGNORECASE)
_TIME_STAMP = re.compile(rf"{TIME}(?:\s*(?:-->|[-–—])\s*(?:{TIME})?)?")  # 00:01:02,500 --> 00:01:04,000
_HEADER = _pattern(
    r"""
    # Column 12   Page 3 of 8   12 / 40   - 5 -   pp. 7   Page two
    col(?:umn|\.)? ?\d+
    (?:page )?\d{1,4}(?:\s?(?:of|/|\|)\s?\d{1,4})?
    [-–—]\s?\d{1,4}\s?[-–—]
    pp?\. ?\d{1,4}
    page \w{1,6}
    """
)
_ENDMARK = _pattern(
    r"""
    # END 14:05 GMT   - 30 -   End of transcript
    end\s+\d{1,2}[:.]\d\d.{0,20}
    \W*(?:enditem|ends?|30|fin|the end)\W*
    \W*end of (?:article|document|text|transcript|story|file|interview|message|record|recording)\W*
    """
)
_SALUTATION = _pattern(
    r"""
    # Dear Madam,   To the editor:
    dear\b.{1,60}
    to the editors?
    (?:dear )?(?:sirs?|madam|sir or madam|editors?)
    """,
    behind=r"\s*[,:;—–-]?",
)
_SIGNATURE = _pattern(
    r"""
    # Yours sincerely,   Yours in hope   With kind regards   Respectfully submitted
    yours?(?:[ ,]+(?:sincerely|faithfully|truly|ever|respectfully|etc|aye|in [^.]{2,40}?))+
    yours|sincerely(?: yours)?|cordially|faithfully|regards|with thanks|\(?signed\)?
    (?:with )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)
    respectfully(?: (?:submitted|yours))?
    (?:in )?solidarity
    and \d+ others?\b.*
    """,
    behind=r"\s*[,.:]?",
)
_LINK = _pattern(
    r"""
    # Source: https://example.org/ports 2/3 (accessed 3 May)
    (?:(?:source|link|url|web|online|available at|retrieved from|original|via)\s*:?\s*)?<?(?:https?://|www\.)\S+>?
    """,
    behind=r"(?:\s+\d+/\d+)?(?:\s*\(?(?:accessed|retrieved)\b.*)?",
)

# --- what else there is to read and to buy ----------------------------------------------------------------------------

_ADVERT = _pattern(
    r"""
    # Advertisement   Sponsored by Delta Bank   After newsletter promotion
    advertise?ment|promoted|\[?ad\]?
    sponsored(?: content| by .*)?
    paid (?:content|post)
    (?:skip past|after) newsletter promotion
    (?:mid|pre|post)-?roll\b.*
    this (?:\w+ )?(?:episode|podcast|program|programme) is (?:brought to you|sponsored|supported|presented)\b.*
    this (?:\w+ )?(?:newsletter|issue|article) is (?:brought to you|sponsored|supported|presented)\b.*
    (?:story|article) continues below.*
    continue reading below.*
    scroll to continue.*
    """,
    behind=r"\W*",
)
_RELATED = _pattern(
    r"""
    # Read more: Ports   Keep reading   What to read next
    (?:read|see|watch|listen|hear) (?:more|next|also|this next|further)\b.{0,120}
    (?:keep|continue|further) reading\W*(?::.*)?
    what to read next\W*
    see also\b.{0,120}
    # Related stories   More from Delta   Most popular   Trending now   You may also like
    related(?: (?:articles?|stor(?:y|ies)|content|coverage|reading|topics?|posts?|links?|news))?\W*(?:[:|>»→-].*)?
    more (?:on|from|about|in|by) [^.]{1,80}
    more (?:stories|news|articles|reading)\b.{0,60}
    recommended(?: (?:for you|reading|articles|stories|by .*))?\W*(?::.*)?
    (?:most|also) (?:popular|read|viewed|shared|commented|watched)\b.{0,60}
    (?:most|also) in this (?:issue|series|section|edition)\b.{0,60}
    trending(?: now| stories| topics)?\W*
    you (?:may|might|could) (?:also |like)[^.]{0,60}
    also of interest\W*
    popular (?:posts|articles|now)\W*
    don[’']t miss\W*(?::.*)?
    editor[’']?s[’']? picks?\W*
    top stories\W*
    (?:the )?latest(?: news| stories| articles)?\W*
    in case you missed it\W*(?::.*)?
    elsewhere (?:on|in) [^.]{1,60}
    from (?:our|the) (?:archives?|partners?|network)\W*
    explore more\b.*
    # Next article   Previous: Ports   Back to top
    back to (?:top|list|overview|contents|issue|home|index)\W*
    (?:next|previous) \w+\s*:.*
    (?:up next|next up|next (?:article|story|post|read)|previous (?:article|story|post)|next|previous)\s*[:>»→←«].*
    (?:next|previous) (?:article|story|post|page)s?\W*
    # Tags: ports, dams   Filed under Ports
    (?:tags?|labels?|tagged|topics?|categor(?:y|ies)|keywords?)\s*:.*
    (?:tagged|filed under|posted in)\b.*
    """
)
_ROW = re.compile(r"\w+(?: \w+){0,2}(?:(?:\s{2,}|\t|\s*[|•·]\s*)\w+(?: \w+){0,2}){2,}")  # World | Sport | Opinion


def _is_row(text: str) -> bool:
    """Tell whether a line is a row of sections, not of figures."""
    return bool(_ROW.fullmatch(text)) and not any(map(str.isdigit, text))


_BREADCRUMB = _pattern(
    r"""
    # World > Africa > Ports   Home / News
    [^.\n]{2,30}(?:\s[>»›→]\s[^.\n]{2,60})+
    home(?:\s[/|·•]\s[^.\n]{2,60})+
    """
)
_URGED = _pattern(
    r"""
    # what a line that sells something begins with: "Subscribe", "Don’t miss", "You’ve read 3 articles"
    subscribe|sign[ -]?(?:up|in)|log[ -]?in|register|join|support|donate|become|get|try|enjoy|enter|unlock|follow
    download|click|tap|want|stay|receive|start|give|help us|please|create|buy|free|love|enjoying
    already|you (?:have|[’']ve)|this (?:article|story|content|page) is|to (?:continue|read|keep)|we rely|not a
    thanks? (?:you )?for (?:reading|signing)|don[’']t miss|never miss|our journalism|like what|did you enjoy
    \d+ (?:free )?articles?
    """,
    before=r"\W*",
    behind=r"\b.{0,90}?"
    + any_of(
        r"""
        # and what it sells: "the evening newsletter", "unlimited access"
        (?:our|morning|evening|daily|weekly|news)[ -]?letters?\b|inbox|e-?mail|alerts?\b|digest|notifications?|updates
        subscri|\bmembers?(?:hip)?\b|supporters?|donat|account|premium|unlimited|access\b|free trial|\bpaywall
        journalism|\bapp\b|podcast|\bfeed\b|channel|\bus on\b|print edition
        full (?:article|story|text)|free articles?|continue reading|keep reading
        delivered (?:free )?(?:to|straight|direct)|straight to your
        (?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,40}free
        """
    ),
)
_SUBSCRIBE_FIRST = _pattern(r"subscribe(?: \S+){0,7}$", before=r"\W*")
_BUTTON_FIRST = _pattern(
    r"subscribe|sign[ -]?(?:up|in)|log[ -]?in|register|join|support|donate|become", before=r"\W*", behind=r"\b"
)


def _is_strictly_urged(text: str) -> bool:
    """Tell whether a line that urges begins like a button, so that it may be longer: "Sign up for our newsletter …"."""
    return bool(_BUTTON_FIRST.match(text) and _URGED.match(text))


_OFFER = _pattern(
    r"""
    # Ports Weekly, delivered straight to your inbox
    .{0,60}\b(?:delivered (?:free )?(?:to|straight)|(?:straight )?to your inbox)\b.*
    .*\bsubscribe (?:for|to|now|today|here|and)\b.*
    """
)
_SUBSCRIBE_BUTTON = _pattern(
    r"(?:subscribe|sign[ -]?(?:up|in)|log[ -]?in|register|donate)(?: (?:now|here|today|for free|free))?",
    before=r"\W*",
    behind=r"\W*",
)

# --- cookies, pictures, credits, notices ------------------------------------------------------------------------------

_CHOICES = _pattern(
    r"""
    # Accept all | Manage preferences
    accept|reject|decline|deny|allow|manage|customi[sz]e|got it|i agree|i accept|ok(?:ay)?
    only necessary|necessary only|learn more
    """,
    before=r"(?:",
    behind=r"(?: (?:all|choices|cookies|preferences|settings|options|and close|necessary|optional))*\W*)+",
)
_COOKIE = _pattern(
    r"""
    # We use cookies   By continuing you agree to   Your privacy choices
    (?:uses?|using|accept(?: all)?|about|manage|reject(?: all)?|our|of) (?:\w+ )?cookies\b
    by (?:continuing|using|clicking|browsing)\b.{0,80}\b(?:agree|accept|consent)
    cookie (?:policy|settings?|preferences|notice|consent|banner)
    privacy policy|gdpr\b|your (?:privacy|consent) choices
    """,
    before=r".*\b",
)
_PICTURE = any_of(
    r"""
    images?|photo(?:graph)?s?|pictures?|pics?|video|graphic|illustrations?|artwork|file photo|caption
    """
)
_CREDITS_IT = (
    r"(?: ?credits?| source| via| caption| \d+)?(?: (?:by|courtesy)(?: of)?\b|\s?[:/©]|(?<=source),|(?<=caption),)"
)
_SIDE = r"(?:above|below|left|right|opposite|top|bottom|clockwise|far left|far right|inset|overleaf|facing page)"
_IMAGE = _pattern(
    rf"""
    # what a picture leaves in a text: ![Ports](ports.png)   [Photo: a dam]   IMG_2041   dam.jpg
    </?image|!\[|data:image|(?:img|dsc)[_-]?\d+|\S+\.(?:jpe?g|png|gif|webp|svg|tiff?)\b
    \[(?:image|photo|picture|graphic|video|embed|map|chart|illustration)\b
    view (?:image|gallery|fullscreen)|click to enlarge|enlarge (?:image|this)
    # Photo credit: Ada Ng   Illustration by Bo Ruiz   Image source, Delta
    {_PICTURE}{_CREDITS_IT}
    credits?\s?:
    (?:getty images|shutterstock|alamy|unsplash|wikimedia commons)\b
    # Above: a dam   Clockwise from the left:
    {_SIDE}(?: (?:left|right|from [^:]{{3,30}}))?:
    """,
    before=r"\W{0,3}",
)
_CREDIT = any_of(
    r"""
    photo(?:graph)?s?|images?|pictures?|credits?|illustrations?|graphics?|file photo|courtesy
    """
)
_BY = r"(?: (?:by|credit|courtesy|via|from)(?: of)?\b|\s?[:/©]| courtesy)"
_CREDITED = _pattern(
    rf"""
    # a caption that ends in its credit: "The dam at dusk. Photograph: Ada Ng"
    (?:[.(|/–—]|\s{{2,9}})\s{{0,9}}{_CREDIT}{_BY}[^.]{{2,80}}\)?\.?$
    # (Ada Ng/Delta Pictures)   The dam at dusk | Reuters
    \([A-Z][^()/]{{1,40}}/\s?[A-Z][^()/]{{1,40}}\)$
    [|/]\s?(?:getty images|reuters|afp|shutterstock|alamy|associated press|epa|bloomberg|unsplash)\W*$
    """
)
_WORKER = any_of(
    r"""
    photograph(?:y|er|s)?|photos?|illustrat(?:ions?|or)|graphics?|camera|layout|design|typesetting
    transcript(?:ion)?|transcriber|translat(?:ion|or)|interpret(?:er|ing)|research|editing|proofreading|copy ?editor
    recording|product(?:ion)|producers?|sound|music
    """
)
_WORK = any_of(
    r"""
    reporting|writing|editing|research|words|text|story|translat(?:ion|ed)|edited|fact-?check(?:ed|ing)|subbed
    photograph(?:y|s|ed)|photos?|illustrat(?:ions?|ed)|graphics?|typeset|layout|design(?:ed)?
    video|audio|production|produced|compiled|recorded|transcri(?:bed|pt|ption)
    """
)
_HELP = r"(?:contributions?|reporting|material|files|information) (?:from|by)\b"
_CREDITS = _pattern(
    rf"""
    # Translation: Ada Ng   Additional reporting from Lima by Bo Ruiz   With files from Delta
    {_WORKER}\s?:\s?[A-Z]
    (?:additional |further |with )?{_WORK}(?: and \w+)?(?: (?:from|in|for) [^.,;]{{1,40}}?)? by\b
    with (?:files|reporting|additional reporting|contributions?) (?:from|by)\b
    # Ada Ng contributed to this report   This story includes reporting by Bo Ruiz
    .{{3,90}}\bcontributed (?:\w+ )?to this (?:\w+ )?(?:report|article|story|piece|post|dispatch)\b
    this (?:\w+ )?(?:article|report|story|piece) (?:includes?|included|contains?|draws on|uses?) (?:\w+ )?{_HELP}
    """,
    before=r"\W{0,3}",
)
_SOURCE = _pattern(
    r"""
    # Sources: Delta Board   For more information:   Minutes taken by Ada Ng
    (?:sources?|references?|further information|for more information|contact|enquiries|inquiries|isbn|issn|doi)\s?:
    (?:minutes|notes|shorthand notes?) (?:were )?taken by\b
    certified (?:a|as|to be)\b
    no part (?:of|may)\b
    """,
    before=r"\W{0,3}",
)
_WIRE = _pattern(
    r"""
    # With inputs from agencies   (With agencies)   With AFP
    with (?:input|inputs|agency|agencies|additional) ?(?:input|inputs|reports)?(?: from)?\b
    \(?(?:with|and) agenc(?:y|ies)\b
    with [A-Z]{2,6}$
    """,
    before=r"\W{0,5}",
)

# --- notices of a publisher -------------------------------------------------------------------------------------------

_NOT_OURS = any_of(
    r"""
    authors?|contributors?|speakers?|writers?|participants|their own|his own|her own|solely|alone|personal
    not (?:necessarily )?(?:reflect|represent|those)
    """
)
_THE_VIEWS = r"(?:the )?(?:(?:personal )?(?:views?|opinions?) )?"
_OF_AUTHORS = r"of (?:the|their|its) (?:authors?|contributors?|writers?|speakers?)\b"
_EXPRESSED = r"\b(?:expressed|stated|given|contained|are|do)\b"
_MATERIAL = r"(?:the )?(?:above |following )?(?:material|information|text) (?:on|in|contained|provided)"
_VIEWS = _pattern(
    rf"""
    # The views expressed here are the author’s alone   This reflects only the opinions of its authors
    (?:the )?(?:views?|opinions?|statements?|positions?|findings)\b[^.]{{0,80}}{_EXPRESSED}[^.]{{0,80}}\b{_NOT_OURS}\b
    .*\b(?:reflects?|represents?|are|those) (?:only |solely |necessarily )?{_THE_VIEWS}{_OF_AUTHORS}
    # The author declares no interests
    the (?:authors?|writers?) (?:declares?|has no|have no|reports? no)\b.*\b(?:interests?|affiliations?)\b
    # Nothing in this note is advice   The information contained here is for … purposes
    (?:nothing|neither) (?:in|herein|the)\b[^.]{{0,120}}\b(?:advice|liab|warrant)
    {_MATERIAL}\b[^.]{{0,80}}\b(?:purposes|advice|liab|warrant)
    """,
    before=r"\W{0,3}",
)
_RIGHTS = _pattern(
    r"""
    # Corrections and clarifications: …   © Delta Board   Reprinted with kind permission
    (?:disclaimer|corrections?|clarifications?|legal notice|terms of use)\b\s*[:.,(©0-9–—-]
    ©|\(c\)\s?\d{4}|copyright\b|all rights reserved|licen[cs]ed under\b
    (?:re)?(?:printed|published|produced|posted) (?:here )?(?:with|by) (?:the )?(?:kind )?permission\b
    """,
    before=r"\W{0,3}",
)
_PIECE = any_of(
    r"""
    article|essay|piece|post|paper|report|story|text|commentary|column|op-ed|letter|brief|translation|work
    interview|conversation|discussion|q ?& ?a|podcast|episode|speech|transcript
    publication|excerpt|extract|version|page
    """
)
_TREATED = any_of(
    r"""
    republished|published|printed|reprinted|reproduced|syndicated|distributed|made available|licen[cs]ed|provided
    updated|corrected|amended|edited|condensed|shortened|abridged|cut|adapted|excerpted|translated
    recorded|generated|produced|supported|sponsored|funded|part of|based on
    """
)
_EARLIER = r"(?:(?:first|originally|also|previously|later|re)-?\s?)?"
_THIS_PIECE = rf"(?:this|the|our) (?:\w+[ -]){{0,3}}{_PIECE}\b[^.]{{0,40}}"
_ITS_STORY = _pattern(
    rf"""
    # This essay first appeared in …   Our interview has been condensed   First published by …
    {_THIS_PIECE}\b(?:first|originally|also|previously) (?:appeared|ran|published|posted)\b
    {_THIS_PIECE}\b(?:was|is|has been|were) {_EARLIER}{_TREATED}\b
    (?:first|originally) (?:published|appeared) (?:in|on|at|by)\b
    # An earlier version of this article …   (This story has not been edited)
    (?:an )?earlier version of this\b|\(?this story has not been\b
    """,
    before=r"\W{0,3}",
)
_MADE = r"(?:made|generated|produced|prepared|contains?|corrected|created|edited|unedited|provided|based)\b"
_TRANSCRIPT = _pattern(
    rf"""
    # This transcript was prepared by …   Rush transcript
    (?:[^.]{{0,60}}\.\s)?(?:this |the )?(?:\w+ ){{0,2}}transcript (?:was |is |has been |may )?(?:\w+ )?{_MADE}
    (?:unofficial|rush|draft|rough|uncorrected|full|(?:lightly )?edited) transcript\b
    (?:machine|automated|auto-?generated) transcript\b
    """,
    before=r"\W{0,3}",
)
_LETTERBOX = _pattern(
    r"""
    # We welcome letters   Comments are closed   For press enquiries   If you have received this in error
    (?:we|the [a-z]+) welcomes? (?:letters|comments|submissions|feedback)\b|letters (?:may be|should be|are)\b
    comments (?:will be|are) (?:moderated|closed)|abusive\b.{0,60}comments
    (?:for )?(?:media|press) (?:contacts?|enquiries|inquiries)\b|if you have received this\b
    # To order a copy   RRP £20
    to order (?:a copy|your)\b|printable version|rrp:? ?[£$€]
    """,
    before=r"\W{0,3}",
)

# --- the rules --------------------------------------------------------------------------------------------------------


class _Rule(NamedTuple):
    """A line of at most `most` words is of a sort where `tells` finds its wording."""

    sort: str
    tells: Callable[[str], object]
    most: int


def _if_mentioned(words: str, tells: Callable[[str], object]) -> Callable[[str], object]:
    """Return a test that is only made where a line mentions one of some words, without which it always says no."""
    may_tell = mentions(words)
    return lambda text: may_tell(text) and tells(text)


_ON_CREDITS = "photo|image|picture|credit|illustration|graphic|courtesy|/"
_ON_CREDITS += "|getty images|reuters|afp|shutterstock|alamy|associated press|epa|bloomberg|unsplash"
_ON_VIEWS = "view|opinion|statement|position|finding|author|contributor|writer|speaker|nothing|neither"
_ON_VIEWS += "|purposes|advice|liab|warrant"

_RULES = (
    _Rule("comments", _COMMENTS.fullmatch, 14),
    _Rule("share", _is_buttons, 14),
    _Rule("share", _READ_TIME.fullmatch, _LONGEST),
    _Rule("share", _is_reactions, _LONGEST),
    _Rule("date", _AGO.fullmatch, 12),
    _Rule("header", _RELEASE.fullmatch, 30),
    _Rule("contact", _CONTACT.search, 20),
    _Rule("stage", _STAGE.fullmatch, _LONGEST),
    _Rule("stage", _TIME_STAMP.fullmatch, _LONGEST),
    _Rule("advert", _ADVERT.fullmatch, 30),
    _Rule("related", _RELATED.fullmatch, 30),
    _Rule("header", _HEADER.fullmatch, 30),
    _Rule("endmark", _ENDMARK.fullmatch, 30),
    _Rule("salutation", _SALUTATION.fullmatch, 30),
    _Rule("signature", _SIGNATURE.fullmatch, 30),
    _Rule("link", _LINK.fullmatch, 30),
    _Rule("menu", _BREADCRUMB.fullmatch, 12),
    _Rule("menu", _is_row, 16),
    _Rule("subscribe", _URGED.match, 22),
    _Rule("subscribe", _SUBSCRIBE_FIRST.fullmatch, 22),
    _Rule("subscribe", _is_strictly_urged, 45),
    _Rule("subscribe", _OFFER.match, 30),
    _Rule("cookie", _CHOICES.fullmatch, 60),
    _Rule("subscribe", _SUBSCRIBE_BUTTON.fullmatch, 60),
    _Rule("image", _IMAGE.match, 60),
    _Rule("cookie", _if_mentioned("cookie|agree|accept|consent|privacy|gdpr", _COOKIE.match), 40),
    _Rule("credits", _CREDITS.match, 60),
    _Rule("source", _SOURCE.match, 60),
    _Rule("wire", _WIRE.match, 60),
    _Rule("disclaimer", _if_mentioned(_ON_VIEWS, _VIEWS.match), 60),
    _Rule("disclaimer", _RIGHTS.match, 60),
    _Rule("disclaimer", _ITS_STORY.match, 60),
    _Rule("disclaimer", _TRANSCRIPT.match, 60),
    _Rule("disclaimer", _LETTERBOX.match, 60),
    _Rule("image", _if_mentioned(_ON_CREDITS, _CREDITED.search), 60),
)


def sort(line: Line) -> str:
    """Return what sort of furniture a line is by its wording alone, "" where it is none.

    >>> [sort(Line(0, 0, text)) for text in ["4 min read", "[Laughter.]", "Read more: Ports", "The port is closed."]]
    ['share', 'stage', 'related', '']
    """
    if len(line.text) > _LONGEST:
        return ""
    text = _bare(line.text)
    if not re.search(r"[^\W_]", text):
        return "endmark"
    for rule in _RULES:
        if line.count <= rule.most and rule.tells(text) and not (rule.sort == "related" and _is_sentence(line)):
            return rule.sort
    return ""


def _bare(text: str) -> str:
    """Return a line without a list mark before it, and without brackets round it unless they mark a stage direction."""
    text = re.sub(r"^[-–—•*>»·]\s+", "", text)
    if not re.fullmatch(r"\[[^\[\]]*\]", text) or _STAGE.fullmatch(text) or _TIME_STAMP.fullmatch(text):
        return text
    return text[1:-1].strip()


def _is_sentence(line: Line) -> bool:
    return is_prose(line) and ":" not in line.text and line.count > 9
