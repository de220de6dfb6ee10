"""How each of these tests closes: the faults, then "N passed, N failed" as ./test reads it."""
import random
import sys


def seed_from(arguments, place):
    """The seed given there, or one of its own, which the test prints."""
    return int(arguments[place]) if len(arguments) > place else random.randrange(1 << 32)


def close(faults):
    """Ends the program: 0 when there is no fault."""
    print(*faults[:20], sep="\n")
    print(f"{0 if faults else 1} passed, {1 if faults else 0} failed")
    sys.exit(1 if faults else 0)
