"""What a question bank is: its format, how it is read and checked, where it is found, what is drawn."""
