"""Speed, shown as ratios against baselines measured in the same run: `python -m tests.benchmarks`."""
