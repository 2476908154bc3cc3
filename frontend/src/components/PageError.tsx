import { Button } from "@mantine/core";
import { RequestError } from "@/lib/http";
import { Plain } from "./Plain";

/** A page that could not be drawn, and the way to try again. */
export function PageError({ error, reset }: { error: Error; reset?: () => void }) {
  const message = error instanceof RequestError ? error.message : "This page could not be drawn.";
  return (
    <Plain title="Something went wrong">
      <p role="alert">{message}</p>
      <Button onClick={() => (reset ? reset() : location.reload())}>Try again</Button>
    </Plain>
  );
}

/** A part of a page that could not be loaded. */
export function PartError({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div role="alert">
      <p>{error.message}</p>
      <Button variant="default" size="xs" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
