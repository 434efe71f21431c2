import { IconChevronLeft } from '@tabler/icons-react';
import { useRouter, useRouterState } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { RouterAnchor } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';

const look = { size: 'sm', mb: 4, display: 'inline-flex', style: { alignItems: 'center' } } as const;

/** To the event or the list that a delivery was opened from: by the browser's history, which also has the place on its page. */
export function BackToList() {
  const router = useRouter();
  const { list, listed, event: eventId } = useRouterState({ select: ({ location }) => location.state });
  const goBack = (event: MouseEvent): void => {
    if (
      (listed === undefined && eventId === undefined) ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    router.history.back();
  };
  if (eventId !== undefined) {
    return (
      <RouterAnchor to="/events/$eventId" params={{ eventId }} onClick={goBack} {...look}>
        <IconChevronLeft size={14} aria-hidden /> {t(($) => $.events.event.title)}
      </RouterAnchor>
    );
  }
  return (
    <RouterAnchor to="/deliveries" search={list ?? {}} onClick={goBack} {...look}>
      <IconChevronLeft size={14} aria-hidden /> {t(($) => $.deliveries.title)}
    </RouterAnchor>
  );
}
