"""Lesions over time: a table with a column for each examination, the RECIST sums, and a trend."""
