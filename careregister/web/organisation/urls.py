"""The organisation front: for those who act for an employer."""

from django.urls import URLPattern

app_name = "organisation"
urlpatterns: list[URLPattern] = []
