"""The two front doors: an update came, or a time came.

Each leads through the registry to what a feature announced. What is said here is about words
and buttons that lead nowhere.
"""
