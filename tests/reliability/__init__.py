"""What is promised of the program whatever happens to it or its files: nothing lost, nothing torn, nothing leaked."""
