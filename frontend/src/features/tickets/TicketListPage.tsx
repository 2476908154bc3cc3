import { Button, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { FilterBar } from "@/components/FilterBar";
import { ButtonLink } from "@/components/links";
import { Card, EmptyState, Page } from "@/components/Page";
import { PartError } from "@/components/PageError";
import type { TicketOrder, TicketRowsFragment } from "@/graphql/graphql";
import { useAccount } from "@/lib/account";
import { periodText } from "@/lib/days";
import { counted } from "@/lib/format";
import { withoutEmpty } from "@/lib/range";
import type { TicketsSearch } from "@/lib/searches";
import { TicketTable } from "./TicketTable";
import classes from "./tickets.module.css";
import { useTickets } from "./useTickets";

const ORDERS: { value: TicketOrder; label: string }[] = [
  { value: "CREATED_AT_DESC", label: "Newest first" },
  { value: "CREATED_AT_ASC", label: "Oldest first" },
  { value: "RESOLUTION_DESC", label: "Longest to resolve first" },
  { value: "FIRST_REPLY_DESC", label: "Longest to a first reply first" },
];
const PARTS = {
  POPULATION: "all that are counted",
  NUMERATOR: "those in the numerator",
  REST: "counted, but not in the numerator",
};

export function TicketListPage() {
  const { account } = useAccount();
  const search = useSearch({ from: "/a/$account/tickets" });
  const navigate = useNavigate({ from: "/a/$account/tickets" });
  const change = (part: Partial<TicketsSearch>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, after: undefined, before: undefined, ...part }) });
  const tickets = useTickets(search);
  const { found } = tickets;
  return (
    <Page
      title="Tickets"
      subtitle={found ? counted(found.totalCount, "ticket") : " "}
      actions={<FilterBar chosen={search} onChange={change} />}
    >
      <Behind search={search} outcome={tickets.outcome} onClear={() => navigate({ search: {} })} />
      <Card>
        {!search.outcome && <Controls key={search.q} search={search} onChange={change} />}
        {tickets.error && <PartError error={tickets.error} retry={() => tickets.refetch()} />}
        <div aria-busy={tickets.isFetching}>
          {tickets.isPending && <Skeleton height={700} />}
          {found && found.nodes.length > 0 && <TicketTable tickets={found.nodes} />}
          {found?.nodes.length === 0 && (
            <NoneFound isEmpty={account.ticketCount === 0} onClear={() => navigate({ search: {} })} />
          )}
        </div>
        {found && <Pager info={found.pageInfo} onMove={change} />}
      </Card>
    </Page>
  );
}

/** Says which number's tickets these are. */
function Behind({ search, outcome, onClear }: { search: TicketsSearch; outcome?: string; onClear: () => void }) {
  const { kpis } = useAccount();
  const { kpi, from, to } = search;
  if (!(kpi || outcome) || !from || !to) return null;
  const name = outcome ? "Tickets AI touched" : (kpis.find(({ key }) => key === kpi)?.name ?? kpi);
  return (
    <div className={classes.behind}>
      <span>
        The tickets behind <strong>{name}</strong>, {periodText({ from, to })}:{" "}
        {outcome ?? PARTS[search.part ?? "POPULATION"]}.
      </span>
      <Button size="xs" variant="default" onClick={onClear}>
        Show all tickets
      </Button>
    </div>
  );
}

function Controls({ search, onChange }: { search: TicketsSearch; onChange: (part: Partial<TicketsSearch>) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("q")).trim();
    onChange({ q: text || undefined });
  };
  return (
    <form className={classes.controls} onSubmit={submit}>
      <TextInput
        name="q"
        aria-label="Search"
        placeholder="Number or subject, then Enter"
        defaultValue={search.q ?? ""}
      />
      <NativeSelect
        aria-label="State"
        value={search.state ?? "any"}
        onChange={({ currentTarget: { value } }) =>
          onChange({ state: value === "open" || value === "closed" ? value : undefined })
        }
        data={[
          { value: "any", label: "Open and resolved" },
          { value: "open", label: "Open" },
          { value: "closed", label: "Not open" },
        ]}
      />
      <NativeSelect
        aria-label="Order"
        value={search.order ?? "CREATED_AT_DESC"}
        onChange={({ currentTarget: { value } }) =>
          onChange({ order: ORDERS.find((one) => one.value === value)?.value })
        }
        data={ORDERS}
      />
    </form>
  );
}

function NoneFound({ isEmpty, onClear }: { isEmpty: boolean; onClear: () => void }) {
  const { slug } = useAccount();
  if (isEmpty) {
    return (
      <EmptyState
        title="No tickets yet"
        action={
          <ButtonLink to="/a/$account/import" params={{ account: slug }}>
            Import my history
          </ButtonLink>
        }
      >
        They appear here as soon as you import a file or send events to the API.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No ticket fits" action={<Button onClick={onClear}>Show all tickets</Button>}>
      Nothing matches the search and filters together.
    </EmptyState>
  );
}

type Info = TicketRowsFragment["pageInfo"];

function Pager({ info, onMove }: { info: Info; onMove: (part: Partial<TicketsSearch>) => void }) {
  if (!info.hasNextPage && !info.hasPreviousPage) return null;
  return (
    <nav className={classes.pager} aria-label="Pages of tickets">
      <Button
        variant="default"
        disabled={!info.hasPreviousPage}
        onClick={() => onMove({ before: info.startCursor ?? undefined })}
      >
        Previous
      </Button>
      <Button
        variant="default"
        disabled={!info.hasNextPage}
        onClick={() => onMove({ after: info.endCursor ?? undefined })}
      >
        Next
      </Button>
    </nav>
  );
}
