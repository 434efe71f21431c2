import type { DeliveryStatus, EventSummary } from '@postrider/contracts';
import { Group } from '@mantine/core';
import { count } from '../parts/format.js';
import { DeliveryBadge, StatusBadge } from '../parts/status-badge.js';
import { t } from '../texts/texts.js';

const order = ['failed', 'pending', 'delivered'] as const satisfies readonly DeliveryStatus[];

/** The states of an event's deliveries, the most urgent first. Very many are counted in part. */
export function Outcome({ event: { deliveries, delivery_count } }: { event: EventSummary }) {
  if (delivery_count === 0) return <StatusBadge tone="idle">{t(($) => $.events.outcome.none)}</StatusBadge>;
  if (delivery_count > deliveries.length) return null;
  return (
    <Group gap="0.25rem 0.75rem">
      {order.map((status) => {
        const found = deliveries.filter((delivery) => delivery.status === status).length;
        if (found === 0) return null;
        return (
          <span key={status}>
            {delivery_count > 1 && `${count(found)} `}
            <DeliveryBadge status={status} />
          </span>
        );
      })}
    </Group>
  );
}
