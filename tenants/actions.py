"""Everything that the audit log tells of: each action with what it says after the name of who did it.

`{subject}` is the entry's subject, other names are its details; what an entry does not have reads as "…".
"""

ACTIONS: dict[str, str] = {
    # people of an account
    "member.invited": "invited {subject} as {role}",
    "member.added": "added {subject} as {role}",
    "member.joined": "accepted the invitation of {subject} as {role}",
    "member.role_changed": "made {subject} {role} instead of {was}",
    "member.removed": "removed {subject}, who was {was}",
    "member.left": "left; {subject} was {was}",
    # people of an agency
    "staff.invited": "invited {subject} into the agency as {role}",
    "staff.joined": "accepted the invitation of {subject} into the agency as {role}",
    "staff.role_changed": "made {subject} {role} of the agency instead of {was}",
    "staff.removed": "removed {subject} from the agency, who was {was}",
    "staff.left": "left the agency; {subject} was {was}",
    # agencies and their clients
    "client.invited": "asked {subject} to become a client, with the agency as {role}",
    "agency.invited": "asked {subject} to look after the account with their agency as {role}",
    "grant.made": "let {agency} into {account} as {role}",
    "grant.role_changed": "let {agency} into {account} as {role} instead of {was}",
    "grant.revoked": "took the access to {account} away from {agency}, which was {was}",
    "grant.left": "gave up the access of {agency} to {account}, which was {was}",
    "invitation.resent": "sent the invitation of {subject} again",
    "invitation.revoked": "took back the invitation of {subject}",
    # keys
    "key.made": "made the key {subject}, which may {scope}",
    "key.revoked": "revoked the key {subject}",
    # settings of an account
    "account.made": "made the account {subject}",
    "account.renamed": "renamed the account from {was} to {subject}",
    "account.timezone_set": "changed the time zone from {was} to {subject}",
    "calendar.set": "set the opening hours of {subject}",
    "calendar.removed": "removed opening hours of {subject}",
    "sla.set": "changed what is promised to customers",
    "target.set": "set the target of {subject} to {value}",
    "target.removed": "removed the target of {subject}",
    "scorecard.arranged": "arranged the scorecard",
    "definition.made": "defined the KPI {subject}",
    "definition.changed": "changed the definition of {subject}",
    "definition.retired": "retired the KPI {subject}",
    "profile.set": "said what kind of business it is",
    "sharing.started": "let the account take part in peer benchmarks",
    "sharing.stopped": "took the account out of peer benchmarks",
    # settings of an agency
    "agency.made": "made the agency {subject}",
    "agency.renamed": "renamed the agency from {was} to {subject}",
    "agency.timezone_set": "changed the agency's time zone from {was} to {subject}",
    "brand.changed": "changed the brand",
    "domain.added": "added the host {subject}",
    "domain.verified": "showed that {subject} is the agency's",
    "domain.removed": "removed the host {subject}",
    "domain.lost": "found no proof any more that {subject} is the agency's, and stopped serving it",
    # reports
    "report.made": "made the report {subject}",
    "report.changed": "changed the report {subject}",
    "report.removed": "removed the report {subject}",
    "report.sent": "sent the report {subject}",
    "link.opened": "opened the link to the report {subject}",
    "link.revoked": "took back the link to the report {subject}",
    # data that leaves, comes or goes
    "import.started": "started the import of {subject}",
    "export.started": "asked for an export of everything",
    "export.downloaded": "downloaded the export of {subject}",
    "audit.exported": "exported the audit log",
    "customer.erased": "erased what identifies one customer",
    # the account's life
    "account.transferred": "made {subject} the owner",
    "account.suspended": "suspended the account",
    "account.resumed": "opened the account again",
    "account.closed": "asked for the account to be erased after {erase_after}",
    "account.reopened": "took back the request to erase the account",
}
