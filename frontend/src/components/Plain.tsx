import { type ReactNode, useEffect } from "react";
import { pageTitle } from "@/lib/brand";
import { ColorSchemeToggle } from "./ColorSchemeToggle";
import { Logo } from "./Logo";
import classes from "./Plain.module.css";

/** A page outside any account: the logo above, one narrow column below. */
export function Plain({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = pageTitle(title);
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Logo />
        <ColorSchemeToggle />
      </header>
      <main className={classes.main}>
        <div className={classes.box}>
          <h1 className={classes.title}>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}
