"""When: dates as they are written, against the document's date, and which of them an event or a word belongs to."""
