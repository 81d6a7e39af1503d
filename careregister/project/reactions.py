"""Who hears of what. The one table that carries news upward; each row runs in the transaction of its cause."""

REACTIONS: dict[str, tuple[str, ...]] = {}
