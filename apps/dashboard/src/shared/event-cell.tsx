import type { ReactNode } from 'react';
import classes from './event-cell.module.css';
import { TestBadge } from './test-badge.js';

interface EventCellProps {
  id: string;
  test: boolean;
  /** The uid of the customer that the event names. */
  customer?: string | undefined;
  /** The RowLink of the row, with the event's type. */
  children: ReactNode;
}

/** An event in a list: its type, a mark for a test event, and its id below. */
export function EventCell({ id, test, customer, children }: EventCellProps) {
  return (
    <span className={classes.event} data-part="event">
      {children}
      {test && (
        <>
          {' '}
          <TestBadge />
        </>
      )}
      {customer !== undefined && (
        <>
          {' '}
          <bdi className={classes.customer}>{customer}</bdi>
        </>
      )}
      <span className={classes.id} title={id} data-part="event-id">
        <bdi>{id}</bdi>
      </span>
    </span>
  );
}
