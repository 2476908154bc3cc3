/** Mantine's look with the router's typed links. */
import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Html<Props> = Props &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { ref?: Ref<HTMLAnchorElement> };

export const ButtonLink = createLink((props: Html<ButtonProps>) => <Button component="a" {...props} />);
export const TextLink = createLink((props: Html<AnchorProps>) => <Anchor component="a" inherit {...props} />);
