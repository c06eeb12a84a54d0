"""The mouse: drags and clicks on the canvas become commands and view changes."""
