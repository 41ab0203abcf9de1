"""What a file gives: its text, and what it says of itself apart from its text."""

from dataclasses import dataclass

from sourcebook.spans import Span


@dataclass(frozen=True)
class Said:
    """What meta tags, front matter or document properties say; empty where they say nothing.

    published        ISO 8601, a day or less exact
    published_from   what said so, in words a reader understands: "meta tag article:published_time"
    heads            the running heads and feet of its pages, which the text is without
    is_publication   whether that is a date of publication rather than one of the file, such as when it was made
    """

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    published_from: str = ""
    is_publication: bool = True
    url: str = ""
    language: str = ""
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """The text of a file, newlines as they are, the sha256 of its bytes, and the encoding it was read in.

    headings   where the file itself marks a heading in the text, the title's first; a .txt marks none
    """

    text: str
    sha256: str
    encoding: str = "utf-8"
    said: Said = Said()
    headings: tuple[Span, ...] = ()
