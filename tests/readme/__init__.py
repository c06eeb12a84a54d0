"""README's commands, each run as it stands there, with the network cut off."""
