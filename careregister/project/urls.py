"""Every address, by front. What needs no sign-in is listed in `open_pages.py`."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("careregister.web.public.urls")),
]
