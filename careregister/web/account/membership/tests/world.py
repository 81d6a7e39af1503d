"""Somebody at their own pages: a browser that is signed in, and the provider's page filled in as a person would."""

from typing import Any
from uuid import UUID

from django.test import Client

from careregister.base.actors import Actor
from careregister.membership import queries
from careregister.payments.tests import world as money
from careregister.people.tests import world as people
from careregister.web.parts.tests.signing_in import client_for
from tests.harness.cards import Cards

HOME = "/account/membership/"


class Visitor:
    """`client` is signed in as somebody new; every page is asked for by what comes after /account/membership/."""

    def __init__(self, name: str = "Ada Member") -> None:
        self.account: Any = people.account(name=name)
        self.by: Actor = people.owner_of(self.account)
        assert self.by.person_id is not None
        self.person_id: UUID = self.by.person_id
        self.sign_in()

    def sign_in(self) -> None:
        """Anew: a month later the browser has forgotten them."""
        self.client: Client = client_for(self.account, second_step=False)

    def get(self, page: str = "") -> str:
        """The words of a page, wherever it leads."""
        answer = self.client.get(HOME + page, follow=True)
        assert answer.status_code == 200, (page, answer.status_code)
        return answer.content.decode()

    def post(self, page: str, **fields: str) -> str:
        """The words of the page that is shown after it."""
        answer = self.client.post(HOME + page, fields, follow=True)
        assert answer.status_code == 200, (page, answer.status_code)
        return answer.content.decode()

    def led_out(self, page: str = "join/", **fields: str) -> str:
        """The address of the provider's page to which a form leads."""
        answer = self.client.post(HOME + page, fields)
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    def back(self, address: str) -> str:
        """The page on which somebody lands whom the provider sends back."""
        assert address, "the provider kept them"
        return self.get(address.partition(HOME)[2])

    def pays(self, cards: Cards, number: str = Cards.VISA, plan: str = "yearly") -> str:
        kind = "bacs_debit" if len(number) == 8 else "card"
        return self.back(cards.give(self.led_out(plan=plan, kind=kind), number))

    @property
    def mine(self) -> queries.Mine:
        found = queries.mine(self.person_id)
        assert found is not None
        return found


def hear(cards: Cards) -> None:
    """The provider's news arrive."""
    money.hear(cards)
