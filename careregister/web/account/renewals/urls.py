"""One's own renewal."""

from django.urls import path

from . import pages

urlpatterns = [
    path("", pages.home, name="account_renewal"),
    path("parts/<slug:part>/", pages.part, name="account_renewal_part"),
    path("check/", pages.check, name="account_renewal_check"),
    path("more-time/", pages.more_time, name="account_renewal_more_time"),
    path("more-time/withdrawal/", pages.no_more_time, name="account_renewal_no_more_time"),
    path("work/", pages.work, name="account_renewal_work"),
    path("coming-back/", pages.come_back, name="account_renewal_come_back"),
]
