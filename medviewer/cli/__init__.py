"""The command line: one verb a file, each with `add_parser(verbs)` and `run(arguments) -> exit code`.

Exit codes: 0 done, 1 something failed on our side, 2 bad input, 3 refused by the model's own rules.
May import everything but gui; `view` and the demo's window hand over to `app`.
"""
