"""Risk models where they answer: arrays and networks read, checked against the card, asked of a patient."""
