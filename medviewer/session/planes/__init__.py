"""Planes through a volume, and the volume as a body."""
