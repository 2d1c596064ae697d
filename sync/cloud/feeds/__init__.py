"""Change feeds that cannot skip: sync.md sections 8, 9 and 13 (layer 3).

Whoever changes what tills must know calls ``put`` or ``delete`` in the transaction that changes it;
the writer gives it a position later.
"""

from sync.cloud.feeds.todo import delete, put

__all__ = ["delete", "put"]
