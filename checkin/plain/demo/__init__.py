"""A pair with a year of meetings behind them, made up, and made by replaying the year through the engine."""
