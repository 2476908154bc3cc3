"""What real exports contain, each with the number it must not spoil."""

import gzip

import pytest

from tenants import schemas
from tenants.models import Account
from tickets.kinds import Exclusion, Resolver
from tickets.models import Event, Ticket, TicketFact

from .conftest import EVENTS, SNAPSHOTS, TICKETS, Import, fact

HOUR = 3600.0
TIMES = {"first_response_at": "replied", "resolved_at": "resolved"}
AGAIN = {**TIMES, "reopened_at": "again"}


def test_day_first_dates_are_told_by_the_file_itself(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created\n1,02/03/2026 10:00\n2,13/03/2026 10:00\n")
    assert fact("1").created_day.isoformat() == "2026-03-02"


def test_month_first_dates_are_told_by_the_file_itself(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created\n1,02/03/2026 10:00\n2,02/13/2026 10:00\n")
    assert fact("1").created_day.isoformat() == "2026-02-03"


def test_dates_that_can_be_read_both_ways_are_refused_until_the_mapping_says(import_rows: Import) -> None:
    with pytest.raises(ValueError, match=r"time.day_first: is needed"):
        import_rows(TICKETS, "id,created\n1,02/03/2026 10:00\n")
    assert not Ticket.objects.exists()
    import_rows(TICKETS, "id,created\n1,02/03/2026 10:00\n", time={"day_first": False})
    assert fact().created_day.isoformat() == "2026-02-03"


@pytest.mark.parametrize("null", ["?", "NULL", "", "N/A", " "])
def test_question_mark_null_and_empty_are_no_value(import_rows: Import, null: str) -> None:
    done = import_rows(
        TICKETS, f"id,created,resolved,channel\n1,2026-03-02 10:00,{null},{null}\n", columns={**TIMES, "channel": "channel"} | {"first_response_at": ""}
    )
    assert (done.outcome.accepted, fact().resolved_at, fact().channel) == (1, None, None)


def test_a_header_that_comes_twice_is_told_apart_by_number(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created,V,V\n1,2026-03-02,a,b\n", columns={"channel": "V", "topic": "V#2"})
    assert (fact().channel.key, fact().topic.key) == ("a", "b")
    assert "several columns are called 'V'" in done.warnings[0]


def test_exact_duplicate_rows_count_once(import_rows: Import) -> None:
    row = "1,2026-03-02 10:00,reply,ann\n"
    done = import_rows(EVENTS, "id,at,activity,agent\n" + row + row, columns={"agent": "agent"})
    assert (done.outcome.accepted, done.outcome.events_created, done.outcome.events_unchanged) == (2, 1, 1)


def test_a_row_whose_update_precedes_the_one_before_finds_its_place(import_rows: Import) -> None:
    rows = ["1,2026-03-02 12:00,closed\n", "1,2026-03-02 10:00,open\n", "1,2026-03-02 11:00,resolved\n"]
    import_rows(SNAPSHOTS, "id,updated,state\n" + "".join(rows), columns={"status": "state"})
    assert (fact().resolution_seconds, fact().reopens) == (HOUR, 0)


def test_a_ticket_resolved_before_it_was_first_answered_is_accepted(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created,replied,resolved\n1,2026-03-02 10:00,2026-03-02 13:00,2026-03-02 11:00\n", columns=TIMES)
    assert (done.outcome.rejected, fact().first_reply_seconds, fact().resolution_seconds) == (0, 3 * HOUR, HOUR)


def test_a_ticket_without_a_resolution_time_is_unresolved_and_has_no_duration(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created,replied,resolved\n1,2026-03-02 10:00,2026-03-02 10:30,\n", columns=TIMES)
    assert (fact().resolved_at, fact().resolution_seconds, fact().is_open) == (None, None, True)


LOG = """id,at,activity
1,2026-03-01 10:00,created
1,2026-03-01 11:00,solved
1,2026-03-01 12:00,solved
1,2026-03-02 09:00,touched
1,2026-03-02 10:00,solved
1,2026-04-01 10:00,closed
2,2026-03-01 10:00,created
2,2026-03-01 11:00,solved
2,2026-03-01 12:00,solved
"""
ANY = {"activities": {"touched": "note", "solved": "solved", "created": "created", "closed": "closed"}, "reopening": {"by": "any"}}


def test_of_several_resolved_events_only_those_followed_by_a_real_reopen_count(import_rows: Import) -> None:
    import_rows(EVENTS, LOG, **ANY)
    assert (fact("1").reopens, fact("1").first_resolution_seconds, fact("1").resolution_seconds) == (1, HOUR, 24 * HOUR)
    assert (fact("2").reopens, fact("2").resolution_seconds) == (0, HOUR)


def test_an_automatic_close_thirty_days_later_does_not_move_the_resolution(import_rows: Import) -> None:
    import_rows(EVENTS, LOG, **ANY)
    assert fact("1").resolved_day.isoformat() == "2026-03-02"


def test_a_resolution_before_the_creation_is_refused_with_its_line(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created,replied,resolved\n1,2026-03-02 10:00,,2026-03-01 10:00\n2,2026-03-02 10:00,,\n", columns=TIMES)
    assert done.refused == [(2, "resolved", "2026-03-01T09:00:00+00:00")]
    assert "before the creation" in done.rejects[0].reason
    assert Ticket.objects.get().external_id == "2"


def test_a_negative_first_response_keeps_the_ticket_and_has_no_duration(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created,frt\n1,2026-03-02 10:00,-5\n", columns={"first_response_minutes": "frt"})
    assert (done.outcome.accepted, fact().first_reply_seconds) == (1, None)
    assert "first response before the creation" in done.warnings[0]


def test_a_zero_duration_is_valid(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created,replied,resolved\n1,2026-03-02 10:00,2026-03-02 10:00,2026-03-02 10:00\n", columns=TIMES)
    assert (fact().first_reply_seconds, fact().resolution_seconds) == (0.0, 0.0)


def test_times_without_an_offset_are_in_the_mapping_s_zone_else_the_account_s(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created\n1,2026-03-02 10:00\n")
    assert fact().created_at.isoformat() == "2026-03-02T09:00:00+00:00"
    import_rows(TICKETS, "id,created\n1,2026-03-02 10:00\n", time={"zone": "America/New_York"})
    assert fact().created_at.isoformat() == "2026-03-02T15:00:00+00:00"
    import_rows(TICKETS, "id,created\n1,2026-03-02 10:00+05:30\n", time={"zone": "America/New_York"})
    assert fact().created_at.isoformat() == "2026-03-02T04:30:00+00:00"


def test_an_hour_that_happens_twice_is_its_first_and_one_that_never_does_comes_later(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created\n1,2026-10-25 02:30\n2,2026-03-29 02:30\n")
    assert fact("1").created_at.isoformat() == "2026-10-25T00:30:00+00:00"
    assert fact("2").created_at.isoformat() == "2026-03-29T01:30:00+00:00"
    done = import_rows(TICKETS, "id,created\n1,2026-10-25 02:30\n2,2026-03-29 02:30\n", time={"repeated_hour": "second", "skipped_hour": "reject"})
    assert fact("1").created_at.isoformat() == "2026-10-25T01:30:00+00:00"
    assert done.refused == [(3, "created", "2026-03-29 02:30")]


def test_a_date_with_no_time_of_day_does_not_put_a_step_before_the_creation(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created,replied,resolved\n1,2026-03-02 15:00,,2026-03-02\n2,2026-03-02,,2026-03-03\n", columns=TIMES)
    assert (done.outcome.rejected, fact("1").resolution_seconds, fact("2").resolution_seconds) == (0, 0.0, 24 * HOUR)


def test_numbers_may_have_thousands_separators(import_rows: Import) -> None:
    import_rows(TICKETS, 'id,created,frt\n1,2026-03-02,"1,440"\n', columns={"first_response_minutes": "frt"})
    assert fact().first_reply_seconds == 24 * HOUR
    import_rows(TICKETS, "id;created;frt\n2;2026-03-02;1.440,5\n", columns={"first_response_minutes": "frt"}, file={"decimal": ","})
    assert fact("2").first_reply_seconds == 24 * HOUR + 30


def test_a_number_grouped_otherwise_is_refused_rather_than_misread(import_rows: Import) -> None:
    done = import_rows(TICKETS, 'id,created,frt\n1,2026-03-02,"1,44"\n', columns={"first_response_minutes": "frt"})
    assert done.refused == [(2, "frt", "1,44")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_commas_semicolons_tabs_and_pipes_separate_cells(import_rows: Import, delimiter: str) -> None:
    rows = [["id", "created", "channel"], ["1", "2026-03-02", '"a, b; c"'], ["2", "2026-03-03", "chat"]]
    content = "\n".join(delimiter.join(row) for row in rows)
    import_rows(TICKETS, content, columns={"channel": "channel"})
    assert (fact("1").channel.key, fact("2").channel.key) == ("a, b; c", "chat")


def test_a_first_line_that_names_the_separator_is_no_row(import_rows: Import) -> None:
    done = import_rows(TICKETS, "sep=;\nid;created\n1;2026-03-02\n2;never\n")
    assert (done.outcome.rows, done.refused) == (2, [(4, "created", "never")])


def test_an_internal_comment_is_no_reply(import_rows: Import) -> None:
    rows = "1,2026-03-02 10:00,created,\n1,2026-03-02 11:00,message,internal\n1,2026-03-02 12:00,message,public\n"
    import_rows(EVENTS, "id,at,activity,seen\n" + rows, columns={"public": "seen"})
    assert fact().first_reply_seconds == 2 * HOUR


def test_a_correction_of_the_mapping_corrects_the_events(import_rows: Import) -> None:
    content = "id,at,activity,agent\n1,2026-03-02 10:00,created,\n1,2026-03-02 10:05,reply,Fin\n1,2026-03-02 10:10,done,Fin\n"
    import_rows(EVENTS, content, columns={"agent": "agent"}, activities={"created": "created", "reply": "reply", "done": "closed"})
    import_rows(EVENTS, content, columns={"agent": "agent"}, activities={"created": "created", "reply": "reply", "done": "solved"},
                authors={"ai": ["Fin"]}, time={"zone": "UTC"})  # fmt: skip
    assert Event.objects.count() == 3
    assert (fact().created_at.isoformat(), fact().first_reply_by, fact().resolver) == ("2026-03-02T10:00:00+00:00", Resolver.AI, Resolver.AI)


@pytest.mark.parametrize(
    ("encoding", "packed"), [("utf-8", False), ("utf-8-sig", False), ("latin-1", False), ("cp1252", False), ("utf-16", False), ("utf-8-sig", True)]
)
def test_marks_encodings_and_compression_are_found_out(import_rows: Import, encoding: str, packed: bool) -> None:
    content = "id,created,team\n1,2026-03-02,Rückgabe è\n".encode(encoding)
    import_rows(TICKETS, gzip.compress(content) if packed else content, columns={"team": "team"})
    assert fact().team.key == "Rückgabe è"


def test_one_latin_letter_far_down_makes_the_whole_file_latin(import_rows: Import) -> None:
    plain = "plain text to fill the sample " * 20
    many = "".join(f"{number},2026-03-02,{plain}\n" for number in range(2, 500))
    import_rows(TICKETS, ("id,created,team\n" + many + "1,2026-03-02,Züge\n").encode("latin-1"), columns={"team": "team"})
    assert fact().team.key == "Züge"


def test_a_line_break_within_quotes_does_not_shift_the_lines_of_rejects(import_rows: Import) -> None:
    done = import_rows(TICKETS, 'id,created,subject\n1,2026-03-02,"two\nlines"\n\n2,never,x\n', columns={"subject": "subject"})
    assert done.refused == [(5, "created", "never")]
    assert Ticket.objects.get().subject == "two\nlines"


def test_rows_with_the_wrong_number_of_cells_are_refused_and_empty_extra_cells_forgiven(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created\n1\n2,2026-03-02,x\n3,2026-03-02,\n")
    assert [(line, field) for line, field, _ in done.refused] == [(2, "row"), (3, "row")]
    assert Ticket.objects.get().external_id == "3"


@pytest.mark.parametrize("bad", ["31/02/2026", "soon", "2026-13-01", "99999999999999"])
def test_a_date_that_is_none_is_refused(import_rows: Import, bad: str) -> None:
    done = import_rows(TICKETS, f"id,created\n1,{bad}\n2,2026-03-02\n")
    assert done.refused == [(2, "created", bad)]


def test_a_row_without_an_id_is_refused(import_rows: Import) -> None:
    assert import_rows(TICKETS, "id,created\n,2026-03-02\n?,2026-03-02\n").refused == [(2, "id", ""), (3, "id", "?")]


def test_reopened_without_a_time_counts_as_reopened_and_as_resolved(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created,replied,resolved,again\n1,2026-03-02 10:00,,2026-03-02 12:00,yes\n2,2026-03-02 10:00,,2026-03-02 10:00,3\n",
                columns={**TIMES, "reopened": "again"})  # fmt: skip
    assert (fact("1").reopens, fact("1").resolution_seconds, fact("1").is_open, fact("1").is_durable) == (1, 2 * HOUR, False, False)
    assert (fact("2").reopens, round(fact("2").resolution_seconds or -1, 3)) == (3, 0.0)


def test_reopened_before_its_resolution_has_both_times(import_rows: Import) -> None:
    import_rows(
        TICKETS, "id,created,replied,resolved,again\n1,2026-03-02 10:00,,2026-03-03 12:00,2026-03-02 14:00\n", columns={**TIMES, "reopened_at": "again"}
    )
    assert (fact().reopens, fact().reopened_at.isoformat(), fact().resolution_seconds) == (1, "2026-03-02T13:00:00+00:00", 26 * HOUR)


def test_reopened_after_its_resolution_is_open(import_rows: Import) -> None:
    import_rows(
        TICKETS, "id,created,replied,resolved,again\n1,2026-03-02 10:00,,2026-03-02 12:00,2026-03-02 14:00\n", columns={**TIMES, "reopened_at": "again"}
    )
    assert (fact().reopens, fact().resolved_at, fact().first_resolution_seconds, fact().is_open) == (1, None, 2 * HOUR, True)


def test_an_ai_in_the_resolver_column_resolved_and_replied(import_rows: Import) -> None:
    rows = "1,2026-03-02 10:00,2026-03-02 10:01,2026-03-02 10:02,AI Agent\n2,2026-03-02 10:00,2026-03-02 11:00,2026-03-02 12:00,Agent\n"
    rows += "3,2026-03-02 10:00,2026-03-02 10:01,2026-03-02 12:00,hybrid\n"
    import_rows(TICKETS, "id,created,replied,resolved,by\n" + rows, columns={**TIMES, "resolver": "by"})
    seen = [(fact(one).first_reply_by, fact(one).resolver) for one in "123"]
    assert seen == [(Resolver.AI, Resolver.AI), (Resolver.HUMAN, Resolver.HUMAN), (Resolver.AI, Resolver.HUMAN)]


def test_agents_listed_as_ai_are(import_rows: Import) -> None:
    import_rows(TICKETS, "id,created,replied,resolved,agent\n1,2026-03-02 10:00,2026-03-02 10:01,2026-03-02 10:02,Fin\n",
                columns={**TIMES, "agent": "agent"}, authors={"ai": ["fin"]})  # fmt: skip
    assert (fact().first_reply_by, fact().resolver, fact().agent.key) == (Resolver.AI, Resolver.AI, "Fin")


def test_an_author_that_is_not_known_is_refused_unless_the_mapping_says_otherwise(import_rows: Import) -> None:
    content = "id,created,replied,resolved,by\n1,2026-03-02 10:00,,2026-03-02 10:02,Ilse\n"
    assert import_rows(TICKETS, content, columns={**TIMES, "resolver": "by"}).refused == [(2, "by", "Ilse")]
    import_rows(TICKETS, content, columns={**TIMES, "resolver": "by"}, authors={"otherwise": "human"})
    assert fact().resolver == Resolver.HUMAN


def test_a_constant_stands_where_no_column_says(import_rows: Import) -> None:
    content = "id,created,replied,resolved,by\n1,2026-03-02 10:00,2026-03-02 10:01,2026-03-02 12:00,agent\n"
    import_rows(TICKETS, content, columns={**TIMES, "resolver": "by"}, constants={"first_response_by": "ai", "channel": "chat"})
    assert (fact().first_reply_by, fact().resolver, fact().channel.key) == (Resolver.AI, Resolver.HUMAN, "chat")


def test_a_log_of_nothing_but_messages_needs_no_activity(import_rows: Import) -> None:
    rows = "1,2026-03-02 10:00,end_user\n1,2026-03-02 10:01,bot\n1,2026-03-02 10:30,agent\n"
    mapping = EVENTS.replace('activity = "activity"\n', 'author = "from"\n')
    import_rows(mapping, "id,at,from\n" + rows, constants={"activity": "message"})
    assert (fact().first_ai_reply_seconds, fact().first_human_reply_seconds, fact().replies) == (60.0, 1800.0, 2)


def test_spam_merged_and_outbound_tickets_are_excluded_by_their_reason(import_rows: Import) -> None:
    rows = "1,2026-03-02,yes,,in\n2,2026-03-02,,1,in\n3,2026-03-02,no,no,outbound\n4,2026-03-02,,,inbound\n"
    import_rows(TICKETS, "id,created,spam,merged,way\n" + rows, columns={"spam": "spam", "merged": "merged", "outbound": "way"})
    assert [fact(one).exclusion for one in "1234"] == [Exclusion.SPAM, Exclusion.MERGED, Exclusion.OUTBOUND, None]


def test_unknown_values_are_kept_counted_as_other_forgotten_or_refused(import_rows: Import) -> None:
    content = "id,created,channel\n1,2026-03-02,Mail\n2,2026-03-02,Pigeon\n"
    columns, values = {"channel": "channel"}, {"channel": {"mail": "email"}}
    for policy, key in (("keep", "Pigeon"), ("other", "other")):
        import_rows(TICKETS, content, columns=columns, values=values, unknown={"channel": policy})
        assert (fact("1").channel.key, fact("2").channel.key) == ("email", key)
    done = import_rows(TICKETS, content, columns=columns, values=values, unknown={"channel": "reject"})
    assert done.refused == [(3, "channel", "Pigeon")]
    TicketFact.objects.all().delete()
    Event.objects.all().delete()
    Ticket.objects.all().delete()
    import_rows(TICKETS, content, columns=columns, values=values, unknown={"channel": "null"})
    assert Ticket.objects.get(external_id="2").channel is None


def test_an_activity_nobody_listed_is_refused(import_rows: Import) -> None:
    done = import_rows(EVENTS, "id,at,activity\n1,2026-03-02,created\n1,2026-03-02,danced\n")
    assert done.refused == [(3, "activity", "danced")]


def test_a_score_is_read_on_its_scale(import_rows: Import) -> None:
    done = import_rows(TICKETS, "id,created,csat\n1,2026-03-02,7\n2,2026-03-02,11\n3,2026-03-02,?\n4,2026-03-02,good\n",
                       columns={"csat": "csat"}, csat={"scale": [1, 10]})  # fmt: skip
    assert list(Event.objects.filter(score__isnull=False).order_by("ticket__external_id").values_list("score", "positive_from")) == [(7.0, 7.0), (10.0, 7.0)]
    assert done.refused == [(3, "csat", "11")]


def test_an_account_s_import_shows_in_no_other(import_rows: Import, other_account: Account) -> None:
    import_rows(TICKETS, "id,created\n1,2026-03-02\n")
    schemas.enter(other_account)
    assert not Ticket.objects.exists()
