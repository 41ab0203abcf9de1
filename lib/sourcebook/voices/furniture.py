"""What belongs to the page and not to the article, told by how such lines are worded on any page.

Sorts: share, comments, image, cookie, subscribe, advert, related, menu, header, endmark, disclaimer, credits, stage,
salutation, signature, pullquote, link.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from sourcebook.spans import word_list
from sourcebook.voices.lines import Line, is_prose

_ANY = re.IGNORECASE
_BUTTONS = frozenset(
    """share shares shared tweet tweets retweet email e-mail print save saved listen like likes follow followers facebook twitter x
    whatsapp linkedin reddit pinterest telegram bluesky threads instagram messenger mastodon wechat weibo copy link copied
    bookmark gift views view reads read claps clap replies reply report options subscribe subscribed menu search close skip
    content download pdf text size font resize translate aa reprints permissions cite citation export rss toggle
    navigation back top home login signin minutes minute min mins sec comment comments responses response give feedback
    play pause mute audio video article story page this on via to a the in of our us with your for and by or add as
    preferred google news close panel sharing about load more updates updated newest oldest sort clap claps enjoyed post linkwork""".split()
)
_TELLING = frozenset(
    """share shares tweet email e-mail print save listen like likes follow facebook twitter whatsapp linkedin reddit
    pinterest telegram bluesky threads copy bookmark views reads claps replies reply subscribe menu search skip
    download pdf login signin sharing load min mins comment comments reprints cite toggle minute responses play resize""".split()
)
_WHOLE: dict[str, str] = {  # sort -> what a whole line of at most 30 words looks like
    "advert": r"(?:(?:skip past|after) newsletter promotion\W*|(?:mid|pre|post)-?roll\b.*|this (?:\w+ )?(?:episode|podcast|programme|program|newsletter|issue|article) is (?:brought to you|sponsored|supported|presented)\b.*|advertise?ment|sponsored(?: content| by .*)?|promoted|paid (?:content|post)|"
    r"(?:story|article) continues below.*|continue reading below.*|scroll to continue.*|\[?ad\]?)\W*",
    "related": r"(?:(?:read|see|watch|listen|hear) (?:more|next|also|this next|further)\b.{0,120}|"
    r"related(?: (?:articles?|stor(?:y|ies)|content|coverage|reading|topics?|posts?|links?|news))?\W*(?:[:|>»→-].*)?|"
    r"more (?:on|from|about|in|by) [^.]{1,80}|more (?:stories|news|articles|reading)\b.{0,60}|"
    r"recommended(?: (?:for you|reading|articles|stories|by .*))?\W*(?::.*)?|"
    r"(?:most|also) (?:popular|read|viewed|shared|commented|watched|in this (?:issue|series|section|edition))\b.{0,60}|"
    r"trending(?: now| stories| topics)?\W*|you (?:may|might|could) (?:also |like)[^.]{0,60}|see also\b.{0,120}|"
    r"back to (?:top|list|overview|contents|issue|home|index)\W*|(?:next|previous) \w+\s*:.*|(?:up next|next up|next (?:article|story|post|read)|previous (?:article|story|post)|next|previous)\s*[:>»→←«].*|"
    r"(?:next|previous) (?:article|story|post|page)s?\W*|don[’']t miss\W*(?::.*)?|editor[’']?s[’']? picks?\W*|"
    r"top stories\W*|(?:the )?latest(?: news| stories| articles)?\W*|(?:keep|continue|further) reading\W*(?::.*)?|"
    r"what to read next\W*|in case you missed it\W*(?::.*)?|elsewhere (?:on|in) [^.]{1,60}|also of interest\W*|"
    r"from (?:our|the) (?:archives?|partners?|network)\W*|(?:tags?|labels?|tagged)\s*:.*|tagged\b.*|filed under\b.*|topics?\s*:.*|categor(?:y|ies)\s*:.*|"
    r"keywords?\s*:.*|posted in\b.*|explore more\b.*|popular (?:posts|articles|now)\W*)",
    "header": r"col(?:umn|\.)? ?\d+|(?:page )?\d{1,4}(?:\s?(?:of|/|\|)\s?\d{1,4})?|[-–—]\s?\d{1,4}\s?[-–—]|pp?\. ?\d{1,4}|page \w{1,6}",
    "endmark": r"end\s+\d{1,2}[:.]\d\d.{0,20}|\W*(?:enditem|ends?|30|fin|the end|end of (?:article|document|text|transcript|story|file|interview|message|"
    r"record|recording))\W*",
    "salutation": r"(?:dear\b.{1,60}|to the editors?|(?:dear )?(?:sirs?|madam|sir or madam|editors?))\s*[,:;—–-]?",
    "signature": r"(?:yours?(?:[ ,]+(?:sincerely|faithfully|truly|ever|respectfully|etc|aye|in [^.]{2,40}?))+|yours|sincerely(?: yours)?|"
    r"(?:with )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|regards|respectfully(?: (?:submitted|yours))?|"
    r"and \d+ others?\b.*|cordially|faithfully|(?:in )?solidarity|with thanks|\(?signed\)?)\s*[,.:]?",
    "link": r"(?:(?:source|link|url|web|online|available at|retrieved from|original|via)\s*:?\s*)?<?(?:https?://|www\.)\S+>?"
    r"(?:\s+\d+/\d+)?(?:\s*\(?(?:accessed|retrieved)\b.*)?",
}
_BEGINS: dict[str, str] = {  # sort -> how a line of at most 60 words begins
    "image": r"</?image|!\[|\[(?:image|photo|picture|graphic|video|embed|map|chart|illustration)\b|data:image|"
    r"(?:images?|photo(?:graph)?s?|pictures?|pics?|video|graphic|illustrations?|artwork|file photo|caption)"
    r"(?: ?credits?| source| via| caption| \d+)?(?: (?:by|courtesy)(?: of)?\b|\s?[:/©]|(?<=source),|(?<=caption),)|(?:above|below|left|right|opposite|top|bottom|clockwise|far left|far right|inset|overleaf|facing page)(?: (?:left|right|from [^:]{3,30}))?:|"
    r"credits?\s?:|(?:getty images|shutterstock|alamy|unsplash|wikimedia commons)\b|(?:img|dsc)[_-]?\d+|"
    r"\S+\.(?:jpe?g|png|gif|webp|svg|tiff?)\b|view (?:image|gallery|fullscreen)|click to enlarge|enlarge (?:image|this)",
    "cookie": r".*\b(?:(?:uses?|using|accept(?: all)?|about|manage|reject(?: all)?|our|of) (?:\w+ )?cookies\b|"
    r"by (?:continuing|using|clicking|browsing)\b.{0,80}\b(?:agree|accept|consent)|cookie (?:policy|settings?|preferences|notice|consent|banner)|privacy policy|gdpr\b|your (?:privacy|consent) choices)",
    "credits": r"(?:photograph(?:y|er|s)?|photos?|illustrat(?:ions?|or)|transcript(?:ion)?|transcriber|translat(?:ion|or)|interpret(?:er|ing)|recording|product(?:ion)|producers?|editing|sound|music|layout|design|research|graphics?|camera|typesetting|proofreading|copy ?editor)\s?:\s?[A-Z]|(?:additional |further |with )?(?:reporting|writing|editing|research|translat(?:ion|ed)|edited|words|text|"
    r"story|photograph(?:y|s|ed)|photos?|illustrat(?:ions?|ed)|graphics?|video|audio|production|produced|compiled|"
    r"transcri(?:bed|pt|ption)|fact-?check(?:ed|ing)|subbed|typeset|recorded|layout|design(?:ed)?)"
    r"(?: and \w+)?(?: (?:from|in|for) [^.,;]{1,40}?)? by\b|with (?:files|reporting|additional reporting|contributions?) (?:from|by)\b|"
    r".{3,90}\bcontributed (?:\w+ )?to this (?:\w+ )?(?:report|article|story|piece|post|dispatch)\b|"
    r"this (?:\w+ )?(?:article|report|story|piece) (?:includes?|included|contains?|draws on|uses?) (?:\w+ )?(?:contributions?|reporting|material|files|information) (?:from|by)\b",
    "source": r"(?:sources?|references?|further information|for more information|contact|enquiries|inquiries|isbn|issn|doi)\s?:|"
    r"(?:minutes|notes|shorthand notes?) (?:were )?taken by\b|certified (?:a|as|to be) |no part (?:of|may)\b",
    "wire": r"\W{0,2}with (?:input|inputs|agency|agencies|additional) ?(?:input|inputs|reports)?(?: from)?\b|\W{0,2}\(?(?:with|and) agenc(?:y|ies)\b|with [A-Z]{2,6}$",
    "disclaimer": r"(?:(?:the )?(?:views?|opinions?|statements?|positions?|findings)\b[^.]{0,80}\b(?:expressed|stated|given|contained|are|do)\b[^.]{0,80}"
    r"\b(?:authors?|their own|his own|her own|contributors?|speakers?|writers?|participants|not (?:necessarily )?(?:reflect|represent|those)|"
    r"solely|alone|personal)\b|(?:disclaimer|corrections?|clarifications?|legal notice|terms of use)\b\s*[:.,(©0-9–—-]|©|\(c\)\s?\d{4}|copyright\b|"
    r"all rights reserved|"
    r"(?:this|the|our) (?:\w+[ -]){0,3}(?:article|essay|piece|post|paper|report|story|text|interview|transcript|commentary|column|translation|work|"
    r"op-ed|letter|brief|conversation|discussion|q ?& ?a|podcast|episode|speech|publication|excerpt|extract|version|page)\b[^.]{0,40}\b(?:(?:first|originally|also|previously) (?:appeared|ran|published|posted)|"
    r"(?:was|is|has been|were) (?:(?:first|originally|also|previously|later|re)-?\s?)?(?:republished|published|printed|reprinted|reproduced|updated|corrected|"
    r"amended|edited|condensed|shortened|abridged|cut|recorded|adapted|excerpted|translated|licen[cs]ed|part of|based on|distributed|made available|"
    r"syndicated|produced|supported|generated|provided|sponsored|funded))\b|(?:first|originally) (?:published|appeared) (?:in|on|at|by)\b|"
    r"(?:re)?(?:printed|published|produced|posted) (?:here )?(?:with|by) (?:the )?(?:kind )?permission\b|licen[cs]ed under\b|"
    r"(?:the )?(?:above |following )?(?:material|information|text) (?:on|in|contained|provided)\b[^.]{0,80}\b(?:purposes|advice|liab|warrant)|"
    r"(?:nothing|neither) (?:in|herein|the)\b[^.]{0,120}\b(?:advice|liab|warrant)|"
    r".*\b(?:reflects?|represents?|are|those) (?:only |solely |necessarily )?(?:the )?(?:(?:personal )?(?:views?|opinions?) )?of (?:the|their|its) (?:authors?|contributors?|writers?|speakers?)\b|"
    r"(?:[^.]{0,60}\.\s)?(?:this |the )?(?:\w+ ){0,2}transcript (?:was |is |has been |may )?(?:\w+ )?(?:made|generated|produced|prepared|contains?|corrected|created|edited|unedited|provided|based)\b|"
    r"(?:unofficial|rush|draft|machine|automated|auto-?generated|rough|uncorrected|lightly edited|full|edited) transcript\b|"
    r"\(?this story has not been\b|comments (?:will be|are) (?:moderated|closed)|abusive\b.{0,60}comments|to order (?:a copy|your)\b|printable version|r?rp:? ?[£$€]|if you have received this\b|(?:an )?earlier version of this\b|(?:for )?(?:media|press) (?:contacts?|enquiries|inquiries)\b|"
    r"the (?:authors?|writers?) (?:declares?|has no|have no|reports? no)\b.*\b(?:interests?|affiliations?)\b|"
    r"(?:we|the [a-z]+) welcomes? (?:letters|comments|submissions|feedback)\b|letters (?:may be|should be|are) )",
}
_MEDIA = (
    r"(?:our|morning|evening|daily|weekly|news)[ -]?letters?\b|inbox|subscri|\bmembers?(?:hip)?\b|journalism|free trial|e-?mail|\bapp\b|podcast|alerts?\b|digest|account|"
    r"\bus on\b|supporters?|premium|unlimited|access\b|full (?:article|story|text)|free articles?|\bfeed\b|channel|donat|updates|"
    r"notifications?|delivered (?:free )?(?:to|straight|direct)|straight to your|(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,40}free|print edition|\bpaywall|continue reading|keep reading"
)
_CALL = (
    r"subscribe|sign[ -]?(?:up|in)|log[ -]?in|register|join|support|donate|become|get|try|enjoy|enter|unlock|follow|download|click|tap|"
    r"already|you (?:have|[’']ve)|this (?:article|story|content|page) is|thanks? (?:you )?for (?:reading|signing)|to (?:continue|read|keep)|want|"
    r"don[’']t miss|never miss|stay|receive|start|give|help us|our journalism|love|enjoying|like what|please|create|buy|did you enjoy|"
    r"\d+ (?:free )?articles?|not a|we rely|free"
)
_SUBSCRIBE = re.compile(rf"\W*(?:{_CALL})\b.{{0,90}}?(?:{_MEDIA})|\W*subscribe(?: \S+){{0,7}}$", _ANY | re.DOTALL)
_STRICT = re.compile(r"\W*(?:subscribe|sign[ -]?(?:up|in)|log[ -]?in|register|join|support|donate|become)\b", _ANY)
_OFFER = re.compile(r".{0,60}\b(?:delivered (?:free )?(?:to|straight)|straight to your inbox|to your inbox)\b.*|.*\bsubscribe (?:for|to|now|today|here|and)\b.*", _ANY | re.DOTALL)
_CHOICES = re.compile(r"(?:(?:accept|reject|decline|deny|allow|manage|customi[sz]e|got it|i agree|i accept|ok(?:ay)?|only necessary|necessary only|learn more)(?: (?:all|choices|cookies|preferences|settings|options|and close|necessary|optional))*\W*)+", _ANY)
_SUBSCRIBE_WORD = re.compile(
    r"\W*(?:subscribe|sign[ -]?(?:up|in)|log[ -]?in|register|donate)(?: (?:now|here|today|for free|free))?\W*", _ANY
)
_READ_TIME = re.compile(
    r"\W*(?:(?:estimated )?read(?:ing)? time\W*)?\d{1,3}[ -]min(?:ute)?s?\.?(?: ?read| to read| of reading)?\W*", _ANY
)
_WHOLE_RE = {sort: re.compile(pattern, _ANY | re.DOTALL) for sort, pattern in _WHOLE.items()}
_BEGINS_RE = {sort: re.compile(rf"\W{{0,3}}(?:{pattern})", _ANY | re.DOTALL) for sort, pattern in _BEGINS.items()}
_CREDITED = re.compile(  # a caption that ends in its credit
    r"(?:[.(|/–—]|\s{2,9})\s{0,9}(?:photo(?:graph)?s?|images?|pictures?|credits?|illustrations?|graphics?|file photo|courtesy)"
    r"(?: (?:by|credit|courtesy|via|from)(?: of)?\b|\s?[:/©]| courtesy)[^.]{2,80}\)?\.?$|"
    r"\([A-Z][^()/]{1,40}/\s?[A-Z][^()/]{1,40}\)$|"
    r"[|/]\s?(?:getty images|reuters|afp|shutterstock|alamy|associated press|epa|bloomberg|unsplash)\W*$",
    _ANY,
)
_STAGE_WORDS = (
    r"laugh(?:s|ter|ing)?|applause|cheer(?:s|ing)|chuckl\w+|inaudible|indistinct|unintelligible|cross-?talk|pause[sd]?|silence|interruptions?|interposing|"
    r"interjections?|music|sigh(?:s|ing)?|nod(?:s|ding)|smil(?:es|ing)|gestur\w+|break|recess|adjourn\w*|bell|off mic\w*|phone|begins?|ends?|"
    r"overlapping|foreign language|speaks in|through (?:an )?interpreter|via (?:an )?interpreter|disorder|hear,? hear|"
    r"technical|audio|video|recording|clip|shouts?|shouting|groans?|gasps?|coughs?|clears throat|whereupon|document|exhibit|sic|end of|the (?:meeting|committee|"
    r"hearing|session|sitting|house|court|panel|witness)"
)
STAGE = rf"[\(\[][^()\[\]]{{0,60}}\b(?:{_STAGE_WORDS})\b[^()\[\]]{{0,80}}[\)\]]\.?"
_STAGE = re.compile(rf"(?:\[?\d{{1,2}}:\d\d(?::\d\d)?\]?\s*)?(?:{STAGE}|♪.*♪?)\s*(?:\[?\d{{1,2}}:\d\d(?::\d\d)?\]?)?", _ANY)
_TIME_STAMP = re.compile(
    r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?(?:\s*(?:-->|[-–—])\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?)?"
)
_AGO = re.compile(r"(?:(?:published|posted|updated|last updated)\W*)?(?:about |over )?(?:\d+|an?|one|two|three) ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdw]) ago\W*(?:by .{2,40})?", _ANY)
_CONTACT = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+|(?:\b(?:tel|phone|fax|mob(?:ile)?)\b|☎)\.?\s*:?\s*[+(]?\d|\+\d[\d ()-]{6,}", _ANY)
_RELEASE = re.compile(r"\W*(?:for immediate release|embargoed?\b.{0,60}|(?:press|news|media) (?:release|statement|advisory|notice)\b.{0,40}|check against delivery|release no\W.{0,30}|not for (?:publication|broadcast|release)\b.{0,50}|(?:continued (?:on|from|overleaf)|cont[’']?d|from|see|turn to) (?:p\.|pp\.|page) ?\d+\W*|continued (?:overleaf|below|above)|view (?:this email |it )?in (?:your )?browser.*|(?:unsubscribe|manage (?:your )?(?:preferences|subscription))\b.*|you(?:[’']re| are) receiving this\b.*|-+ ?(?:forwarded|original) message ?-*|begin forwarded message:?|sent from my\b.*|(?:A ?){3}[+-]?)\W*", _ANY)
_COMMENTS = re.compile(
    r"(?:comments )?(?:\d[\d,.]* (?:comments?|responses?|replies|thoughts on\b.*)|comments? \(\d+\)|(?:leave|post|add|write) a (?:reply|comment)|join the (?:conversation|discussion)|show comments|reader comments)\W*.{0,60}",
    _ANY,
)
_POSTED = re.compile(r"\b(?:reply|says|said\.\.\.|said…|wrote|ago|posted|\d{1,2}:\d{2}|likes?|upvote|report)\b", _ANY)
_ROW = re.compile(r"\w+(?: \w+){0,2}(?:(?:\s{2,}|\t|\s*[|•·]\s*)\w+(?: \w+){0,2}){2,}")
_BREADCRUMB = re.compile(r"[^.\n]{2,30}(?:\s[>»›→]\s[^.\n]{2,60})+|home(?:\s[/|·•]\s[^.\n]{2,60})+", _ANY)
_MOST, _MANY = 30, 60  # words
_LONGEST_NOTICE = 120  # words
_DENSE = 0.1  # share of words about the page in a paragraph about it
_LONGEST = 1200  # characters of a line that is told by its wording
_TOO_MANY = 2000  # lines to be held against each other
_OFTEN = 3  # times that a page header stands in a text at least


def sorts(lines: Sequence[Line]) -> list[str]:
    """Return the sort of each line that is furniture by its wording, "" for all others."""
    found = [sort(line) for line in lines]
    for mark in (_captions, _headers, _running, _related, _posted_comments, _menu, _tables, _pull_quotes, _behind_the_end):
        mark(lines, found)
    return found


def sort(line: Line) -> str:
    """Return what sort of furniture a line is by its wording alone, "" where it is none."""
    if len(line.text) > _LONGEST:
        return ""
    text, count = _bare(line.text), line.count
    if not any(c.isalnum() for c in text):
        return "endmark"
    if count <= 14 and _is_buttons(text):
        return "share"
    if _COMMENTS.fullmatch(text) and count <= 14:
        return "comments"
    if _READ_TIME.fullmatch(text) or _is_reactions(line.text):
        return "share"
    if _AGO.fullmatch(text) and count <= 12:
        return "date"
    if _RELEASE.fullmatch(text) and count <= 30:
        return "header"
    if count <= 20 and _CONTACT.search(text):
        return "contact"
    if _STAGE.fullmatch(text) or _TIME_STAMP.fullmatch(text):
        return "stage"
    if count <= _MOST:
        for name, pattern in _WHOLE_RE.items():
            if pattern.fullmatch(text) and not (name == "related" and _is_sentence(line)):
                return name
        if (_BREADCRUMB.fullmatch(text) and count <= 12) or (
            _ROW.fullmatch(text) and count <= 16 and not any(map(str.isdigit, text))
        ):
            return "menu"
    if count <= _MANY:
        if (_SUBSCRIBE.match(text) and count <= (45 if _STRICT.match(text) else 22)) or (_OFFER.match(text) and count <= 30):
            return "subscribe"
        if _CHOICES.fullmatch(text):
            return "cookie"
        if _SUBSCRIBE_WORD.fullmatch(text):
            return "subscribe"
        for name, pattern in _BEGINS_RE.items():
            if pattern.match(text) and not (name == "cookie" and count > 40):
                return name
        if _CREDITED.search(text):
            return "image"
    return ""


def _is_reactions(text: str) -> bool:
    """Tell whether a line is counts beside pictures: "👍 83 ❤️ 41"."""
    return bool(re.fullmatch(r"[\W\d_]+", text)) and any(unicodedata.category(c) == "So" for c in text) and any(c.isdigit() for c in text)


def _bare(text: str) -> str:
    """Return a line without list marks before it, and without brackets round it that close nothing else."""
    text = re.sub(r"^[-–—•*>»·]\s+", "", text)
    inner = text[1:-1]
    return inner.strip() if text[:1] + text[-1:] == "[]" and not re.search(r"[\[\]]", inner) and not _STAGE.fullmatch(text) and not _TIME_STAMP.fullmatch(text) else text


def of_the_page(line: Line) -> bool:
    """Tell whether a paragraph speaks of the page or the publication: by the words that it has."""
    if len(re.findall(r"\d[\d.,]*", line.text)) > 3:
        return False  # hours, prices and dates are told of something
    words = [w.casefold() for w in re.findall(r"[^\W\d_][\w’'-]*", line.text)]
    own = [w for w in words if w.replace("’", "'") in word_list("page_words.txt")]
    few = len(set(own)) == 2 and len(own) >= 1.5 * _DENSE * len(words)
    return len(words) <= _LONGEST_NOTICE and (few or (len(set(own)) >= 3 and len(own) >= _DENSE * len(words)))


def _is_sentence(line: Line) -> bool:
    return is_prose(line) and ":" not in line.text and line.count > 9


def _is_buttons(text: str) -> bool:
    found = [w.strip("-") for w in re.split(r"[^\w-]+", text.casefold()) if w.strip("-")]
    if found == ["comments"] or not found:
        return False  # alone it may as well head contributions
    known = all(w in _BUTTONS or re.fullmatch(r"\d[\d.,]*[km]?|[km]|\d*min", w) for w in found)
    return known and any(w in _TELLING for w in found) and not ("the" in found and not any(c.isdigit() for c in text))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))


def _headers(lines: Sequence[Line], found: list[str]) -> None:
    """Mark short lines that come again and again, numbers aside, with a page number or between the same neighbours."""
    short = [n for n, line in enumerate(lines) if line.count <= 14 and not line.text.rstrip().endswith((":", "?")) and not _CLOCK.search(line.text)]
    often = Counter(_masked(lines[n].text) for n in short)
    for n in short:
        masked = _masked(lines[n].text)
        if often[masked] >= 2 and _PAGED.fullmatch(lines[n].text.strip()):
            found[n] = "header"
        numbered = any(c.isdigit() for c in masked)
        if often[masked] >= _OFTEN and numbered and not found[n]:
            found[n] = "header"


def _captions(lines: Sequence[Line], found: list[str]) -> None:
    """Mark the caption below a line that only announces it."""
    for n, sort in enumerate(found[:-1]):
        if sort == "image" and lines[n].text.rstrip().endswith(("caption,", "caption:", "Caption")) and lines[n + 1].count <= 40:
            found[n + 1] = found[n + 1] or "image"


def _running(lines: Sequence[Line], found: list[str]) -> None:
    """Mark short lines amid the text that repeat the title or the first line of the page: running heads."""
    top = next((n for n, line in enumerate(lines) if is_prose(line) and not found[n]), 0)
    heads = [own for line in lines[: min(top, 40)] if line.count >= 2 and len(own := _letters(line.text)) >= 12]
    first = [_letters(re.split(r"\s+[|•·]\s+", line.text)[0]) for line in lines[: min(top, 2)] if line.count >= 3]
    for n in range(top + 3, len(lines)):
        if found[n] or lines[n].count > 16 or is_prose(lines[n]) and not lines[n].text.endswith("?"):
            continue
        own = _letters(lines[n].text)
        if any(head in own and len(own) <= len(head) + 25 for head in heads) or any(len(f) >= 12 and own.startswith(f) for f in first):
            found[n] = "header"


def _related(lines: Sequence[Line], found: list[str]) -> None:
    """Mark the titles that are listed behind "read next" and the like."""
    for n in [n for n, sort in enumerate(found) if sort == "related" and lines[n].count <= 9]:
        if ":" in lines[n].text.rstrip(":"):
            continue  # names its title itself
        listed: list[int] = []
        for m in range(n + 1, len(lines)):
            if found[m] or (is_prose(lines[m]) and not lines[m].text.endswith(("?", "!"))):
                break
            if lines[m].apart and listed and any(not line.apart for line in lines[n + 1 : m]):
                break
            listed.append(m)
        goes_on = n + 1 + len(listed) < len(lines) and any(is_prose(line) for line in lines[n + 1 + len(listed) :])
        if goes_on and listed and lines[listed[-1]].apart and len(listed) > 1:
            listed.pop()  # what running text follows is its heading
        for m in listed[:12]:
            found[m] = "related"


def _posted_comments(lines: Sequence[Line], found: list[str]) -> None:
    """Mark what readers wrote below an article: all behind a count of comments where it looks like such posts."""
    for n, sort in enumerate(found):
        if sort == "comments" and n > len(lines) * 0.3:
            rest = [line.text for line in lines[n + 1 :]]
            if sum(bool(_POSTED.search(t)) and len(t) < 120 for t in rest) >= 2:
                found[n + 1 :] = ["comments"] * len(rest)
                return


def _menu(lines: Sequence[Line], found: list[str]) -> None:
    """Mark runs of very short lines before the article: "Home", "World", "Sport"."""
    top = next((n for n, line in enumerate(lines) if is_prose(line) and not found[n]), 0)
    run: list[int] = []
    for n in range(top + 1):
        short = n < top and lines[n].count <= 2 and not lines[n].marked and not any(c.isdigit() for c in lines[n].text)
        if short and not lines[n].text.endswith((".", ":", "?")):
            run.append(n)
            continue
        if len(run) >= 4:
            for m in run:
                found[m] = found[m] or "menu"
        run = []


_CLOCK = re.compile(r"\d:\d\d")
_PAGED = re.compile(r"\d{1,4}\s+[^a-z]{4,60}|[^a-z\d][^a-z]{3,60}\s\d{1,4}")
_OVER = re.compile(
    r"[\(\[][^()\[\]]*\b(?:adjourned|closed|rose|ended|concluded|whereupon|recess|end of|ends)\b[^()\[\]]*[\)\]]\.?|"
    r"(?:the )?(?:house|meeting|court|session|hearing|sitting|committee|council|panel)\b[^.]{0,30}\b(?:adjourned|closed|rose|ended|concluded)\b.{0,40}",
    _ANY,
)


def _behind_the_end(lines: Sequence[Line], found: list[str]) -> None:
    """Mark the few lines behind the note that a meeting is over."""
    over = next((n for n in range(len(lines) - 1, max(-1, len(lines) - 9), -1) if _OVER.fullmatch(lines[n].text)), None)
    if over is not None and sum(line.count for line in lines[over + 1 :]) <= 50:
        for n in range(over, len(lines)):
            found[n] = found[n] or "stage"


def _tables(lines: Sequence[Line], found: list[str]) -> None:
    """Take back what is no menu but a row of a table: its neighbours have columns as well."""
    for n, sort in enumerate(found):
        near = [m for m in (n - 1, n + 1) if 0 <= m < len(lines)]
        if sort in ("menu", "header") and " | " in lines[n].text and any(" | " in lines[m].text for m in near):
            found[n] = ""


def _pull_quotes(lines: Sequence[Line], found: list[str]) -> None:
    """Mark a line that a longer one says as well, word for word, and the name under it."""
    if len(lines) > _TOO_MANY:
        return
    plain = [_letters(line.text) for line in lines]
    for n, line in enumerate(lines):
        if found[n] or not 5 <= line.count <= 45 or line.marked or len(re.findall(r"(?<![\w’'-])[a-z]{2,}", line.text)) < 3:
            continue
        own = plain[n]
        if any(len(other) > len(own) + 15 and own in other and not found[m] for m, other in enumerate(plain)):
            found[n] = "pullquote"
            if n + 1 < len(lines) and re.match(r"[—–-]\s?\S", lines[n + 1].text) and lines[n + 1].count <= 10:
                found[n + 1] = "pullquote"


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
