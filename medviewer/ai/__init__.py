"""AI assist: which models there are, whether one fits an image, and the worker process that runs them.

Flow: `catalog` reads the cards → `applicability` says yes, warn or no → a request crosses to the worker
process → `worker` loads the analyzer named by the card → findings and maps come back as values.
May import imaging and domain. Each room imports only those before it; from networks on they know torch:

    header_rules  guard  figures  networks  runtime  analyzers  training  evaluation
"""
