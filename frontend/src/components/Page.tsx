import { type ReactNode, useEffect } from "react";
import { pageTitle } from "@/lib/brand";
import classes from "./Page.module.css";

type PageProps = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode };

/** One page of an account: its heading, what the numbers refer to, its controls. */
export function Page({ title, subtitle, actions, children }: PageProps) {
  useEffect(() => {
    document.title = pageTitle(title);
  }, [title]);
  return (
    <>
      <div className={classes.head}>
        <div className={classes.words}>
          <h1 className={classes.title}>{title}</h1>
          {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}

type CardProps = {
  title?: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

export function Card({ title, subtitle, actions, children, className }: CardProps) {
  return (
    <section className={`${classes.card} ${className ?? ""}`} aria-label={title}>
      {(title || actions) && (
        <div className={classes.cardHead}>
          <div className={classes.words}>
            {title && <h2 className={classes.cardTitle}>{title}</h2>}
            {subtitle && <p className={classes.cardSubtitle}>{subtitle}</p>}
          </div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Nothing to show: says why and names the next step. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2 className={classes.emptyTitle}>{title}</h2>
      <div className={classes.emptyText}>{children}</div>
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  );
}
