"""What is asked of clinical text without a network: tokens, codes, language, negation, search.

text → `tokens.tokens_of` → keys (folded words, number bins) → `vocabulary` → indices, for networks;
text → `language` → `negation` (what is denied) → `lexical_search` over the `code_table`; `deletion_test` asks
whether the words shown for an answer carry it. numpy only.
"""
