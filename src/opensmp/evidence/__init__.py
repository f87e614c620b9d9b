"""Operational records held against the plan: imported from any tool, stored, measured, sampled. Ibis and DuckDB live here alone."""
