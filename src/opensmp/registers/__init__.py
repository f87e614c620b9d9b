"""The registers that the plan stands on: values, and the organisation they belong to."""
