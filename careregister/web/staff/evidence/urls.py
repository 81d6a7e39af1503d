"""Papers, page by page. What leads here are the pages of whatever they prove."""

from django.urls import path

from . import pages

urlpatterns = [path("<uuid:document_id>/<int:number>/", pages.page, name="evidence")]
