"""What attributes mean: each module turns some attributes of a header into a noun of `domain`."""
