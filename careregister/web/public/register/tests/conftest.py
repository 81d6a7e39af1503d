import pytest

from careregister.register.queries import checks, open_data


@pytest.fixture(autouse=True)
def counted_afresh():
    """Each test has a register of its own; what a process keeps of the last one would be wrong."""
    open_data.forget()
    checks.forget()
