/** GraphQL by persisted document: the bundle carries hashes, the server holds the texts. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type FieldError, RequestError, send } from "./http";

/** A document of either schema, as the build leaves it: its hash, and the types of its answer and variables. */
export type Stored<T, V> = { __apiType?: (variables: V) => T; __meta__?: Record<string, unknown> };

type Result<T> = { data?: T | null; errors?: { message: string; extensions?: { code?: string } }[] };

function errorsOf(result: Result<unknown> | null): FieldError[] {
  const listed = result?.errors ?? [{ message: "The server could not answer. Try again in a moment." }];
  return listed.map(({ message, extensions }) => ({ field: null, code: extensions?.code ?? "", message }));
}

async function run<T, V>(place: string, document: Stored<T, V>, variables: V): Promise<T> {
  const documentId = document.__meta__?.hash;
  const answer = await send<Result<T>>("POST", `${place}/graphql`, {
    documentId,
    variables: variables as object,
  });
  if (answer.body?.data && !answer.body.errors) return answer.body.data;
  throw new RequestError(answer.status, errorsOf(answer.body));
}

/** Runs one document in an account; any error of the answer is thrown. */
export function execute<T, V>(slug: string, document: Stored<T, V>, variables: V): Promise<T> {
  return run(`/a/${slug}`, document, variables);
}

/** Options for useQuery; old data stay on the screen while new ones load. */
export function query<T, V>(slug: string, document: Stored<T, V>, variables: V) {
  return queryOptions({
    queryKey: [slug, document.__meta__?.hash, variables],
    queryFn: () => execute(slug, document, variables),
    placeholderData: keepPreviousData,
  });
}

/** Runs one document at an agency's endpoint; any error of the answer is thrown. */
export function executeAtAgency<T, V>(slug: string, document: Stored<T, V>, variables: V): Promise<T> {
  return run(`/agencies/${slug}`, document, variables);
}

/** What an account named like the agency never has as its key: a slug holds no slash. */
const agencyKey = (slug: string) => `agencies/${slug}`;

/** Options for useQuery at an agency's endpoint. */
export function agencyQuery<T, V>(slug: string, document: Stored<T, V>, variables: V) {
  return queryOptions({
    queryKey: [agencyKey(slug), document.__meta__?.hash, variables],
    queryFn: () => executeAtAgency(slug, document, variables),
    placeholderData: keepPreviousData,
  });
}

type Payload = { errors: { field?: string | null; message: string; code: string }[] };

type Run<T, V> = (variables: V) => Promise<T>;

function useMutationOf<T extends Record<string, unknown>, V>(key: string, run: Run<T, V>) {
  const client = useQueryClient();
  return useMutation<T, RequestError, V>({
    mutationFn: async (variables) => {
      const data = await run(variables);
      const errors = Object.values(data).flatMap((payload) => (payload as Payload).errors ?? []);
      if (errors.length > 0)
        throw new RequestError(
          200,
          errors.map((one) => ({ ...one, field: one.field ?? null })),
        );
      return data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [key] }),
  });
}

/** A mutation whose payload lists the user's errors; they are thrown like any other, and everything read before is read anew. */
export function useChange<T extends Record<string, unknown>, V>(slug: string, document: Stored<T, V>) {
  return useMutationOf(slug, (variables: V) => execute(slug, document, variables));
}

/** The same at an agency's endpoint. */
export function useAgencyChange<T extends Record<string, unknown>, V>(slug: string, document: Stored<T, V>) {
  return useMutationOf(agencyKey(slug), (variables: V) => executeAtAgency(slug, document, variables));
}
