"""Texts that a rule finds something in, and texts that it leaves alone, rule by rule."""

HITS = {
    "vague_words": [
        ("entitlement", "Customer is not deploying for now because of the audit.", ["for now"]),
        ("entitlement", "Currently the customer has no intent, as they use another product.", ["Currently"]),
        ("entitlement", "They have not decided yet, because the CIO left.", ["yet"]),
    ],
    "intent_without_why": [
        ("entitlement", "The customer will not deploy so far.", ["will"]),
        ("entitlement", "They are not interested.", ["not interested"]),
        ("entitlement", "Customer cannot deploy right now.", ["cannot"]),  # the guidance's own poor example
        ("entitlement", "The customer has no intent to deploy.", ["no intent"]),
        ("entitlement", "Blocked.", ["Blocked"]),
    ],
    "silence_without_attempts": [
        ("entitlement", "No answer to our 12 mails.", ["No answer"]),
        ("exec_summary", "Customer is unresponsive.", ["unresponsive"]),
        ("entitlement", "Customer is unresponsive.", ["unresponsive"]),
        ("entitlement", "No answer to my mails, because of holidays.", ["No answer"]),
        ("overall", "The IT lead doesn't answer. Tried 3 times.", ["doesn't answer"]),
        ("overall", "Call moved. The partner did not respond.", ["did not respond"]),
    ],
    "figures_or_logistics": [
        ("entitlement", "Usage is at 43 % because of the holidays.", ["Usage is", "43 %"]),
        ("entitlement", "12k MAU, so they go on.", ["12k MAU"]),
        ("entitlement", "They deploy because of the audit. Next meeting is on Tuesday.", ["meeting"]),
        ("entitlement", "The workshop was rescheduled because of the audit.", ["workshop", "rescheduled"]),
    ],
    "workload_talk": [
        ("overall", "We spoke about Intune. Intune is blocked because the tablets are old.", ["Intune"]),
        ("overall", "[EXO] Planning, updating firewall rules.", ["EXO"]),
        ("overall", "Good call. Intune is blocked because the tablets cannot be enrolled.", ["Intune"]),
        ("overall", "The EXO pilot starts in May.", ["EXO"]),
        ("overall", "Exchange Online: 400 mailboxes were moved.", ["Exchange Online"]),
    ],
    "trouble_outside_the_box": [
        ("enterprise", "Blocked by the export of public folders.", ["Blocked"]),
        ("overall", "Good call. The proxy is an issue for the branch offices.", ["issue"]),
        ("overall", "The carrier refused, so we escalated to the vendor.", ["escalated"]),
        ("exec_summary", "Weekly calls. The firewall change is blocked by procurement.", ["blocked"]),
        ("overall", "Mail outage on Monday.", ["outage"]),
    ],
    "empty_sections": [
        ("exec_summary", "No updates since last month", ["No updates since last month"]),
        ("exec_summary", "n/a", ["n/a"]),
        ("exec_summary", "Same as before.", ["Same as before."]),
        ("exec_summary", "No change since last time", ["No change since last time"]),
        ("enterprise", "TBD", ["TBD"]),
        ("enterprise", "-", ["-"]),
    ],
}

MISSES = {
    "vague_words": [
        ("entitlement", "They own the licences, yet they use another product because of yet another audit."),
        ("entitlement", "The customer deploys because the old servers end in May."),
        ("entitlement", "The yeti project starts because of the audit."),
        ("overall", "Currently testing on 10 users, not decided yet."),  # as the guidance's own Overall example
    ],
    "intent_without_why": [
        ("entitlement", "The customer has no intent to deploy. They prefer the product they own."),
        (
            "entitlement",
            "Due to a firewall not properly forwarding traffic, the customer will not deploy because they cannot "
            "connect to mailboxes.",
        ),
        (
            "entitlement",
            "The customer has no intent to deploy because data protection requires an archive.",
        ),
        ("entitlement", "The pilot with 40 users is under way; they will deploy in order to close the old system."),
        ("entitlement", "The licences are a trial that ends on 1 May, so nothing will be deployed."),
        ("entitlement", "No answer to 4 attempts by mail and phone between 2 and 20 March to reach the IT lead."),
    ],
    "silence_without_attempts": [
        ("overall", "Two mails to the new CIO, no reply."),
        ("entitlement", "No answer to 4 attempts by mail and phone between 2 and 20 March to reach the IT lead."),
        (
            "overall",
            "Three mails to the sponsor: unresponsive, says the partner, who called twice.",
        ),
        ("overall", "The sponsor answers within the hour."),
    ],
    "figures_or_logistics": [
        ("entitlement", "The customer will not deploy because meeting rooms are not supported."),
        ("entitlement", "Blocked because 40 % of the devices are not managed."),
        ("entitlement", "The customer migrates 500 mailboxes a week in order to be done before the audit."),
        ("entitlement", "No answer to 4 attempts by mail and phone between 2 and 20 March to reach the IT lead."),
        ("overall", "Next meeting on Tuesday; usage is at 43 %."),
    ],
    "workload_talk": [
        ("overall", "The workshop walks the customer through Exchange Online, Teams and Intune before they deploy."),
        ("overall", "Their teams will deploy in May."),
        ("overall", "We spoke about Teams."),
    ],
    "trouble_outside_the_box": [
        ("overall", "No issues this week."),
        ("overall", "The issue with the proxy is resolved."),
        ("overall", "Express Route will unblock the deployment, which capacity issues had stopped."),
        ("overall", "Calm week, no open escalations."),
        ("exec_summary", "Planning, but migration of existing data is a concern"),
    ],
    "empty_sections": [
        ("exec_summary", "Planning."),
        ("exec_summary", "Same as before, and the firewall rules are done."),
        ("exec_summary", ""),
        ("overall", "n/a"),
    ],
}
