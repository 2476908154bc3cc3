import { Link } from "@tanstack/react-router";
import classes from "./Logo.module.css";

export function Logo() {
  return (
    <Link to="/" className={classes.logo} aria-label="Plumbline, home">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--ink)" />
        <path d="M16 5v9" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
        <path d="M11.5 14h9l-4.5 13z" fill="var(--surface)" />
      </svg>
      <span className={classes.name}>Plumbline</span>
    </Link>
  );
}
