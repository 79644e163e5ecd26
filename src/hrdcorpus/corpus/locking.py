"""A lock on what is open, which ends with the process. On Windows it is that of filelock, which takes long to load."""

import sys

if sys.platform == "win32":
    from filelock import lock_descriptor

    def hold(opened: int) -> bool:
        """Whether the open file is ours now, and no other run's; `OSError` where nothing can be locked."""
        return lock_descriptor(opened, blocking=False)

else:
    from fcntl import LOCK_EX, LOCK_NB, flock

    def hold(opened: int) -> bool:
        """Whether the open file or folder is ours now, and no other run's; `OSError` where nothing can be locked."""
        try:
            flock(opened, LOCK_EX | LOCK_NB)
        except (BlockingIOError, PermissionError):  # the second from some network folders
            return False
        return True
