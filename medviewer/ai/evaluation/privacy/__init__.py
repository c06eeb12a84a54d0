"""What privacy costs, and what it buys: rows of a table, each trained several times and kept.

membership → the attack: who was in the training, judged by the loss
rows → which trainings are compared, and what is kept of each
intervals → figures over seeds and cases, resampled together
table → JSON and lines
"""
