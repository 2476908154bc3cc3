import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { RequestError } from "@/lib/http";
import classes from "./Confirm.module.css";

type Change = { isPending: boolean; error: RequestError | null; reset?: () => void };
type Props = {
  /** The words on the button that asks. */
  ask: string;
  /** What the button does, where its words alone do not say to whom: "Revoke access of Plumb". */
  label?: string;
  title: string;
  /** What will happen. */
  children: ReactNode;
  confirm: string;
  /** A text that has to be typed before it can be confirmed. */
  typed?: string;
  change: Change;
  onConfirm: (close: () => void) => void;
  size?: "compact-xs" | "xs" | "sm";
};

/** A button that first says what will happen, and does it only once that is confirmed. */
export function Confirm({ ask, label, title, children, confirm, typed, change, onConfirm, size = "xs" }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [given, setGiven] = useState("");
  const id = useId();
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
  }, [isOpen]);
  const close = () => dialog.current?.close();
  const onClose = () => {
    setOpen(false);
    setGiven("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(close);
  };
  const open = () => {
    change.reset?.();
    setOpen(true);
  };
  return (
    <>
      <Button variant="default" size={size} aria-label={label} aria-haspopup="dialog" onClick={open}>
        {ask}
      </Button>
      {isOpen && (
        <dialog ref={dialog} className={classes.dialog} aria-labelledby={id} onClose={onClose}>
          <form onSubmit={submit} className={classes.form}>
            <h2 id={id} className={classes.title}>
              {title}
            </h2>
            <div className={classes.text}>{children}</div>
            {typed !== undefined && (
              <TextInput
                label={
                  <>
                    Type <strong>{typed}</strong> to confirm
                  </>
                }
                value={given}
                autoComplete="off"
                onChange={({ currentTarget }) => setGiven(currentTarget.value)}
              />
            )}
            {change.error && (
              <p role="alert" className={classes.error}>
                {change.error.message}
              </p>
            )}
            <div className={classes.actions}>
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={change.isPending} disabled={typed !== undefined && given !== typed}>
                {confirm}
              </Button>
            </div>
          </form>
        </dialog>
      )}
    </>
  );
}
