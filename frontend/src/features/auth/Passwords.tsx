import { PasswordInput, TextInput } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Form, useForm } from "@/components/form";
import { ButtonLink, TextLink } from "@/components/links";
import { Plain } from "@/components/Plain";
import { requestPasswordReset, resetPassword } from "@/lib/session";
import { useArrival } from "./LogIn";

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState("");
  const form = useForm(async ({ email = "" }) => {
    await requestPasswordReset(email);
    return email;
  }, setSentTo);
  if (sentTo) {
    return (
      <Plain title="Check your mail">
        <p>
          If <strong>{sentTo}</strong> has a log-in here, a message with a link to choose a new password is on its way.
        </p>
        <TextLink to="/log-in">Back to log-in</TextLink>
      </Plain>
    );
  }
  return (
    <Plain title="Forgot your password?">
      <p>Tell us your address; we send a link with which you choose a new one.</p>
      <Form form={form} fields={["email"]} submit="Send the link">
        <TextInput
          name="email"
          type="email"
          label="E-mail"
          autoComplete="email"
          error={form.error?.of("email")}
          required
          autoFocus
        />
      </Form>
    </Plain>
  );
}

export function ResetPassword() {
  const { key } = useParams({ from: "/reset-password/$key" });
  const [isDone, setDone] = useState(false);
  const arrive = useArrival();
  const form = useForm(
    async ({ password = "" }) => resetPassword(key, password),
    (outcome) => (outcome === "signed-in" ? arrive() : setDone(true)),
  );
  if (isDone) {
    return (
      <Plain title="Password changed">
        <p>Log in with the new one.</p>
        <ButtonLink to="/log-in">Log in</ButtonLink>
      </Plain>
    );
  }
  return (
    <Plain title="Choose a new password">
      <Form form={form} fields={["password"]} submit="Change the password">
        <PasswordInput
          name="password"
          label="New password"
          description="At least 8 characters, not a common one."
          autoComplete="new-password"
          error={form.error?.of("password")}
          required
          autoFocus
        />
      </Form>
    </Plain>
  );
}
