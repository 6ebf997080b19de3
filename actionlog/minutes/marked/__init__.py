"""Actions marked in the text: `ACTION: AB to …` and its many forms, and what a bot in a chat wrote down."""
