"""Judges risk models: every subject on the same rows, each figure with an interval by patients."""
