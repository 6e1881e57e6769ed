"""The scripts themselves: each a function from plain facts to an ordered list of questions."""
