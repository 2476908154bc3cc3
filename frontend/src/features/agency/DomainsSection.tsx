import { Button, Skeleton, TextInput } from "@mantine/core";
import { IconCircleCheck, IconClock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Confirm } from "@/components/Confirm";
import { CopyText } from "@/components/CopyText";
import { dotted, Entries, Entry } from "@/components/Entries";
import fields from "@/components/Fields.module.css";
import { Outcome } from "@/components/Outcome";
import { Card } from "@/components/Page";
import { PartError } from "@/components/PageError";
import {
  AgencyDomainsDocument,
  type AgencyDomainsQuery,
  DomainAddDocument,
  DomainRemoveDocument,
  DomainVerifyDocument,
} from "@/graphql/agency";
import { useAgency } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { instantText } from "@/lib/days";
import classes from "./agency.module.css";

type Domain = AgencyDomainsQuery["agency"]["domains"][number];

/** Host names of the agency's own: where clients log in and open reports. */
export function DomainsSection() {
  const { slug } = useAgency();
  const read = useQuery(agencyQuery(slug, AgencyDomainsDocument, {}));
  const adding = useAgencyChange(slug, DomainAddDocument);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    adding.mutate({ host: String(new FormData(form).get("host")).trim() }, { onSuccess: () => form.reset() });
  };
  return (
    <Card
      title="Your own domain"
      subtitle="Clients log in, open reports and answer surveys under it, with your name and look."
    >
      {read.error && <PartError error={read.error} retry={() => read.refetch()} />}
      {read.isPending && <Skeleton height={160} />}
      <Entries label="Domains">
        {read.data?.agency.domains.map((domain) => (
          <DomainEntry key={domain.id} domain={domain} />
        ))}
      </Entries>
      <form onSubmit={submit} className={fields.inline}>
        <TextInput
          name="host"
          label="Add a domain"
          placeholder="support.your-agency.com"
          error={adding.error?.of("host")}
          required
        />
        <Button type="submit" variant="default" loading={adding.isPending}>
          Add
        </Button>
      </form>
      {adding.error && <Outcome change={adding} fields={["host"]} />}
    </Card>
  );
}

function DomainEntry({ domain }: { domain: Domain }) {
  const { slug, agency } = useAgency();
  const verifying = useAgencyChange(slug, DomainVerifyDocument);
  const removing = useAgencyChange(slug, DomainRemoveDocument);
  const when = (instant: string) => instantText(instant, agency.timezone);
  return (
    <Entry
      name={
        <>
          {domain.host}{" "}
          {domain.isVerified ? (
            <span className={fields.good}>
              <IconCircleCheck size={14} aria-hidden /> Yours
            </span>
          ) : (
            <span className={fields.neutral}>
              <IconClock size={14} aria-hidden /> Waiting for its record
            </span>
          )}
        </>
      }
      about={dotted(
        domain.verifiedAt && `shown to be yours ${when(domain.verifiedAt)}`,
        domain.checkedAt && `last looked ${when(domain.checkedAt)}`,
      )}
      actions={
        <>
          {!domain.isVerified && (
            <Button
              size="xs"
              aria-label={`Check now: ${domain.host}`}
              loading={verifying.isPending}
              onClick={() => verifying.mutate({ id: domain.id })}
            >
              Check now
            </Button>
          )}
          <Confirm
            ask="Remove"
            label={`Remove ${domain.host}`}
            title={`Remove ${domain.host}?`}
            confirm="Remove"
            change={removing}
            onConfirm={(close) => removing.mutate({ id: domain.id }, { onSuccess: close })}
          >
            Nobody logs in or opens a report under it any more. Links in letters that were sent with it stop working.
          </Confirm>
        </>
      }
    >
      {!domain.isVerified && <Instructions domain={domain} />}
      <Outcome change={verifying} done="Found: the domain is yours." />
    </Entry>
  );
}

function Instructions({ domain }: { domain: Domain }) {
  return (
    <ol className={classes.steps}>
      <li>
        Where your domain’s DNS is kept, add a <strong>TXT</strong> record. It shows that the domain is yours.
        <dl className={classes.record}>
          <dt>Name</dt>
          <dd>
            <CopyText text={domain.recordName} name="the record’s name" />
          </dd>
          <dt>Value</dt>
          <dd>
            <CopyText text={domain.recordValue} name="the record’s value" />
          </dd>
        </dl>
      </li>
      <li>
        Let <strong>{domain.host}</strong> lead here: a CNAME record to {location.hostname}.
      </li>
      <li>Check. A new record can take up to an hour to be seen. Leave it in place: it is looked at again.</li>
    </ol>
  );
}
