"""Draws pictures that nobody took from a trained run: made_run reads it, sources draw."""
