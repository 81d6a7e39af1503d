"""The pages of the last resort: an error that no front answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "parts/refused.html", {"reason": "form_expired"}, status=403)
