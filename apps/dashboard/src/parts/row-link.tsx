import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import classes from './data-table.module.css';

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

function PlainLink({ children, ...props }: LinkProps) {
  return (
    <a {...props} className={classes.rowLink}>
      {children}
    </a>
  );
}

/** The link that a row of a DataTable is: the whole row leads to it, and shows its focus. */
export const RowLink = createLink(PlainLink);

/** What can be clicked for itself in such a row. */
export function AboveRowLink({ children }: { children: ReactNode }) {
  return <span className={classes.aboveRowLink}>{children}</span>;
}
