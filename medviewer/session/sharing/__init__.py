"""What leaves the reading for others, and the trail of what was done."""
