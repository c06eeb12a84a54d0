"""Architectures, one a file. Plain torch."""
