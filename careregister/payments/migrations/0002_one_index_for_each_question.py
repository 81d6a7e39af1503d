import django.db.models.deletion
from django.db import migrations, models

from careregister.base.indexes import without_index


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_first'),
    ]

    operations = [
        without_index(
            'attempt',
            'payer',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='payments.payer'),
            index='payments_attempt_payer_id_f2fe1879',
            on='payments_attempt (payer_id)',
        ),
        without_index(
            'attemptinvoice',
            'attempt',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='payments.attempt'),
            index='payments_attemptinvoice_attempt_id_48b095f2',
            on='payments_attemptinvoice (attempt_id)',
        ),
        without_index(
            'invoice',
            'payer',
            models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='payments.payer'),
            index='payments_invoice_payer_id_6213212f',
            on='payments_invoice (payer_id)',
        ),
        without_index(
            'ledgertransaction',
            'attempt',
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='payments.attempt'),
            index='payments_ledgertransaction_attempt_id_92eba656',
            on='payments_ledgertransaction (attempt_id)',
        ),
        without_index(
            'ledgertransaction',
            'refund',
            models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='payments.refund'),
            index='payments_ledgertransaction_refund_id_4dadac33',
            on='payments_ledgertransaction (refund_id)',
        ),
    ]
