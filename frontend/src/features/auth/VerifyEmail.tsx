import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { RequestError } from "@/lib/http";
import { verifyEmail } from "@/lib/session";
import { recallWay } from "@/lib/wayback";
import { useArrival } from "./LogIn";

/** The link of the mail lands here; a click confirms, so that a mail scanner that opens links does not. */
export function VerifyEmail() {
  const { key } = useParams({ from: "/verify-email/$key" });
  const navigate = useNavigate();
  const arrive = useArrival();
  const verifying = useMutation({
    mutationFn: () => verifyEmail(key),
    onSuccess: async (outcome) => {
      if (outcome === "signed-in") await arrive();
      else await navigate({ to: "/log-in", search: { next: recallWay() ?? "/accounts/new" } });
    },
  });
  if (verifying.error) {
    const isUsed = verifying.error instanceof RequestError && verifying.error.status < 500;
    return (
      <Plain title="This link does not work">
        <p role="alert">
          {isUsed ? "It was used before, or it is too old. Log in to have a new one sent." : verifying.error.message}
        </p>
        <ButtonLink to="/log-in">Log in</ButtonLink>
      </Plain>
    );
  }
  return (
    <Plain title="Confirm your e-mail address">
      <p>One click, and the address is yours to use here.</p>
      <Button fullWidth loading={verifying.isPending} onClick={() => verifying.mutate()}>
        Confirm
      </Button>
    </Plain>
  );
}
