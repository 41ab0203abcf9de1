"""A stretch of a source that one voice speaks, or that nobody does."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passage:
    """A stretch of a source that one voice speaks, or that nobody does (`kind` furniture, `voice` None).

    confidence   from 0 to 1, and `basis` says what it rests on
    """

    start: int
    end: int
    voice: str | None
    role: str | None
    kind: str
    confidence: float
    basis: str
    tags: dict[str, str] = field(default_factory=dict)
