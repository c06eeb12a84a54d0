"""AI assist: which models there are, whether one fits an image, and the worker process that runs them.

Flow: `catalog` reads the cards → `applicability` says yes, warn or no → a request crosses to the worker
process → `worker` loads the analyzer named by the card → findings and maps come back as values.
May import imaging and domain. torch is named only in runtime/, networks/, training/ and analyzers/.
"""
