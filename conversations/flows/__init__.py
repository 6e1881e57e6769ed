"""The scripts themselves: each a function from plain facts to an ordered list of questions.

What becomes of the answers, and when a script begins, the features say.
"""
