import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconBookmark, IconPencil, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { boxed, choice, Disclosure } from "@/components/Disclosure";
import {
  SavedViewRemoveDocument,
  SavedViewSetDocument,
  SavedViewsDocument,
  type SavedViewsQuery,
} from "@/graphql/agency";
import { useAgency, useAgencyRights } from "@/lib/agency";
import { agencyQuery, useAgencyChange } from "@/lib/api";
import { type PortfolioSearch, savedSearch, savedView } from "@/lib/portfolio";
import classes from "./portfolio.module.css";

type View = SavedViewsQuery["agency"]["savedViews"][number];
type Props = { search: PortfolioSearch };

/** What people of the agency keep coming back to: views with names, shared by all of them. */
export default function SavedViews({ search }: Props) {
  const { slug } = useAgency();
  const { canManage } = useAgencyRights();
  const views = useQuery(agencyQuery(slug, SavedViewsDocument, {}));
  const saved = views.data?.agency.savedViews ?? [];
  const here = savedSearch(search);
  const open = saved.find((view) => savedSearch(savedView(view.search)) === here);
  const face = (
    <>
      <IconBookmark size={16} aria-hidden />
      <span className={classes.viewName}>{open ? open.name : "Views"}</span>
    </>
  );
  return (
    <Disclosure label={open ? `Views, ${open.name} open` : "Views"} face={face} className={boxed} width={330}>
      {(close) => (
        <div className={classes.views}>
          {saved.length === 0 && (
            <p className={classes.note}>
              No saved views yet. Choose columns, filters and an order, then save them under a name.
            </p>
          )}
          <ul>
            {saved.map((view) => (
              <SavedView
                key={view.id}
                view={view}
                taken={saved}
                isOpen={view.id === open?.id}
                canManage={canManage}
                close={close}
              />
            ))}
          </ul>
          {canManage && !open && <SaveForm search={here} taken={saved} />}
        </div>
      )}
    </Disclosure>
  );
}

type ViewProps = { view: View; taken: readonly View[]; isOpen: boolean; canManage: boolean; close: () => void };

function SavedView({ view, taken, isOpen, canManage, close }: ViewProps) {
  const { slug } = useAgency();
  const [isRenaming, setRenaming] = useState(false);
  const remove = useAgencyChange(slug, SavedViewRemoveDocument);
  if (isRenaming) return <RenameForm view={view} taken={taken} onDone={() => setRenaming(false)} />;
  return (
    <li className={classes.view}>
      <Link
        to="/agencies/$agency"
        params={{ agency: slug }}
        search={savedView(view.search)}
        className={choice}
        activeProps={{}}
        aria-current={isOpen ? "true" : undefined}
        onClick={close}
      >
        {view.name}
      </Link>
      {canManage && (
        <>
          <ActionIcon variant="subtle" aria-label={`Rename ${view.name}`} onClick={() => setRenaming(true)}>
            <IconPencil size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={`Remove ${view.name}`}
            loading={remove.isPending}
            onClick={() => remove.mutate({ id: view.id })}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  );
}

function SaveForm({ search, taken }: { search: string; taken: readonly View[] }) {
  const { slug } = useAgency();
  const [name, setName] = useState("");
  const save = useAgencyChange(slug, SavedViewSetDocument);
  const isTaken = taken.some((view) => view.name === name.trim());
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) save.mutate({ name: name.trim(), search });
  };
  return (
    <form onSubmit={onSubmit} className={classes.saveForm}>
      <TextInput
        size="xs"
        label="Save this view as"
        maxLength={60}
        required
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={save.error?.message}
      />
      <Button type="submit" size="xs" loading={save.isPending}>
        {isTaken ? "Replace" : "Save"}
      </Button>
    </form>
  );
}

/** A view is known by its name: it is kept under the new one, then given up under the old one. */
function RenameForm({ view, taken, onDone }: { view: View; taken: readonly View[]; onDone: () => void }) {
  const { slug } = useAgency();
  const [name, setName] = useState(view.name);
  const save = useAgencyChange(slug, SavedViewSetDocument);
  const remove = useAgencyChange(slug, SavedViewRemoveDocument);
  const isTaken = taken.some((other) => other.id !== view.id && other.name === name.trim());
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (!wanted || isTaken) return;
    if (wanted === view.name) return onDone();
    const removeOld = () => remove.mutate({ id: view.id }, { onSuccess: onDone });
    save.mutate({ name: wanted, search: view.search }, { onSuccess: removeOld });
  };
  return (
    <li>
      <form onSubmit={onSubmit} className={classes.saveForm}>
        <TextInput
          size="xs"
          label="New name"
          maxLength={60}
          required
          autoFocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={isTaken ? "There is a view of this name." : (save.error ?? remove.error)?.message}
        />
        <Button type="submit" size="xs" loading={save.isPending || remove.isPending}>
          Rename
        </Button>
      </form>
    </li>
  );
}
