"""Who promises what until when: commitments, agreements to act, targets, duties and deadlines."""

from sourcebook.promising.promises import promise_rows

__all__ = ["promise_rows"]
