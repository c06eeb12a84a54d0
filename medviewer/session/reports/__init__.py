"""The report: what it is made of, its texts, its signature, its files."""
