"""Where series are hung, and how cells move together."""
