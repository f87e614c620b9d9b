"""The plan you have: Word documents, texts and spreadsheets read as they are, understood as far as they can be, and accounted for.

Nothing is dropped: what has no home in the plan is kept aside with its place, and a report says what became of everything.
"""
