"""Therapy sessions."""
