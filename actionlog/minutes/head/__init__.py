"""The head of minutes: which group met and when, who was there, and how the document prints its dates."""
