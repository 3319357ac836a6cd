"""What a student keeps: an append-only log of events, and the state that is folded from it."""
