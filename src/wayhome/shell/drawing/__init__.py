"""Pictures as SVG, computed here and sent with the page. Pure: values in, text out; no style attribute, no script.

Every drawing has a title, a description and a list that says the same in words. Right to left is a mirrored layout,
never a mirrored text. How things look is said by classes in `static/shell/css/review.css`.
"""
