"""What every model needs to run: a device, checked weights, memory that runs out gracefully. Knows torch."""
