import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { AgencyInviteDocument, MemberInviteDocument, type Role } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { useChange } from "@/lib/api";
import { ROLES } from "./lines";

const WHOM = [
  { value: "member", label: "A colleague" },
  { value: "agency", label: "An agency" },
];

const EXPLAINED = {
  member: "They get a letter with a link that holds for seven days and works once.",
  agency:
    "Write the address of somebody who runs the agency. All of its people get in, each at most with the role that you choose here: its owners with all of it, its managers at most as analysts, its analysts to read. You see them all above, and can take it back at once.",
};

/** Lets somebody in: a colleague, or an agency with its people. */
export function InviteCard() {
  const { slug } = useAccount();
  const [whom, setWhom] = useState<"member" | "agency">("member");
  const member = useChange(slug, MemberInviteDocument);
  const agency = useChange(slug, AgencyInviteDocument);
  const inviting = whom === "member" ? member : agency;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    inviting.mutate(
      { email: String(given.get("email")), role: String(given.get("role")) as Role },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <Card title="Invite">
      <SegmentedControl
        aria-label="Whom to invite"
        value={whom}
        onChange={(chosen) => setWhom(chosen as "member" | "agency")}
        data={WHOM}
      />
      <p className={fields.hint}>{EXPLAINED[whom]}</p>
      <form key={whom} onSubmit={submit} className={fields.inline}>
        <TextInput name="email" type="email" label="E-mail" error={inviting.error?.of("email")} required />
        <NativeSelect
          name="role"
          label={whom === "member" ? "Role" : "At most"}
          defaultValue={whom === "member" ? "ANALYST" : "VIEWER"}
          data={ROLES}
        />
        <Button type="submit" loading={inviting.isPending}>
          Invite
        </Button>
      </form>
      <Outcome change={inviting} fields={["email"]} done="Invited: the letter is on its way." />
    </Card>
  );
}
