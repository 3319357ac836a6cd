"""Notebooks from their sources: strip solutions, pair, number cells, execute, lint."""
