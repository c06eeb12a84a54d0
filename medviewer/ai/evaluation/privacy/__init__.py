"""What privacy costs, and what it buys: rows of a table, each trained several times, kept, and compared.

plan → which rows there are, and how each is trained
trials → one training of one row
outcomes → what is kept of it, so that a table that was interrupted goes on
membership → the attack: who was in the training, judged by the loss
comparison → figures of the rows, over seeds and cases drawn again together
table → JSON and lines
"""
