"""`dunwell token`: how programs come in."""

import click

from dunwell.cli.tables import echo_json, echo_table

RIGHTS = (
    "book.read, export.rows, worklist.work, worklist.assign, hold.place, intake.run, ledger.post, cash.post, "
    "cash.check, cash.rules, period.lock, policy.edit, policy.publish, run.start, people.manage, "
    "creditor.manage, audit.read"
)


@click.group()
def command() -> None:
    """Tokens by which programs come in: create, list, revoke."""


@command.command(epilog=f"Scopes: {RIGHTS}.")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--email", required=True, help="The member that the program comes in as.")
@click.option("--scope", "scopes", multiple=True, required=True, help="What it may do; several times for several.")
@click.option("--name", default="program", show_default=True, help="What people will know it by.")
@click.option("--days", default=90, show_default=True, help="For how many days it is good.")
@click.option("--rate", default=600, show_default=True, help="How many requests a minute it may make.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def create(
    *, creditor: str, email: str, scopes: tuple[str, ...], name: str, days: int, rate: int, as_json: bool
) -> None:
    """Make a token and print it, this once: only a digest of it is kept."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.platform.tokens.commands import create_token

    viewer = current_viewer()
    found = creditor_named(viewer, creditor)
    made = create_token(
        viewer=viewer,
        creditor_id=found.id,
        name=name,
        scopes=scopes,
        at=timezone.now(),
        email=email,
        days=days,
        rate_per_minute=rate,
    )
    if not as_json:
        click.echo(made.secret)
        return
    told = {"id": made.id, "token": made.secret, "creditor": found.key, "scopes": list(made.scopes)}
    echo_json({**told, "expires_at": made.expires_at.isoformat()})


@command.command(name="list")
@click.option("--creditor", required=True, help="The creditor's name or key.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_tokens(creditor: str, as_json: bool) -> None:
    """List the tokens of a creditor; what was shown once is not shown again."""
    from dunwell.platform.access import current_viewer
    from dunwell.platform.creditors.queries import creditor_named
    from dunwell.platform.tokens.queries import tokens_of

    viewer = current_viewer()
    rows = tokens_of(viewer, creditor_named(viewer, creditor).id)
    if as_json:
        echo_json(
            [
                {
                    "id": row.id,
                    "name": row.name,
                    "begins": row.shown_part,
                    "email": row.email,
                    "scopes": list(row.scopes),
                    "expires_at": row.expires_at.isoformat(),
                    "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
                    "last_used_at": row.last_used_at.isoformat() if row.last_used_at else None,
                }
                for row in rows
            ]
        )
        return
    echo_table(
        ["Id", "Name", "Begins", "As", "Good until", "Last used"],
        [
            (
                str(row.id),
                row.name,
                row.shown_part,
                row.email,
                "revoked" if row.revoked_at else f"{row.expires_at:%Y-%m-%d}",
                f"{row.last_used_at:%Y-%m-%d %H:%M}" if row.last_used_at else "never",
            )
            for row in rows
        ],
    )


@command.command()
@click.argument("token_id", type=int)
def revoke(token_id: int) -> None:
    """End the token with this id at once."""
    from django.utils import timezone

    from dunwell.platform.access import current_viewer
    from dunwell.platform.tokens.commands import revoke_token

    made = revoke_token(viewer=current_viewer(), token_id=token_id, at=timezone.now())
    click.echo(f"{made.name} ({made.shown_part}…) is revoked.")
