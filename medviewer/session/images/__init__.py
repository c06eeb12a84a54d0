"""Images on screen: decoded, kept, windowed, played."""
