"""What the weeks say: what is known, what changed, what goes with what; modest on purpose."""
