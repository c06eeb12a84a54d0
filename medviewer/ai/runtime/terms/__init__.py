"""Which standard terms a diagnosis string means, by a system of family "terms" the reader trained."""
