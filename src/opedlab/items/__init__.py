"""What a student answers: item banks, the kinds of item, and how an answer is marked."""
