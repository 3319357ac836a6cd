"""What a student touches: widgets with a small static front end, and for each a text twin with the same content."""
