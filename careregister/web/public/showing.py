"""A page of this front: its own menu round whatever a view tells."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import menu


def show(request: HttpRequest, template: str, told: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    return render(request, f"public/{template}", {"menu_items": menu.items(request), **(told or {})}, status=status)
