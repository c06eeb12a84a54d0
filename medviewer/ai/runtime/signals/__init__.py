"""Models of curves over time that a reader imported: recording → leads, rate, unit, windows → scores."""
