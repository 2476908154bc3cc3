import { PasswordInput, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { signUp } from "@/lib/session";
import { Form, useForm } from "./form";
import { useArrival } from "./LogIn";

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
      if (outcome === "signed-in") await arrive(next);
      else await navigate({ to: "/sign-up", search: { sent: email } });
    },
  );
  return (
    <Plain title="Sign up">
      <Form form={form} fields={["email", "password"]} submit="Sign up">
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
        Have a log-in already? <TextLink to="/log-in">Log in</TextLink>
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
