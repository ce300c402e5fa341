"""What is read and how it is parsed: blocks of prose in English, with parses mended where they cannot be right."""
