"""The life of a plan: versions, approvals, reviews, acceptances, and the review calendar."""
