"""Text coders in the worker process: read, answer, show the words behind an answer.

`coder_files` (what is stored) -> `text_model` (scores of every subject) -> `highlights` -> `coding_desk`
"""
