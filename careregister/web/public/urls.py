"""What the world may see. Addresses listed in docs/map.md are kept."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from .applications import views as applications
from .asked import pages as asked
from .pages import standards
from .pages import views as pages
from .payments import events as payments
from .register import entries, figures, naming, private_check, right_person, searching
from .training import draws


class Number(StringConverter):
    """A number as typed. A control character is in none, so such an address is nobody's."""

    regex = r"[^/\x00-\x1f\x7f-\x9f]+"


register_converter(Number, "number")

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("how-to-check/", pages.how_to_check, name="how_to_check"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("privacy/how-long/", pages.retention, name="retention"),
    path("standards/", standards.standards, name="standards"),
    path("code/", applications.code_of_conduct, name="code_of_conduct"),
    path("convictions/", applications.convictions, name="convictions"),
    path("your-information/", applications.your_information, name="your_information"),
    path("answer/<str:token>/", applications.answer, name="answer"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("register/", searching.search, name="search"),
    path("register/person/", right_person.right_person, name="right_person"),
    path("register/data/", figures.page, name="figures"),
    path("register/data/figures.csv", figures.as_csv, name="figures_csv"),
    path("register/data/figures.json", figures.as_json, name="figures_json"),
    path("register/private-check/", private_check.page, name="private_check"),
    path("register/private-check/parameters.json", private_check.parameters, name="private_check_parameters"),
    path("register/private-check/care_check.py", private_check.client, name="private_check_client"),
    path("register/private-check/<str:prefix>", private_check.bucket, name="private_check_bucket"),
    path("register/learning-audits/", draws.page, name="learning_audits"),
    path("register/learning-audits/draw_again.py", draws.client, name="learning_audits_client"),
    path("register/<number:number>/", entries.entry, name="entry"),
    path("register/<number:number>/name/", naming.name_answer, name="name_answer"),
    path("provider/events/", payments.take, name="provider_events"),
    path("asked/<str:token>/", asked.about, name="asked"),
    path("asked/<str:token>/questions/", asked.questions, name="asked_questions"),
    path("asked/<str:token>/decline/", asked.decline, name="asked_decline"),
    path("asked/<str:token>/new-link/", asked.new_link, name="asked_new_link"),
]
