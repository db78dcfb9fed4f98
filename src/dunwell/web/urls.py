"""The desk's addresses."""

app_name = "web"
urlpatterns: list[object] = []
