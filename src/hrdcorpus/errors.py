"""Everything that can stop a file or a run. No message ever quotes a page's text."""


class HrdcorpusError(Exception):
    """Base of all errors a user is meant to read: file, place, what is wrong, what to do."""


class KnowledgeError(HrdcorpusError):
    """A resource of the program or of the user is wrong: the run stops."""


class PageError(HrdcorpusError):
    """A page cannot be read: this file stops, the others go on."""


class NotAnInterview(HrdcorpusError):
    """A page was read, but it is no interview. The message is the reason, without the file's name."""


class RecordError(HrdcorpusError):
    """A record cannot be read, is not valid, or cannot be written."""
