"""Every address, by front. What needs no sign-in is listed in `open_pages.py`."""

from django.urls import URLPattern, URLResolver, include, path

from careregister.web.parts import views as parts

from . import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("account/", include("careregister.web.account.urls")),
    path("organisation/", include("careregister.web.organisation.urls")),
    path("staff/", include("careregister.web.staff.urls")),
    path("styleguide/", parts.styleguide, name="styleguide"),
    path("", include("careregister.web.public.urls")),
]

handler400 = parts.bad_request
handler403 = parts.not_allowed
handler404 = parts.not_found
handler500 = parts.server_error
