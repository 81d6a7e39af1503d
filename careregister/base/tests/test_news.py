"""News is heard in the transaction of its cause, by whoever the table names."""

import pytest

from careregister.base import news

heard: list[dict] = []


def hear(**facts):
    heard.append(facts)


@pytest.fixture(autouse=True)
def table(monkeypatch):
    heard.clear()
    monkeypatch.setattr(news, "_heard_by", {})


def test_news_outside_a_transaction_is_refused(own_database):
    with pytest.raises(AssertionError, match="outside a transaction"):
        news.tell("tests.happened")


@pytest.mark.django_db
def test_nobody_hears_what_no_row_names():
    news.set_table({"tests.happened": [f"{__name__}.hear"]})
    news.tell("tests.other", pence=1)
    assert heard == []


@pytest.mark.django_db
def test_whoever_is_named_hears_the_facts():
    news.set_table({"tests.happened": [f"{__name__}.hear", f"{__name__}.hear"]})
    news.tell("tests.happened", pence=300)
    assert heard == [{"pence": 300}, {"pence": 300}]
