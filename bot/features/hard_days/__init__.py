"""A run of hard days is noticed and said plainly: rules, words, and the way to one's therapist."""
