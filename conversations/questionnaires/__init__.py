"""Published questionnaires: one data file each, one reader, one way to add up.

Here live the instruments exactly as their owners published them, and nothing about any person.
No interpretation beyond what the data file names a source for; adding one is adding a file.
"""
