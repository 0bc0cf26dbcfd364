"""Forecasting a series: the split by time, naive and linear forecasters, networks, and their errors."""
