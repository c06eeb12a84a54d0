"""One format a file: each reads a split of a set as `LabelledCases`."""
