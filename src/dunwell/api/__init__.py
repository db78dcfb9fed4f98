"""The API: how other programs work. One resource per noun; a GET asks a query, a POST gives one command."""
