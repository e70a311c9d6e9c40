"""The shell: what every page shares. Templates, components, styles, language and direction; no models."""
