"""How the reason of an Entitlement Status Note may begin, for each status.

Each says intent and why (source: playbook: "clear words help", and the guidance's good example). The places to fill in
are "…"; "for now", "currently" and "yet" are left out on purpose, because they make intent unclear.
"""

from notes.enums import EntitlementState

STARTERS: dict[str, tuple[str, ...]] = {
    EntitlementState.IN_PROGRESS: (
        "The customer is deploying … to … users because ….",
        "The pilot with … users is under way; the customer will deploy to everybody by … in order to ….",
    ),
    EntitlementState.BLOCKED: (
        "Due to …, the customer is unable to deploy because ….",
        "The customer intends to deploy, but is blocked by … until …, because ….",
    ),
    EntitlementState.NO_INTENT: (
        "The customer has no intent to deploy because ….",
        "Due to a lack of features (…), the customer uses … instead and will not deploy.",
    ),
    EntitlementState.UNKNOWN: (
        "No answer to … attempts by mail and phone between … and … to reach ….",
        "Nobody at the customer can say whether they will deploy, because …; … will ask ….",
    ),
    EntitlementState.INVALID: (
        "The licences are a duplicate of …, because ….",
        "The licences are a trial that ends on …, so nothing will be deployed.",
    ),
}
