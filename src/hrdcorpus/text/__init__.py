"""Text to text, and where its parts end: no file, no page, no knowledge."""
