"""Trains what takes noise out of CT: images, computed noise, a residual network with and without a critic."""
