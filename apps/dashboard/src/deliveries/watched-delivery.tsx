import type { DeliveryDetail } from '@postrider/contracts';
import { Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { messageOf } from '../api/api-error.js';
import { manage, path } from '../api/request.js';
import { lastAnswer } from '../events/last-answer.js';
import { announce } from '../parts/announcer.js';
import { duration } from '../parts/format.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { DeliveryBadge } from '../parts/status-badge.js';
import { Time } from '../parts/time.js';

const lookAgainAfter = 1_000;
const shownOfAnswer = 300;

const watchedQuery = (id: string) => ({
  queryKey: ['deliveries', 'watched', id],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<DeliveryDetail> =>
    manage('GET', path`/deliveries/${id}`, { signal }),
  // Somebody sits and waits for it: not only when the live updates say so.
  refetchInterval: ({ state }: { state: { data?: DeliveryDetail | undefined } }) =>
    state.data === undefined || state.data.status === 'pending' ? lookAgainAfter : false,
});

/** A delivery that was just begun: shows in place what becomes of it, and says so to screen readers. */
export function WatchedDelivery({ id }: { id: string }) {
  const { data, error } = useQuery(watchedQuery(id));
  const attempts = data?.attempts.length ?? 0;
  const result = data === undefined || attempts === 0 ? undefined : `${nameOf(data)}: ${lastAnswer(data)}`;
  useEffect(() => {
    if (result !== undefined) announce(result);
  }, [result]);

  if (data === undefined && error !== null) return <Text size="sm">{messageOf(error)}</Text>;
  if (data === undefined || (data.status === 'pending' && attempts === 0)) {
    return (
      <Group gap="xs">
        <Loader size="xs" />
        <Text size="sm">Sent; waiting for the receiver’s answer…</Text>
      </Group>
    );
  }
  return <Result delivery={data} />;
}

const nameOf = ({ status }: DeliveryDetail): string =>
  status === 'delivered' ? 'Delivered' : status === 'failed' ? 'Failed' : 'Not delivered yet';

function Result({ delivery }: { delivery: DeliveryDetail }) {
  const last = delivery.attempts.at(-1);
  const answer = last?.response_body ?? '';
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <DeliveryBadge status={delivery.status} />
        <Text size="sm">
          {lastAnswer(delivery)}
          {last !== undefined && ` after ${duration(last.duration_ms)}`}
        </Text>
        <RouterAnchor to="/deliveries/$deliveryId" params={{ deliveryId: delivery.id }} size="sm">
          The delivery in full
        </RouterAnchor>
      </Group>
      {last?.error !== null && last?.error !== undefined && <Text size="sm">{last.error}</Text>}
      {answer !== '' && (
        <Text size="xs" component="code" display="block" c="dimmed">
          {answer.slice(0, shownOfAnswer)}
          {answer.length > shownOfAnswer && '…'}
        </Text>
      )}
      {delivery.next_attempt_at !== null && (
        <Text size="sm" c="dimmed">
          Next attempt <Time value={delivery.next_attempt_at} />
        </Text>
      )}
    </Stack>
  );
}
