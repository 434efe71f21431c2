import { Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type HistoryState, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import classes from './delivery.module.css';
import { placeOf } from './listed.js';

/** Links to the deliveries before and after this one on the page of the list that it was opened from. */
export function ListNeighbors({ id }: { id: string }) {
  const state = useRouterState({ select: ({ location }) => location.state });
  const place = placeOf(id, state);
  if (place === undefined) return null;
  return (
    <nav className={classes.neighbors} aria-label={t(($) => $.deliveries.neighbors.title)}>
      <Neighbor id={place.previous} state={state} label={t(($) => $.deliveries.neighbors.previous)}>
        <IconChevronLeft size={16} aria-hidden />
      </Neighbor>
      <Text size="sm" c="dimmed" className={classes.place}>
        {t(($) => $.deliveries.neighbors.place, { position: place.position, count: place.count })}
      </Text>
      <Neighbor id={place.next} state={state} label={t(($) => $.deliveries.neighbors.next)}>
        <IconChevronRight size={16} aria-hidden />
      </Neighbor>
    </nav>
  );
}

interface NeighborProps {
  id: string | undefined;
  /** With the list. */
  state: HistoryState;
  label: string;
  children: ReactNode;
}

/** Replaces the entry of the browser's history, so that the way back leads to the list with its filters. */
function Neighbor({ id, state: { listed, list }, label, children }: NeighborProps) {
  if (id === undefined) return <span className={classes.noNeighbor} />;
  return (
    <RouterButton
      to="/deliveries/$deliveryId"
      params={{ deliveryId: id }}
      state={{ ...(listed && { listed }), ...(list && { list }) }}
      replace
      variant="default"
      px={9}
      aria-label={label}
      title={label}
    >
      {children}
    </RouterButton>
  );
}
