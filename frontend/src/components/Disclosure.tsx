import { useClickOutside } from "@mantine/hooks";
import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import classes from "./Disclosure.module.css";

type Props = {
  label?: string;
  face: ReactNode;
  className?: string;
  align?: "start" | "end";
  width?: number;
  children: (close: () => void) => ReactNode;
};

/** A button that opens a panel below it; Escape, a click elsewhere or leaving it by Tab closes it again. */
export function Disclosure({ label, face, className, align = "end", width = 220, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const around = useClickOutside<HTMLDivElement>(() => setOpen(false));
  const close = () => setOpen(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    close();
    button.current?.focus();
  };
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for Escape and focus that leaves, whatever is inside
    <div ref={around} className={classes.around} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={className ?? classes.icon}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && (
        <div id={id} className={classes.panel} data-align={align} style={{ "--panel-width": `${width}px` } as object}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

/** The classes of a line to choose inside a panel. */
export const choice = classes.choice;
export const boxed = classes.boxed;
