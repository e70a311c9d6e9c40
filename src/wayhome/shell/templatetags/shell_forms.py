"""How a field of a form is laid out."""

from django import forms, template
from django.forms import BoundField

register = template.Library()


@register.filter
def widget_kind(field: BoundField) -> str:
    """Say which of the three layouts a field takes: "checkbox" (one), "choices" (a group) or "line"."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "line"
