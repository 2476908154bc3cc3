/** The import's REST calls and the shape of a mapping, as docs/importing.md describes them. */
import { request } from "@/lib/http";

export type Shape = "tickets" | "events" | "snapshots";
export type ActivityMeaning = string | { kind?: string } | (string | { kind?: string })[];

/** A mapping: which column means what, how times are written, what activities are. Parts unknown here travel unchanged. */
export type Mapping = {
  shape: Shape;
  source: string;
  columns: Record<string, string | number | (string | number)[]>;
  time?: { format?: string | string[]; day_first?: boolean; zone?: string } & Record<string, unknown>;
  activities?: Record<string, ActivityMeaning>;
  custom?: Record<string, string | number>;
  constants?: Record<string, string>;
} & Record<string, unknown>;

export type Column = { name: string; index: number; samples: (string | null)[]; guess?: string | null };
export type Detected = {
  encoding: string;
  delimiter: string;
  compression: string | null;
  columns: Column[];
  shape: Shape;
  date_format: string | null;
  timezone: string | null;
  warnings: string[];
};
export type Upload = { id: number | string; filename: string; size: number; detected: Detected; mapping: Mapping };
export type Reject = { line: number; field: string | null; value: string | null; reason: string };
export type SampleEvent = {
  at: string;
  kind: string;
  author: string | null;
  agent?: string;
  team?: string;
  public?: boolean;
  detail?: string;
  score?: number;
};
export type SampleTicket = { id: string; attributes: Record<string, unknown>; events: SampleEvent[] };
export type Preview = {
  rows: number;
  accepted: number;
  rejected: number;
  rejects: Reject[];
  tickets: SampleTicket[];
  samples?: Record<string, unknown>[];
  warnings: string[];
};
export type Result = {
  rows: number;
  accepted: number;
  rejected: number;
  tickets_created: number;
  tickets_updated: number;
  events_created: number;
  events_unchanged: number;
  created: number;
  updated: number;
  unchanged: number;
  deleted: number;
};
export type Running = {
  id: number | string;
  status: string;
  progress: number;
  result: Partial<Result> | null;
  error: string | null;
};

const path = (slug: string, rest = "") => `/a/${slug}/api/v1/imports${rest}`;

/** Uploads a file of tickets, or of rows of one kind beside them. */
export function upload(slug: string, file: File, kind?: string): Promise<Upload> {
  const form = new FormData();
  if (kind) form.append("kind", kind);
  form.append("file", file);
  return request("POST", path(slug), form);
}

export function preview(slug: string, id: Upload["id"], mapping: Mapping): Promise<Preview> {
  return request("POST", path(slug, `/${id}/preview`), { mapping });
}

export function start(slug: string, id: Upload["id"], mapping: Mapping): Promise<Running> {
  return request("POST", path(slug, `/${id}/start`), { mapping });
}

export function running(slug: string, id: Upload["id"]): Promise<Running> {
  return request("GET", path(slug, `/${id}`));
}

export function rejectsPath(slug: string, id: Upload["id"]): string {
  return path(slug, `/${id}/rejects`);
}
