"""Whether the findings keep their promise: made-up people, public diaries, published values."""
