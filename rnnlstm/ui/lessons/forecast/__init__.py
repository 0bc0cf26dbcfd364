"""Forecasting a series."""
