"""The running process: what is built, started, watched and stopped.

The only room that knows both the features and the wire.
"""
