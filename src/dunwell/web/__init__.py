"""The desk in a browser: screens that read a form, call one command or query, and render a template."""
