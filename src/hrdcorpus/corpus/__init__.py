"""The corpus on disk: pages and records are found, read, compared and written here and nowhere else."""
