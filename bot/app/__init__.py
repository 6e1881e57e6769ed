"""The running process: what is built, started, watched and stopped."""
