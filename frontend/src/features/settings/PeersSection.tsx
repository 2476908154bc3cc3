import { Button, NativeSelect, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Confirm } from "@/components/Confirm";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  PeerProfileDocument,
  type PeerProfileQuery,
  ProfileSetDocument,
  SharingStartDocument,
  SharingStopDocument,
} from "@/graphql/graphql";
import { useAccount, useRights } from "@/lib/account";
import { query, useChange } from "@/lib/api";
import { instantText } from "@/lib/days";

type Profile = PeerProfileQuery["account"]["profile"];

/** What kind of business this is, and whether it compares itself with its peers. */
export function PeersSection() {
  const { slug } = useAccount();
  const read = useQuery(query(slug, PeerProfileDocument, {}));
  if (read.error) return <PartError error={read.error} retry={() => read.refetch()} />;
  if (!read.data) return <Skeleton height={420} />;
  const { profile } = read.data.account;
  return (
    <div className={fields.stack}>
      <SharingCard profile={profile} />
      <ProfileCard profile={profile} />
    </div>
  );
}

const QUESTIONS = [
  { field: "industry", label: "Industry" },
  { field: "businessModel", label: "Whom you sell to" },
  { field: "supportModel", label: "How you support" },
] as const;

function ProfileCard({ profile }: { profile: Profile }) {
  const { slug } = useAccount();
  const { canManage } = useRights();
  const setting = useChange(slug, ProfileSetDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setting.mutate(Object.fromEntries(QUESTIONS.map(({ field }) => [field, String(form.get(field))])));
  };
  return (
    <Card
      title="What kind of business"
      subtitle="Peers are businesses alike: by this, by how many tickets they have, and by their channels."
    >
      <form onSubmit={submit} className={fields.form}>
        {QUESTIONS.map(({ field, label }) => (
          <NativeSelect
            key={field}
            name={field}
            label={label}
            defaultValue={profile[field]}
            disabled={!canManage}
            error={setting.error?.of(field)}
            data={[
              { value: "", label: "Not said" },
              ...profile.choices
                .filter((choice) => choice.field === field)
                .map(({ value, name }) => ({ value, label: name })),
            ]}
          />
        ))}
        {canManage ? (
          <Button type="submit" loading={setting.isPending}>
            Save
          </Button>
        ) : (
          <p className={fields.hint}>Only owners change these.</p>
        )}
        <Outcome change={setting} fields={QUESTIONS.map(({ field }) => field)} />
      </form>
    </Card>
  );
}

function SharingCard({ profile }: { profile: Profile }) {
  const { slug, account } = useAccount();
  const { canManage } = useRights();
  const starting = useChange(slug, SharingStartDocument);
  const stopping = useChange(slug, SharingStopDocument);
  const since = profile.sharesSince;
  return (
    <Card
      title="Peer benchmarks"
      subtitle={since ? `You take part since ${instantText(since, account.timezone)}.` : "You do not take part."}
    >
      <p className={fields.text}>
        Those who take part see, beside their own KPIs, the middle half of businesses like theirs. Those who do not take
        part see no peers.
      </p>
      <p className={fields.text}>
        <strong>What you give:</strong> one value of each KPI for each quarter, where it has at least 30 cases. Of it
        only a lower quartile, a median and an upper quartile of the whole group are kept, rounded. No ticket, no
        customer, no name and no value of yours alone is shown to anybody.
      </p>
      <p className={fields.text}>
        <strong>What protects you:</strong> a group is shown only with at least 20 others beside whoever looks; all
        accounts of one agency or one owner count as one. Groups are chosen so that no difference between two of them
        leaves fewer. Each quarter’s are formed once, about a month after its end, and never anew.
      </p>
      <p className={fields.text}>
        <strong>What that costs:</strong> peers are up to five months old, and many groups are too small to be shown.
        When you stop, peers are no longer shown to you and what you publish for them is withdrawn at once; quartiles
        formed before stay as they are until the next quarter’s, since changing them would tell what was yours.
      </p>
      {canManage && !since && (
        <Button loading={starting.isPending} onClick={() => starting.mutate({})}>
          Take part
        </Button>
      )}
      {canManage && since && (
        <Confirm
          ask="Stop taking part"
          size="sm"
          title="Stop taking part in peer benchmarks?"
          confirm="Stop"
          change={stopping}
          onConfirm={(close) => stopping.mutate({}, { onSuccess: close })}
        >
          You see no peers any more, and your next quarter is in no group. Quartiles that were formed before stay as
          they are. Who starts again waits for the next quarter.
        </Confirm>
      )}
      {!canManage && <p className={fields.hint}>Only owners decide this.</p>}
      <Outcome change={starting} done="You take part: peers appear once the next quarter’s groups are formed." />
    </Card>
  );
}
