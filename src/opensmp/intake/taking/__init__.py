"""Taking what came home from Word: each change read as what the plan would then say, or a reason why it cannot be."""
