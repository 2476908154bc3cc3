"""Letters that let their readers in: once, within a week, and only who reads mail at the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from tenants import accepting, invitations, provisioning
from tenants.access import of_agency_person, of_person
from tenants.errors import Forbidden, Gone, Invalid, Missing, Taken, TooMany
from tenants.invitations import Kind, Status
from tenants.models import Account, Agency, AgencyRole, Grant, Invitation, Membership, Role, User
from tests.factories import AccountFactory, AgencyFactory, AgencyMembershipFactory, GrantFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Account:
    account: Account = AccountFactory(slug="shop", name="Shop")
    return account


@pytest.fixture
def agency() -> Agency:
    agency: Agency = AgencyFactory(slug="plumb", name="Plumb")
    return agency


@pytest.fixture
def olga(shop: Account) -> User:
    user: User = MembershipFactory(account=shop, role=Role.OWNER, user__email="olga@shop.test").user
    return user


@pytest.fixture
def ada() -> User:
    user: User = UserFactory(email="ada@people.test")
    return user


@pytest.fixture
def token(django_capture_on_commit_callbacks: Any) -> Callable[[Callable[[], object]], str]:
    """The token in the one letter that a block sends."""

    def in_letter(send: Callable[[], object]) -> str:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            send()
        (letter,) = mail.outbox
        found = re.search(r"/invitations/(\S{43})$", str(letter.body), re.MULTILINE)
        assert found, letter.body
        return found[1]

    return in_letter


Token = Callable[[Callable[[], object]], str]


class TestLetters:
    def test_each_kind_says_who_asks_for_what(self, shop: Account, agency: Agency, olga: User, token: Token) -> None:
        boss = AgencyMembershipFactory(agency=agency, role=AgencyRole.OWNER, user__email="bea@plumb.test").user
        sent: list[tuple[Callable[[], Invitation], str, str]] = [
            (lambda: invitations.invite_member(shop, email="a@b.test", role="viewer", by=olga), "You are invited to Shop", "olga@shop.test has invited you"),
            (lambda: invitations.invite_staff(agency, email="a@b.test", role="manager", by=boss), "You are invited to Plumb", "as a manager"),
            (lambda: invitations.invite_client(agency, email="a@b.test", role="analyst", by=boss), "Plumb asks to look after", "bea@plumb.test of Plumb asks"),
            (lambda: invitations.invite_agency(shop, email="a@b.test", role="owner", by=olga), "Shop asks your agency", "everything that an owner can"),
        ]
        for send, subject, words in sent:
            token(send)
            assert (mail.outbox[0].to, subject in mail.outbox[0].subject, words in mail.outbox[0].body) == (["a@b.test"], True, True), mail.outbox[0].body
            assert "It works once, for a@b.test" in mail.outbox[0].body
        assert [entry.action for entry in shop.audit.order_by("id")] == ["member.invited", "agency.invited"]
        assert [entry.action for entry in agency.audit.order_by("id")] == ["staff.invited", "client.invited"]

    def test_the_token_is_long_and_random_and_not_kept(self, shop: Account, olga: User, token: Token) -> None:
        first = token(lambda: invitations.invite_member(shop, email="a@b.test", role="viewer", by=olga))
        second = token(lambda: invitations.invite_member(shop, email="c@d.test", role="viewer", by=olga))
        assert len({first, second}) == 2
        assert first not in str(list(Invitation.objects.values())) + str(list(shop.audit.values()))

    def test_an_address_is_invited_once_at_a_time(self, shop: Account, agency: Agency, olga: User) -> None:
        invitations.invite_member(shop, email="New@Shop.test", role="viewer", by=olga)
        with pytest.raises(Taken):
            invitations.invite_member(shop, email="new@shop.test", role="owner", by=olga)
        with pytest.raises(Taken):
            invitations.invite_member(shop, email="olga@shop.test", role="viewer", by=olga)
        person = AgencyMembershipFactory(agency=agency).user
        with pytest.raises(Taken):
            invitations.invite_staff(agency, email=person.email, role="owner", by=None)
        assert Invitation.objects.count() == 1

    @pytest.mark.parametrize(
        ("email", "role", "field"), [("nobody", "viewer", "email"), ("a@b.test", "manager", "role"), ("a@b.test\nBcc: e@e.test", "viewer", "email")]
    )
    def test_what_cannot_be_is_refused(self, shop: Account, email: str, role: str, field: str) -> None:
        for invite in (invitations.invite_member, invitations.invite_agency):
            with pytest.raises(Invalid) as refused:
                invite(shop, email=email, role=role, by=None)
            assert refused.value.field == field

    def test_nobody_is_flooded(self, shop: Account, olga: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(invitations, "LETTERS_A_DAY", 2)
        made = invitations.invite_member(shop, email="a@b.test", role="viewer", by=olga)
        invitations.resend(shop, invitation_id=made.pk, by=olga)
        with pytest.raises(TooMany):
            invitations.invite_member(shop, email="c@d.test", role="viewer", by=olga)
        with pytest.raises(TooMany):
            invitations.resend(shop, invitation_id=made.pk, by=olga)


class TestAccepting:
    def test_a_member_comes_in(self, shop: Account, olga: User, ada: User, token: Token) -> None:
        secret = token(lambda: invitations.invite_member(shop, email="Ada@People.test", role="analyst", by=olga))
        assert of_person(ada, "shop") is None
        assert accepting.accept(secret, ada) == shop
        membership = Membership.objects.get(account=shop, user=ada)
        assert (membership.email, membership.role) == ("ada@people.test", Role.ANALYST)
        entry = shop.audit.get(action="member.joined")
        assert (entry.user, entry.subject, entry.details) == (ada, "ada@people.test", {"role": "analyst"})

    def test_staff_comes_in(self, agency: Agency, ada: User) -> None:
        secret = InvitationFactory(kind=Kind.STAFF, agency=agency, email=ada.email, role=AgencyRole.MANAGER).token
        assert accepting.accept(secret, ada) == agency
        access = of_agency_person(ada, "plumb")
        assert access
        assert access.role == AgencyRole.MANAGER

    def test_a_client_chooses_an_account_of_its_own(self, shop: Account, agency: Agency, olga: User) -> None:
        MembershipFactory(account=AccountFactory(slug="read"), user=olga, role=Role.ANALYST)
        MembershipFactory(account=AccountFactory(slug="shut", suspended_at=timezone.now()), user=olga, role=Role.OWNER)
        AgencyMembershipFactory(agency=GrantFactory(account=AccountFactory(slug="through"), role=Role.OWNER).agency, user=olga, role=AgencyRole.OWNER)
        secret = InvitationFactory(kind=Kind.CLIENT, agency=agency, email=olga.email, role=Role.ANALYST).token
        assert [each.slug for each in accepting.look(secret, olga).accounts] == ["shop"]
        for foreign in ("read", "shut", "through", "nope", None):
            with pytest.raises(Invalid):
                accepting.accept(secret, olga, account_slug=foreign)
        assert accepting.accept(secret, olga, account_slug="shop") == shop
        given = Grant.objects.get(account=shop)
        assert (given.agency, given.role, given.created_by) == (agency, Role.ANALYST, olga)

    def test_or_makes_one(self, agency: Agency, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(provisioning, "create_account", lambda **words: _made(ada, words))
        secret = InvitationFactory(kind=Kind.CLIENT, agency=agency, email=ada.email, role=Role.VIEWER).token
        made = accepting.accept(secret, ada, new_account=("New Shop", "Europe/Paris"))
        assert (made.name, Grant.objects.get().account) == ("New Shop", made)

    def test_an_agency_is_chosen_by_who_runs_it(self, shop: Account, agency: Agency, ada: User) -> None:
        AgencyMembershipFactory(agency=agency, user=ada, role=AgencyRole.MANAGER)
        AgencyMembershipFactory(agency=AgencyFactory(slug="reads"), user=ada, role=AgencyRole.ANALYST)
        secret = InvitationFactory(kind=Kind.AGENCY, account=shop, email=ada.email, role=Role.VIEWER).token
        assert [each.slug for each in accepting.look(secret, ada).agencies] == ["plumb"]
        for foreign in ("reads", "nope", None):
            with pytest.raises(Invalid):
                accepting.accept(secret, ada, agency_slug=foreign)
        assert accepting.accept(secret, ada, agency_slug="plumb") == agency
        assert [(given.account, given.role) for given in agency.grants.all()] == [(shop, Role.VIEWER)]

    def test_who_is_in_already_stays_what_one_is(self, shop: Account, agency: Agency, olga: User, ada: User) -> None:
        member = InvitationFactory(account=shop, email=olga.email, role=Role.VIEWER).token
        AgencyMembershipFactory(agency=agency, user=ada, role=AgencyRole.OWNER)
        staff = InvitationFactory(kind=Kind.STAFF, agency=agency, email=ada.email, role=AgencyRole.ANALYST).token
        GrantFactory(account=shop, agency=agency, role=Role.VIEWER)
        client = InvitationFactory(kind=Kind.CLIENT, agency=agency, email=olga.email, role=Role.OWNER).token
        asked = InvitationFactory(kind=Kind.AGENCY, account=shop, email=ada.email, role=Role.OWNER).token
        for attempt in (
            lambda: accepting.accept(member, olga),
            lambda: accepting.accept(staff, ada),
            lambda: accepting.accept(client, olga, account_slug="shop"),
            lambda: accepting.accept(asked, ada, agency_slug="plumb"),
        ):
            with pytest.raises(Taken):
                attempt()
        assert (shop.memberships.get().role, agency.memberships.get().role, shop.grants.get().role) == (Role.OWNER, AgencyRole.OWNER, Role.VIEWER)


def _made(owner: User, words: dict[str, Any]) -> Account:
    account: Account = AccountFactory(slug="new-shop", name=words["name"])
    MembershipFactory(account=account, user=owner, role=Role.OWNER)
    return account


class TestRefusals:
    @pytest.mark.parametrize(
        ("state", "code"),
        [
            ({"expires_at": timezone.now() - timedelta(seconds=1)}, "EXPIRED"),
            ({"revoked_at": timezone.now()}, "REVOKED"),
            ({"accepted_at": timezone.now()}, "ACCEPTED"),
        ],
    )
    def test_what_is_over_lets_nobody_in(self, shop: Account, ada: User, state: dict[str, Any], code: str) -> None:
        secret = InvitationFactory(account=shop, email=ada.email, **state).token
        for attempt in (lambda: accepting.look(secret, ada), lambda: accepting.accept(secret, ada)):
            with pytest.raises(Gone) as refused:
                attempt()
            assert refused.value.code == code
        assert not shop.memberships.exists()

    def test_a_token_works_once(self, shop: Account, ada: User) -> None:
        secret = InvitationFactory(account=shop, email=ada.email).token
        accepting.accept(secret, ada)
        Membership.objects.filter(user=ada).delete()
        with pytest.raises(Gone):
            accepting.accept(secret, ada)
        assert not shop.memberships.exists()

    def test_a_guess_finds_nothing_and_neither_does_the_digest(self, shop: Account, ada: User) -> None:
        invitation = InvitationFactory(account=shop, email=ada.email)
        for guess in ("", "x", "0" * 43, invitation.digest, invitation.token[:-1], invitation.token.swapcase()):
            with pytest.raises(Missing):
                accepting.accept(guess, ada)

    def test_only_who_reads_mail_at_the_address_may_accept(self, shop: Account, ada: User) -> None:
        secret = InvitationFactory(account=shop, email="ada@people.test").token
        pretender = UserFactory(email="ada@elsewhere.test")
        EmailAddress.objects.create(user=pretender, email="ada@People.test", verified=False)
        for stranger in (pretender, UserFactory()):
            with pytest.raises(Forbidden) as refused:
                accepting.accept(secret, stranger)
            assert refused.value.code == "OTHER_ADDRESS"
            assert not accepting.look(secret, stranger).fits
        assert accepting.look(secret, ada).fits
        assert not shop.memberships.exists()

    def test_strangers_see_no_choices(self, shop: Account, agency: Agency, olga: User) -> None:
        secret = InvitationFactory(kind=Kind.CLIENT, agency=agency, email="other@people.test").token
        assert accepting.look(secret, olga).accounts == ()
        assert accepting.look(secret).accounts == ()

    def test_a_suspended_account_invites_nobody(self, ada: User) -> None:
        secret = InvitationFactory(account=AccountFactory(suspended_at=timezone.now()), email=ada.email).token
        with pytest.raises(Missing):
            accepting.accept(secret, ada)

    def test_what_is_refused_uses_nothing_up(self, shop: Account, agency: Agency, olga: User) -> None:
        invitation = InvitationFactory(kind=Kind.CLIENT, agency=agency, email=olga.email, role=Role.VIEWER)
        with pytest.raises(Invalid):
            accepting.accept(invitation.token, olga, account_slug="nope")
        invitation.refresh_from_db()
        assert invitations.status(invitation) is Status.OPEN


class TestTakingBack:
    def test_a_revoked_invitation_is_dead_at_once(self, shop: Account, olga: User, ada: User, token: Token) -> None:
        secret = token(lambda: invitations.invite_member(shop, email=ada.email, role="viewer", by=olga))
        invitations.revoke(shop, invitation_id=shop.invitations.get().pk, by=olga)
        with pytest.raises(Gone):
            accepting.accept(secret, ada)
        assert list(invitations.waiting(shop)) == []

    def test_sent_again_only_the_new_letter_works(self, shop: Account, olga: User, ada: User, token: Token) -> None:
        old = token(lambda: invitations.invite_member(shop, email=ada.email, role="viewer", by=olga))
        Invitation.objects.update(expires_at=timezone.now())
        (waiting,) = invitations.waiting(shop)
        new = token(lambda: invitations.resend(shop, invitation_id=waiting.pk, by=olga))
        with pytest.raises(Missing):
            accepting.accept(old, ada)
        assert accepting.accept(new, ada) == shop

    def test_what_is_over_is_neither_sent_again_nor_taken_back(self, shop: Account) -> None:
        over = InvitationFactory(account=shop, accepted_at=timezone.now())
        for change in (invitations.resend, invitations.revoke):
            with pytest.raises(Gone):
                change(shop, invitation_id=over.pk)

    def test_invitations_of_others_are_out_of_reach(self, shop: Account, agency: Agency) -> None:
        foreign = InvitationFactory()
        for holder in (shop, agency):
            for change in (invitations.resend, invitations.revoke):
                with pytest.raises(Missing):
                    change(holder, invitation_id=foreign.pk)
        assert invitations.status(Invitation.objects.get()) is Status.OPEN
