"""One file in, its text out, and what the file says of itself; the file is never changed.

    bytes -> decoding -> the elements of the type (webtext, word, pdf) -> blocks in reading order -> text, headings

document   what a file gives              blocks      blocks -> one text          decoding   bytes -> text
stated     dates, names, titles           webtext     elements -> blocks          webmeta    what a page's head says
webpage    .html    markdown   .md        pdf         .pdf (layout: its lines)    word       .docx
reading    one file, by its type          folder      which files are articles
"""

from sourcebook.readers.document import Document, Said
from sourcebook.readers.folder import TABULAR, are_tables, articles, meant
from sourcebook.readers.reading import LARGEST, TYPES, parsed, read, refuse

__all__ = [
    "LARGEST",
    "TABULAR",
    "TYPES",
    "Document",
    "Said",
    "are_tables",
    "articles",
    "meant",
    "parsed",
    "read",
    "refuse",
]
