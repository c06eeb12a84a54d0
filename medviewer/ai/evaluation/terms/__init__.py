"""How well standard terms are found for diagnosis strings."""
