"""The page for a session: from plain numbers and words to a PDF, or to a picture of its pages.

Set by Typst, which like the drawing library is loaded only in the process that draws.
"""
