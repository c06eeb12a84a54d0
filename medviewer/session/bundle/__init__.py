"""One export of a reading, in every kind of document, whole or not at all."""
