"""Where one's own papers are."""

from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:document_id>/<int:number>/", views.page, name="account_evidence_page"),
    path("<uuid:document_id>/<int:number>/small/", views.small, name="account_evidence_small"),
]
