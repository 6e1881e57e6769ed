"""The two front doors: an update came, or a time came."""
