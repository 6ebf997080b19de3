"""The post: letters as messages of a mail program, and the way to a mail server."""
