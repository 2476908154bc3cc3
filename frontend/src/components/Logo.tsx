import { Link } from "@tanstack/react-router";
import { type Brand, brand, isOurs } from "@/lib/brand";
import classes from "./Logo.module.css";

/** Whose application this is: ours, or on an agency's host the agency's. */
export function Logo({ of = brand }: { of?: Brand }) {
  return (
    <Link to="/" className={classes.logo} aria-label={`${of.name}, home`}>
      {isOurs(of) && <Plummet />}
      {of.logo && <img className={classes.picture} src={of.logo} alt="" />}
      {!of.logo && <span className={isOurs(of) ? classes.name : classes.brandName}>{of.name}</span>}
    </Link>
  );
}

function Plummet() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--ink)" />
      <path d="M16 5v9" stroke="var(--surface)" strokeWidth="2" strokeLinecap="round" />
      <path d="M11.5 14h9l-4.5 13z" fill="var(--surface)" />
    </svg>
  );
}
