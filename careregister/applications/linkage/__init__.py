"""Whether we have met an applicant before: people compared by what they say of themselves (docs/decisions/0009)."""
