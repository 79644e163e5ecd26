"""The accuracy suite: labelled pages, handwritten and generated, and how they are scored."""
