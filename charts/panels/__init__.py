"""The parts of a picture, one file each: a view in, shapes out."""
