"""Letters that did not arrive, a person's letters, and the texts that letters are made from."""

from django.urls import path

from . import pages, writing

urlpatterns = [
    path("letters/", pages.trouble, name="letters"),
    path("letters/of/<uuid:person_id>/", pages.of_person, name="letters_of"),
    path("letters/<uuid:letter_id>/", pages.letter, name="letter"),
    path("letters/<uuid:letter_id>/handling/", pages.handle, name="letter_handling"),
    path("texts/", writing.texts, name="texts"),
    path("texts/<str:kind>/", writing.text, name="text"),
    path("texts/<str:kind>/edit/", writing.edit, name="text_edit"),
    path("texts/<str:kind>/<int:number>/", writing.version, name="text_version"),
]
