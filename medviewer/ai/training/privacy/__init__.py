"""Training that keeps its cases to itself, simulated on one machine.

accounting  → how much noise a promise (ε, δ) costs, and what was promised in the end
private_training → one network whose every step is clipped by image and noised (DP-SGD)
sites       → one set divided among hospitals, unevenly, each with its own scanner
federation  → rounds in which sites hand over weights and counts, and nothing else
descent     → the plain steps all of them are held against
"""
