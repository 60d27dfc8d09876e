"""Going through a bank without a meeting: its paths, what they cost, what never comes or does not fit."""
