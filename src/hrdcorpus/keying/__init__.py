"""A question -> the item of a questionnaire that it asks, or none; questions that recur -> a questionnaire."""
