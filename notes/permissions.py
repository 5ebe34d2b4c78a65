"""Who may write what (source: playbook, "Who does what"; `docs/permissions.md` shows the whole table).

| function | FM | FTA | FE, SME | RM | LT | Admin |
|---|---|---|---|---|---|---|
| can_write_overall_note, can_complete_next_action | here | here | here | | | |
| can_write_enterprise_note | Health Owner | Health Owner | | | | |
| can_write_entitlement_note | here | here | here | | | |
| can_edit_entitlements | | | | | | yes |
| can_write_exec_summary, can_answer_request | here | here | | | | |
| can_add_risk, can_edit_risk | here | here | here | here | | |
| can_request_exec_summary, can_request_many | | | | any customer | | |
| can_withdraw_request, can_remind | | | | their own | | |
| can_write_message | here | here | | their own request | | |
| can_ask_under_note | | | | any customer | any customer | |
| can_comment_note | here | here | here | any customer | any customer | |
| can_withdraw_comment | own | own | own | own | own | own |
| can_manage_snippets, can_manage_campaigns | | | | | | yes |
| can_use_snippets | anywhere | anywhere | anywhere | | | |
| can_edit_snippet | their own | their own | their own | | | the team's |
| can_amend_note | own, here | own, here | own, here | | | |
| can_withdraw_note, can_move_note | own | own | own | own | own | yes |
| can_move_note_to | here | here | here | | | yes |
| can_read_withdrawn_text | own | own | own | own | own | yes |
| can_edit_one_liners | their own, here | their own, here | | | | |
| can_manage_workloads, can_read_export_log | | | | | | yes |

"own" is a note of which the person is the author: nobody rewrites another person's words. Of an Exec Summary "here"
means the roles that may write one.
"Health Owner" is the primary FTA of an S500 customer, the primary FM of an S501–S1500 one.
"here" is a current assignment in that role, held by somebody who still has the role. Nothing is written about an
archived customer.
"""

from customers.enums import AssignmentRole
from customers.models import Customer
from customers.permissions import can_edit_tenants
from ftop.accounts.enums import Role
from ftop.accounts.models import User
from notes.enums import NoteKind
from notes.models import ExecSummaryRequest, NextAction, Note, NoteComment, Risk, Snippet

NOTE_WRITERS = {
    AssignmentRole.FM,
    AssignmentRole.FTA,
    AssignmentRole.FE,
    AssignmentRole.SME,
}
SUMMARY_WRITERS = {AssignmentRole.FM, AssignmentRole.FTA}
HINT_READERS = SUMMARY_WRITERS | {AssignmentRole.RM}
RISK_WRITERS = NOTE_WRITERS | {AssignmentRole.RM}
WRITERS_OF = {
    NoteKind.OVERALL: NOTE_WRITERS,
    NoteKind.EXEC_SUMMARY: SUMMARY_WRITERS,
    # The Health Owner alone: `can_write_enterprise_note` says which of the two it is.
    NoteKind.ENTERPRISE: SUMMARY_WRITERS,
    NoteKind.ENTITLEMENT: NOTE_WRITERS,
}


def _is_here(user: User, customer: Customer, roles: set[AssignmentRole]) -> bool:
    return not customer.is_archived and bool(customer.roles_of(user) & roles)


def can_write_note(user: User, customer: Customer, *, kind: NoteKind) -> bool:
    if kind == NoteKind.ENTERPRISE:
        return can_write_enterprise_note(user, customer)
    return _is_here(user, customer, WRITERS_OF[kind])


def can_write_enterprise_note(user: User, customer: Customer) -> bool:
    """The Health Owner of an S1500 customer: the primary FTA of S500, the primary FM of S501–S1500 (playbook).

    Whether there is a winner tenant to write about is for the service to say.
    """
    role = customer.health_owner_role
    return not customer.is_archived and role is not None and role in customer.roles_of(user, primary=True)


def can_write_overall_note(user: User, customer: Customer) -> bool:
    return can_write_note(user, customer, kind=NoteKind.OVERALL)


def can_complete_next_action(user: User, action: NextAction) -> bool:
    return _is_here(user, action.customer, NOTE_WRITERS)


def can_write_entitlement_note(user: User, customer: Customer) -> bool:
    return can_write_note(user, customer, kind=NoteKind.ENTITLEMENT)


def can_edit_entitlements(user: User, customer: Customer) -> bool:
    """Which licences a tenant owns, and how many seats: part of keeping tenants."""
    return can_edit_tenants(user, customer)


def can_write_exec_summary(user: User, customer: Customer) -> bool:
    """Low priority customers need an open request besides; the service says so."""
    return can_write_note(user, customer, kind=NoteKind.EXEC_SUMMARY)


