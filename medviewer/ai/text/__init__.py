"""Text as a model reads it: tokens with their places, vocabularies, matching. Torch-free arithmetic.

text -> `tokens.tokens_of` -> keys (folded words, number bins) -> `vocabulary` -> indices.
"""
