import { PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Form, useForm } from "@/components/form";
import { TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { logIn, safeNext, sessionQuery, startOf } from "@/lib/session";
import { recallWay, rememberWay } from "@/lib/wayback";

/** Where a person lands who has just signed in: where they were going, else where they begin. */
export function useArrival() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (next?: string) => {
    await client.invalidateQueries();
    const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    const remembered = recallWay();
    await navigate({ href: safeNext(next) ?? remembered ?? startOf(session) });
  };
}

export function LogIn() {
  const { next } = useSearch({ from: "/log-in" });
  const navigate = useNavigate();
  const arrive = useArrival();
  const form = useForm(
    async ({ email = "", password = "" }) => logIn(email, password),
    async (outcome) => {
      if (outcome !== "verify-email") return arrive(next);
      rememberWay(next);
      await navigate({ to: "/sign-up", search: { sent: "your address" } });
    },
  );
  return (
    <Plain title="Log in">
      <Form form={form} fields={["email", "password"]} submit="Log in">
        <TextInput
          name="email"
          type="email"
          label="E-mail"
          autoComplete="email"
          error={form.error?.of("email")}
          required
          autoFocus
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          error={form.error?.of("password")}
          required
        />
      </Form>
      <p style={{ marginTop: 16, marginBottom: 0 }}>
        <TextLink to="/reset-password">Forgot your password?</TextLink>
        {" · "}
        <TextLink to="/sign-up" search={{ next }}>
          Sign up
        </TextLink>
      </p>
    </Plain>
  );
}
