"""Every index is written with every row; so none of ours is there that another one answers for."""

import psycopg
from django.apps import apps

# An index that is only the beginning of another, under the same condition or under none; `is not null` follows from
# every look that names a value.
_ANSWERED_BY_ANOTHER = """
select narrow.relname || ' on ' || one.indrelid::regclass || ' is answered by ' || wide.relname
from pg_index one join pg_class narrow on narrow.oid = one.indexrelid
join pg_index other on other.indrelid = one.indrelid and other.indexrelid <> one.indexrelid
join pg_class wide on wide.oid = other.indexrelid and wide.relam = narrow.relam
join pg_attribute first on first.attrelid = one.indrelid and first.attnum = one.indkey[0]
where one.indrelid::regclass::text = any(%s)
    and not one.indisunique and one.indexprs is null and other.indexprs is null
    and other.indnkeyatts >= one.indnkeyatts -- what is only included does not lead
    and (other.indkey::smallint[])[0:one.indnkeyatts - 1] = (one.indkey::smallint[])[0:one.indnkeyatts - 1]
    and (other.indclass::oid[])[0:one.indnkeyatts - 1] = (one.indclass::oid[])[0:one.indnkeyatts - 1]
    and (
        other.indpred is null and one.indpred is null
        or pg_get_expr(other.indpred, other.indrelid) = pg_get_expr(one.indpred, one.indrelid)
        or pg_get_expr(other.indpred, other.indrelid) = format('(%%I IS NOT NULL)', first.attname)
    )
order by 1
"""


def _answered_by_another(owner: psycopg.Connection) -> list[str]:
    models = [one for one in apps.get_models() if one.__module__.startswith("careregister.")]
    rows = owner.execute(_ANSWERED_BY_ANOTHER, [[model._meta.db_table for model in models]])
    return [said for (said,) in rows]


def test_no_index_is_only_the_beginning_of_another(as_owner: psycopg.Connection):
    assert _answered_by_another(as_owner) == []


def test_such_an_index_would_be_found(as_owner: psycopg.Connection):
    as_owner.execute("create index too_much on payments_line (reference)")
    as_owner.execute("create index too_much_too on payments_ledgertransaction (attempt_id)")
    assert _answered_by_another(as_owner) == [
        "too_much on payments_line is answered by line_of_reference",
        "too_much_too on payments_ledgertransaction is answered by booking_once_of_attempt",
    ]
