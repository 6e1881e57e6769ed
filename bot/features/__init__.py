"""What a person can do, a folder or a file each."""
