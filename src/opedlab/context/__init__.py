"""The world around the op-ed: what was claimed, what was known when, what came of it."""
