import { Alert, Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { RequestError } from "@/lib/http";

export type Fields = Record<string, string>;

/** What a form sends, and what came of it; unexpected failures read as one message. */
export function useForm<T>(submit: (fields: Fields) => Promise<T>, onDone: (result: T) => void) {
  const sending = useMutation<T, Error, Fields>({ mutationFn: submit, onSuccess: onDone });
  const error = sending.error instanceof RequestError ? sending.error : null;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    sending.mutate(Object.fromEntries(entries));
  };
  return { onSubmit, isSending: sending.isPending, error, failed: sending.error !== null && !error };
}

type Props = {
  form: {
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    isSending: boolean;
    error: RequestError | null;
    failed: boolean;
  };
  fields: string[];
  submit: string;
  children: ReactNode;
};

/** A form of one column: fields, the errors that belong to none of them, one button. */
export function Form({ form, fields, submit, children }: Props) {
  const general = form.failed ? "Something went wrong. Try again." : form.error?.besides(...fields);
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack gap="sm">
        {general && (
          <Alert color="red" variant="outline" role="alert" c="var(--bad)">
            {general}
          </Alert>
        )}
        {children}
        <Button type="submit" loading={form.isSending} fullWidth mt={4}>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
