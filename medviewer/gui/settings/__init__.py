"""The settings dialog, one page a file; every change holds at once and is kept at once."""
