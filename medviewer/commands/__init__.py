"""The verbs: everything a user can ask for, by id. One visible list per file. No Qt.

To add a command: write a function that takes a `Context`, add one `Command(...)` to the `COMMANDS` list of
the file it belongs to, and it is in the menu, the palette, the shortcut page and the tests.
"""
