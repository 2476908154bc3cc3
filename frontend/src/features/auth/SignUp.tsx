import { PasswordInput, SegmentedControl, Text, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Form, useForm } from "@/components/form";
import { TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { signUp } from "@/lib/session";
import { rememberWay } from "@/lib/wayback";
import { useArrival } from "./LogIn";

const NEW_AGENCY = "/agencies/new";

export function SignUp() {
  const { sent, next } = useSearch({ from: "/sign-up" });
  return sent ? <CheckMail address={sent} /> : <SignUpForm next={next} />;
}

function SignUpForm({ next }: { next?: string }) {
  const navigate = useNavigate();
  const arrive = useArrival();
  const form = useForm(
    async ({ email = "", password = "" }) => ({ email, outcome: await signUp(email, password) }),
    async ({ email, outcome }) => {
      if (outcome === "signed-in") return arrive(next);
      rememberWay(next);
      await navigate({ to: "/sign-up", search: { sent: email } });
    },
  );
  const chooses = !next || next === NEW_AGENCY;
  const choose = (whose: string) =>
    navigate({ to: "/sign-up", search: whose === "agency" ? { next: NEW_AGENCY } : {}, replace: true });
  return (
    <Plain title="Sign up">
      <Form form={form} fields={["email", "password"]} submit="Sign up">
        {chooses && (
          <SegmentedControl
            fullWidth
            aria-label="Who is signing up"
            value={next === NEW_AGENCY ? "agency" : "company"}
            onChange={choose}
            data={[
              { value: "company", label: "I run support" },
              { value: "agency", label: "I run an agency" },
            ]}
          />
        )}
        {next === NEW_AGENCY && (
          <Text c="dimmed">An agency sees its clients side by side, as far as each client lets it.</Text>
        )}
        <TextInput
          name="email"
          type="email"
          label="Work e-mail"
          description="We send a link to it, to be sure it is yours."
          autoComplete="email"
          error={form.error?.of("email")}
          required
          autoFocus
        />
        <PasswordInput
          name="password"
          label="Password"
          description="At least 8 characters, not a common one."
          autoComplete="new-password"
          error={form.error?.of("password")}
          required
        />
      </Form>
      <p style={{ marginTop: 16, marginBottom: 0 }}>
        Have a log-in already?{" "}
        <TextLink to="/log-in" search={{ next }}>
          Log in
        </TextLink>
      </p>
    </Plain>
  );
}

function CheckMail({ address }: { address: string }) {
  return (
    <Plain title="Check your mail">
      <p>
        A message with a link is on its way to <strong>{address}</strong>. Open the link to confirm the address and go
        on.
      </p>
      <p>Nothing there after a few minutes? Look in the spam folder, or log in to have it sent again.</p>
      <TextLink to="/log-in">Back to log-in</TextLink>
    </Plain>
  );
}
