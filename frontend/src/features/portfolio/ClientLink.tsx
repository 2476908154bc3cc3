import { TextLink } from "@/components/links";
import { useAgency } from "@/lib/agency";
import { rangeOf, type SightSearch } from "@/lib/portfolio";

type Client = { slug: string; name: string; mayOpen: boolean };
type Props = { client: Client; search: SightSearch };

/** A client's name; it leads to the client's page at the agency. */
export function ClientLink({ client, search: { days, from, to, compare, channel } }: Props) {
  const { slug } = useAgency();
  return (
    <TextLink
      to="/agencies/$agency/clients/$client"
      params={{ agency: slug, client: client.slug }}
      search={{ days, from, to, compare, channel }}
      c="inherit"
      underline="hover"
    >
      {client.name}
    </TextLink>
  );
}

type NumberProps = Props & { kpi: { key: string; name: string }; className?: string; children: string };

/** A client's number: it leads to the client's own page of the KPI where one may open it, else to the client's page here. */
export function NumberLink({ client, kpi, search, className, children }: NumberProps) {
  const { slug } = useAgency();
  const look = { className, c: "inherit", underline: "hover" } as const;
  const label = `${client.name}, ${kpi.name}: ${children}`;
  if (client.mayOpen) {
    const params = { account: client.slug, key: kpi.key };
    return (
      <TextLink to="/a/$account/kpis/$key" params={params} search={rangeOf(search)} aria-label={label} {...look}>
        {children}
      </TextLink>
    );
  }
  const { days, from, to, compare, channel } = search;
  return (
    <TextLink
      to="/agencies/$agency/clients/$client"
      params={{ agency: slug, client: client.slug }}
      search={{ days, from, to, compare, channel, kpi: kpi.key }}
      aria-label={label}
      {...look}
    >
      {children}
    </TextLink>
  );
}
