"""The state: what is open, shown, measured and found. QtCore signals, no widgets."""
