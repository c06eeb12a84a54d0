"""Codes for what the reader writes: asked of a model or a search, decided, kept."""