def can_amend_note(user: User, note: Note) -> bool:
    """Whether it was withdrawn in the meantime is for the service to say, so that what was typed is kept."""
    return note.author_id == user.pk and can_write_note(user, note.customer, kind=NoteKind(note.kind))


def can_withdraw_note(user: User, note: Note) -> bool:
    return (note.author_id == user.pk or user.is_admin) and not note.customer.is_archived


def can_move_note(user: User, note: Note) -> bool:
    """Where it may go is asked for each customer: `can_move_note_to`."""
    return can_withdraw_note(user, note)


def can_move_note_to(user: User, note: Note, customer: Customer) -> bool:
    """Who moves a note must be allowed to write its kind at the other customer; administrators move it anywhere."""
    if user.is_admin:
        return not customer.is_archived
    return _is_here(user, customer, WRITERS_OF[NoteKind(note.kind)])


def can_read_withdrawn_text(user: User, note: Note) -> bool:
    """The text of a note, withdrawn or not, among those who see its customer."""
    return not note.is_withdrawn or note.author_id == user.pk or user.is_admin


def can_compare_exec_summary(user: User, note: Note) -> bool:
    """Withdrawn words are no part of what changed, whoever asks."""
    return not note.is_withdrawn


def can_dismiss_summary_hint(user: User, customer: Customer) -> bool:
    """Those who see the hint: who may write the summary here, and the RM here, who may ask for it."""
    return _is_here(user, customer, HINT_READERS)


def can_edit_one_liners(user: User, note: Note) -> bool:
    """Of an Exec Summary: nobody rewrites another person's words."""
    return note.author_id == user.pk and can_write_exec_summary(user, note.customer)


def can_add_risk(user: User, customer: Customer) -> bool:
    return _is_here(user, customer, RISK_WRITERS)


def can_edit_risk(user: User, risk: Risk) -> bool:
    return can_add_risk(user, risk.customer)


def can_request_exec_summary(user: User, customer: Customer) -> bool:
    return user.has_role(Role.RM) and not customer.is_archived


def can_answer_request(user: User, request: ExecSummaryRequest) -> bool:
    """Mark it seen, or answer "not needed"."""
    return can_write_exec_summary(user, request.customer)


def can_withdraw_request(user: User, request: ExecSummaryRequest) -> bool:
    """Whether it is still open is for the service to say: in words, because somebody may have just answered it."""
    return request.requested_by_id == user.pk and not request.customer.is_archived


def can_request_many(user: User) -> bool:
    """Which of the customers chosen may be asked for is `can_request_exec_summary`, one by one."""
    return user.has_role(Role.RM)


def can_remind(user: User, request: ExecSummaryRequest) -> bool:
    """Whether it is time, and the first time, is for the service to say."""
    return can_withdraw_request(user, request)


def can_write_message(user: User, request: ExecSummaryRequest) -> bool:
    """On the thread of a request: the FM's side asks back, who asked replies."""
    return can_answer_request(user, request) or can_withdraw_request(user, request)


def can_ask_under_note(user: User, note: Note) -> bool:
    """A line that waits for an answer (playbook: LT writes questions under notes)."""
    return user.has_role(Role.RM, Role.LT) and not note.customer.is_archived


def can_comment_note(user: User, note: Note) -> bool:
    """Whether it was withdrawn in the meantime is for the service to say, so that what was typed is kept."""
    return can_ask_under_note(user, note) or can_write_overall_note(user, note.customer)


def can_withdraw_comment(user: User, comment: NoteComment) -> bool:
    return comment.author_id == user.pk and not comment.note.customer.is_archived


def can_manage_workloads(user: User) -> bool:
    return user.is_admin


def can_read_export_log(user: User) -> bool:
    return user.is_admin


def can_manage_snippets(user: User) -> bool:
    """Keep the templates and snippets of the team."""
    return user.is_admin


def can_read_portfolio(user: User) -> bool:
    return user.reads_portfolio


def can_read_data_quality(user: User) -> bool:
    return user.reads_portfolio


def can_manage_campaigns(user: User) -> bool:
    return user.has_role(Role.ADMIN)


def can_manage_coach(user: User) -> bool:
    return user.has_role(Role.ADMIN)


def can_use_snippets(user: User) -> bool:
    """Insert them while writing, and keep some of one's own: for those who write notes about any customer."""
    return user.is_writer


def can_edit_snippet(user: User, snippet: Snippet) -> bool:
    if snippet.owner_id is None:
        return can_manage_snippets(user)
    return snippet.owner_id == user.pk and can_use_snippets(user)
