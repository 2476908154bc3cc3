/** GraphQL by persisted document: the bundle carries hashes, the server holds the texts. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { TypedDocumentString } from "@/graphql/graphql";
import { type FieldError, RequestError, send } from "./http";

type Result<T> = { data?: T | null; errors?: { message: string; extensions?: { code?: string } }[] };

function errorsOf(result: Result<unknown> | null): FieldError[] {
  const listed = result?.errors ?? [{ message: "The server could not answer. Try again in a moment." }];
  return listed.map(({ message, extensions }) => ({ field: null, code: extensions?.code ?? "", message }));
}

/** Runs one document in an account; any error of the answer is thrown. */
export async function execute<T, V>(slug: string, document: TypedDocumentString<T, V>, variables: V): Promise<T> {
  const documentId = document.__meta__?.hash;
  const answer = await send<Result<T>>("POST", `/a/${slug}/graphql`, {
    documentId,
    variables: variables as object,
  });
  if (answer.body?.data && !answer.body.errors) return answer.body.data;
  throw new RequestError(answer.status, errorsOf(answer.body));
}

/** Options for useQuery; old data stay on the screen while new ones load. */
export function query<T, V>(slug: string, document: TypedDocumentString<T, V>, variables: V) {
  return queryOptions({
    queryKey: [slug, document.__meta__?.hash, variables],
    queryFn: () => execute(slug, document, variables),
    placeholderData: keepPreviousData,
  });
}

type Payload = { errors: { field?: string | null; message: string; code: string }[] };

/** A mutation whose payload lists the user's errors; they are thrown like any other, and everything read before is read anew. */
export function useChange<T extends Record<string, unknown>, V>(slug: string, document: TypedDocumentString<T, V>) {
  const client = useQueryClient();
  return useMutation<T, RequestError, V>({
    mutationFn: async (variables) => {
      const data = await execute(slug, document, variables);
      const errors = Object.values(data).flatMap((payload) => (payload as Payload).errors ?? []);
      if (errors.length > 0)
        throw new RequestError(
          200,
          errors.map((one) => ({ ...one, field: one.field ?? null })),
        );
      return data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [slug] }),
  });
}
