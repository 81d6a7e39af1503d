from django.urls import path

from . import pages

urlpatterns = [
    path("", pages.inbox, name="account_demo_inbox"),
    path("<str:name>/", pages.message, name="account_demo_message"),
]
