/** Requests to our own server: JSON in and out, the session's cookie, the CSRF header, one kind of error. */

export type FieldError = { field: string | null; code: string; message: string };

/** A request the server refused; `errors` name the fields where it knows them. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly errors: FieldError[],
  ) {
    super(errors[0]?.message ?? `The server answered ${status}.`);
  }

  /** The messages for one field of a form. */
  of(field: string): string | undefined {
    const own = this.errors.filter((error) => error.field === field);
    return own.map((error) => error.message).join(" ") || undefined;
  }

  /** The messages that belong to none of the named fields. */
  besides(...fields: string[]): string {
    const others = this.errors.filter((error) => !fields.includes(error.field ?? ""));
    return others.map((error) => error.message).join(" ");
  }
}

export function csrfToken(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

export type Answer<T> = { status: number; body: T };

function errorsIn(body: unknown, status: number): FieldError[] {
  const listed = (body as { errors?: { field?: string; param?: string; code?: string; message?: string }[] } | null)
    ?.errors;
  if (Array.isArray(listed) && listed.length > 0) {
    return listed.map(({ field, param, code, message }) => ({
      field: field ?? param ?? null,
      code: code ?? "",
      message: message ?? "Something went wrong.",
    }));
  }
  const message =
    status >= 500
      ? "The server could not answer. Try again in a moment."
      : `The server refused this request (${status}).`;
  return [{ field: null, code: String(status), message }];
}

async function jsonIn(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** Sends a request and answers status and body, whatever the status; only a broken connection throws. */
export async function send<T>(method: string, path: string, body?: object | FormData): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (body && !(body instanceof FormData)) headers["Content-Type"] = "application/json";
  const payload = body instanceof FormData ? body : body && JSON.stringify(body);
  try {
    const response = await fetch(path, { method, headers, body: payload, credentials: "same-origin" });
    return { status: response.status, body: (await jsonIn(response)) as T };
  } catch {
    throw new RequestError(0, [{ field: null, code: "offline", message: "No connection to the server. Try again." }]);
  }
}

/** The body of a request that succeeded; anything else is a RequestError. */
export async function request<T>(method: string, path: string, body?: object | FormData): Promise<T> {
  const answer = await send<T>(method, path, body);
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new RequestError(answer.status, errorsIn(answer.body, answer.status));
}

/** The errors of an answer that `send` gave back, for callers that look at its status themselves. */
export function refusal(answer: Answer<unknown>): RequestError {
  return new RequestError(answer.status, errorsIn(answer.body, answer.status));
}
