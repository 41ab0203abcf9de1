"""One file in, its text out, and what the file says of itself; the file is never changed."""

from sourcebook.readers.document import Document, Said
from sourcebook.readers.plain import TYPES, articles, read

__all__ = ["TYPES", "Document", "Said", "articles", "read"]
