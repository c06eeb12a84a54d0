"""Judges made pictures: how far they lie from real ones, copies, diversity, what is learnt from them."""
