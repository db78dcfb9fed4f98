"""Every operation of the API, read from its own description, with a body that its schema lets in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from routes import FIXED, noun_before

SAMPLES: dict[str, Any] = {"date": str(date(2026, 4, 1)), "date-time": "2026-04-01T10:00:00Z", "binary": "x"}
# What a schema lets in and the rules behind it do not: a value by the field's name.
VALUES: dict[str, Any] = {
    "currency": "USD", "base_currency": "USD", "amount": "1.00",
    "open_amount": "1.00", "email": "new@x.example", "phone": "", "rate": "1.10",
    "url": "https://x.example/in", "edges": [30, 60], "days": 30, "reason": "because", "until": "2026-04-03",
    "until_date": "2026-04-03", "discount_percent": None, "text": "kind: policy", "country": "US", "language": "en",
    "customer_id": None, "parent_id": None,
}  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """One verb of one address: its right, and the schema of its body where it takes one."""

    name: str
    method: str
    pattern: str
    right: str
    schema: dict[str, Any] | None
    document: dict[str, Any]

    @property
    def parts(self) -> list[str]:
        """Return the names of the parts of its address that name a row of somebody."""
        found = [word.strip("{}") for word in self.pattern.split("/") if word.startswith("{")]
        return [name for name in found if name not in ("creditor", "kind", "key")]

    def address(self, ids: dict[str, Any]) -> str:
        """Return the address with its parts filled in."""
        path, known = self.pattern.replace("{", "<").replace("}", ">"), {**FIXED, **ids}
        while "<" in path:
            at, end = path.index("<"), path.index(">")
            name, exact = path[at + 1 : end], f"{noun_before(path, at)}/{path[at + 1 : end]}"
            assert exact in known or name in known, (
                f"{self.method} {self.pattern} has a part named {name!r} that the matrix cannot fill: add one such id "
                "to side.ids in tests/edges/access/scene.py"
            )
            path = f"{path[:at]}{known[exact] if exact in known else known[name]}{path[end + 1 :]}"
        return path

    def body(self, ids: dict[str, Any]) -> Any:
        """Return a body that the schema lets in; fields that name rows take them from `ids`."""
        return None if self.schema is None else _sample(self.schema, self.document, ids, "")


def operations(document: dict[str, Any]) -> list[Operation]:
    """Return every operation of an OpenAPI document."""
    found = []
    for pattern, verbs in document["paths"].items():
        for method, said in verbs.items():
            content = said.get("requestBody", {}).get("content", {})
            schema = content.get("application/json", {}).get("schema")
            if "multipart/form-data" in content:
                schema = None
            name = said["operationId"]
            found.append(Operation(name, method, pattern, said.get("x-right", ""), schema, document))
    return found


def _sample(schema: dict[str, Any], document: dict[str, Any], ids: dict[str, Any], name: str) -> Any:  # noqa: C901, PLR0911
    if "$ref" in schema:
        return _sample(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document, ids, name)
    if name in ids and name.endswith("_id"):
        return ids[name]
    if name.endswith("_ids"):
        return [ids[name.removesuffix("s")]]
    if "enum" in schema:
        return schema["enum"][0]
    if name in VALUES:
        return VALUES[name]
    for choice in ("allOf", "anyOf", "oneOf"):
        if choice in schema:
            return _sample(schema[choice][0], document, ids, name)
    if "format" in schema and schema["format"] in SAMPLES:
        return SAMPLES[schema["format"]]
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        wanted = schema.get("required", [])
        return {
            field: _sample(part, document, ids, field)
            for field, part in schema.get("properties", {}).items()
            if field in wanted or field.endswith(("_id", "_ids"))
        }
    if kind == "array":
        return [_sample(schema["items"], document, ids, name)]
    plain = {"integer": 1, "number": 1, "boolean": False, "string": "x", "null": None}
    return plain.get(str(kind), "x")
