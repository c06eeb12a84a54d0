"""From labelled data to weights: `task` says how, `readers` deliver `Samples`, `trainer` fits, `runs` writes.

What the weights are worth is measured and written into their card by `ai.evaluation`. Knows torch.
"""
