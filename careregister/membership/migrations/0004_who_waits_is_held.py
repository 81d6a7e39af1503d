from django.db import migrations

# Whoever asked not to pay before there was such a promise: nothing is taken from them either.
HOLD = """
insert into payments_hold (payer_id, since)
select one.payer_id, min(asked.asked_at)
from membership_waiverrequest asked join membership_subscription one on one.id = asked.subscription_id
where asked.state = 'waiting' group by one.payer_id
on conflict do nothing
"""


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0003_billed_and_given_back'),
        ('payments', '0003_held_while_they_ask'),
    ]

    operations = [migrations.RunSQL(HOLD, migrations.RunSQL.noop)]
