"""From labelled data to weights, a card's figures and the baselines beside them. Knows torch."""
