"""One question alone as a picture, or two beside each other."""
