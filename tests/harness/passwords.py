"""Passwords in tests: the product's kind of hash, with as little work in it as it can have."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Quick(Argon2PasswordHasher):
    """What it costs to try a password is the subject of one test; everywhere else it is time."""

    time_cost, memory_cost, parallelism = 1, 8, 1
