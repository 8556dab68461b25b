"""Whether a row's status says that the person is not coming."""

from keywho.adapters.lists.fields import words_of

WAITLISTED = "waitlisted"
_GONE = {
    "cancelled": "cancel annul storn abgesagt void",
    "declined": "declin reject abgelehnt rechaz refus not_going not_attending absage",
    WAITLISTED: "waitlist wait_list waiting on_waitlist wartelist lista_de_espera en_lista_de_espera liste_d_attente en_liste_d_attente sur_liste_d_attente",
    "deleted": "delet removed geloscht eliminad borrad supprim",
    "refunded": "refund erstattet reembols rembours",
    "expired": "expired abgelaufen caducad expire",
    "not approved yet": "pending_approval not_approved awaiting_approval approval_pending",
    "invited, no answer yet": "invited eingeladen invitad",
    "blocked": "blocked gesperrt",
    "transferred": "transferred",
}
_NO = {"no", "n", "nein", "non", "nee", "false"}
_UNSURE = {"pending", "maybe", "tentative", "unpaid", "interested", "vielleicht", "ausstehend", "peut etre", "en attente", "tal vez", "pendiente"}


def reason_gone(status: str) -> str:
    """Give why somebody with this status is not coming, or nothing."""
    words = words_of(status)
    if words in _NO:
        return "declined"
    return next((reason for reason, starts in _GONE.items() if any(words.startswith(start.replace("_", " ")) for start in starts.split())), "")


def is_unsure(status: str) -> bool:
    """Say whether it is open if somebody with this status comes."""
    return words_of(status) in _UNSURE
