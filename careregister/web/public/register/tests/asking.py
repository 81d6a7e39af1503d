"""How these tests ask: what a reader, a stalker or a harvester would type and press, without a browser."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.test import Client


@dataclass
class Asker:
    """Somebody at one internet address."""

    address: str = "192.0.2.1"
    client: Client = field(default_factory=Client)

    def get(self, path: str, **headers):
        return self.client.get(path, REMOTE_ADDR=self.address, **headers)

    def post(self, path: str, **said):
        return self.client.post(path, said, REMOTE_ADDR=self.address)

    def search(self, text: str, **narrowed):
        query = {"q": text, **narrowed}
        return self.client.get("/register/", query, REMOTE_ADDR=self.address)

    def names(self, text: str, **narrowed) -> list[str]:
        """The names that a search shows."""
        return names_in(self.search(text, **narrowed).content.decode())

    def links(self, text: str) -> list[str]:
        """Where the names that a search shows lead."""
        page = self.search(text).content.decode()
        found = re.findall(r'href="(/register/[^"]+\?(?:by|ask)=[^"]*)"', page)
        return list(dict.fromkeys(unescape(link) for link in found))

    def page(self, path: str) -> str:
        """The words of a page's main part, without its tags."""
        return words(self.get(path))

    def matches(self, number: str, name: str) -> str:
        """yes, close, no, or the status of another answer."""
        answer = self.post(f"/register/{number}/name/", name=name)
        if answer.status_code != 200:
            return str(answer.status_code)
        [said] = re.findall(r"<h1[^>]*>(Yes|Close|No)\b", answer.content.decode())
        return said.lower()


def names_in(page: str) -> list[str]:
    """The names that a page of what was found shows."""
    shown = re.findall(r'class="govuk-link" href="[^"]*\?(?:by|ask)=[^"]*" translate="no">([^<]+)<', page)
    return [unescape(name) for name in shown]


def words(response) -> str:
    text = response.content.decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))
