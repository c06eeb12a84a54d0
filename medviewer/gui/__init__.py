"""The widgets. Shows the session; asks for change through commands."""
