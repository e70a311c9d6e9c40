"""Make one key for each compartment, so that no transaction at run time has to."""

from uuid import uuid4

from django.db import migrations

from wayhome.vault.compartments import Compartment, Journal
from wayhome.vault.keyring import new_compartment_key
from wayhome.vault.principals import installing


def make_keys(apps, schema_editor):
    model = apps.get_model("vault", "CompartmentKey")
    using = schema_editor.connection.alias
    for compartment in [*Compartment.values, *(str(name) for name in Journal)]:
        if not model.objects.using(using).filter(compartment=compartment, retired_at=None).exists():
            key_id = uuid4()
            wrapped = new_compartment_key(key_id, compartment)
            with installing():
                model.objects.using(using).create(pk=key_id, compartment=compartment, wrapped=wrapped)


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [migrations.RunPython(make_keys, migrations.RunPython.noop)]
