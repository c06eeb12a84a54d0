"""Judges what takes noise out of CT beside the classical filters, on noise of known strength."""
