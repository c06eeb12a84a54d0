"""Training systems of terms: strings → book of terms and synonyms → candidates → what weighs them."""
