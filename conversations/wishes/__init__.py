"""Wishes said in words: "later", "pause for a week", "who reads this?"; a file a language.

Pure: which wish it is and what is named with it. What comes of it, the features say.
"""
