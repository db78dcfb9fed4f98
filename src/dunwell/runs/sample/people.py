"""Who works the sample desk: collectors, leads, clerks, an admin per creditor, and one collector who works for two."""

from dunwell.runs.sample.shapes import SampleMembership as Member
from dunwell.runs.sample.shapes import SampleUser

FREIGHT = "northline"
WHOLESALE = "wingcheong"
SUBSCRIPTION = "amihan"

USERS: tuple[SampleUser, ...] = (
    SampleUser("elena@dunwell.example", "Elena Vargas", "en", (Member(FREIGHT, "collector", 420),), presented=True),
    SampleUser("tyler@dunwell.example", "Tyler Brandt", "en", (Member(FREIGHT, "collector", 420),)),
    SampleUser(
        "grace@dunwell.example",
        "Grace Villanueva",
        "en",
        (Member(FREIGHT, "collector", 210), Member(SUBSCRIPTION, "collector", 210)),
    ),
    SampleUser("marcus@dunwell.example", "Marcus Oyelaran", "en", (Member(FREIGHT, "lead", 120),)),
    SampleUser("dana@northline.example", "Dana Whitlock", "en", (Member(FREIGHT, "admin"),)),
    SampleUser("renee@northline.example", "Renee Castillo", "en", (Member(FREIGHT, "cash_clerk"),)),
    SampleUser(
        "wingsze@dunwell.example",
        "梁詠詩 Leung Wing Sze",
        "zh-hant",
        (Member(WHOLESALE, "collector", 420),),
        presented=True,
    ),
    SampleUser("kinkwok@dunwell.example", "曾建國 Tsang Kin Kwok", "zh-hant", (Member(WHOLESALE, "collector", 300),)),
    SampleUser("chikeung@wingcheong.example", "何志強 Ho Chi Keung", "zh-hant", (Member(WHOLESALE, "lead", 60),)),
    SampleUser("kawai@wingcheong.example", "林嘉慧 Lam Ka Wai", "zh-hant", (Member(WHOLESALE, "admin"),)),
    SampleUser(
        "rodel@dunwell.example", "Rodel Pascual", "fil", (Member(SUBSCRIPTION, "collector", 420),), presented=True
    ),
    SampleUser("cecilia@amihan.example", "Cecilia Ocampo", "fil", (Member(SUBSCRIPTION, "lead", 60),)),
    SampleUser("andres@amihan.example", "Andres Macaraeg", "fil", (Member(SUBSCRIPTION, "admin"),)),
    SampleUser(
        "priya@dunwell.example",
        "Priya Raman",
        "en",
        (Member(FREIGHT, "lead", 60), Member(WHOLESALE, "lead", 60), Member(SUBSCRIPTION, "lead", 60)),
        presented=True,
    ),
    SampleUser(
        "morgan@dunwell.example",
        "Morgan Ellis",
        "en",
        (Member(FREIGHT, "admin"), Member(WHOLESALE, "admin"), Member(SUBSCRIPTION, "admin")),
        presented=True,
    ),
)


def collectors_of(creditor_key: str) -> tuple[str, ...]:
    """Return the mail addresses of a creditor's collectors, in the order of the list."""
    return tuple(
        user.email
        for user in USERS
        if any(m.creditor_key == creditor_key and m.role == "collector" for m in user.memberships)
    )
