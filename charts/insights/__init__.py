"""What the weeks say: from a diary's numbers to findings, each with what it rests on.

Plain dataclasses in, plain dataclasses out; no prose, no cause, no prediction. `numbers.py` and
`findings.py` load nothing large, so the bot can write one and read the other; everything else
needs numpy and scipy and runs in the drawing process alone. docs/insights.md has the proof.
"""
