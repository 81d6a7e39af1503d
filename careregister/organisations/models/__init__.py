from .directory import Edition, Location
from .employers import Employer, EmployerInvitation, EmployerUser

__all__ = ["Edition", "Employer", "EmployerInvitation", "EmployerUser", "Location"]
