"""Action logs and files of several meetings: which action was raised at which of them."""
