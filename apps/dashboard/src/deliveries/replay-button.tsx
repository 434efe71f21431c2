import { Button, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { DeliverySummary } from '@postrider/contracts';
import { useEffect, useState } from 'react';
import { messageOf } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { useReplay } from '../shared/delivery-queries.js';
import { t } from '../texts/texts.js';

/** Replays the delivery and shows the result next to the button. */
export function ReplayButton({ delivery }: { delivery: DeliverySummary }) {
  const { id, status, attempt_count } = delivery;
  const replay = useReplay(id);
  const [before, setBefore] = useState<number>();
  const result = before === undefined ? undefined : resultOf(delivery, before);
  useEffect(() => {
    if (result !== undefined) announce(result);
  }, [result]);

  const start = (): void => {
    replay.mutate(undefined, {
      onSuccess: () => {
        setBefore(attempt_count);
      },
    });
  };
  return (
    <Stack gap={4} align="flex-end">
      <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={start} loading={replay.isPending}>
        {status === 'pending' ? t(($) => $.deliveries.replay.now) : t(($) => $.deliveries.replay.again)}
      </Button>
      {replay.isError ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" maw={360} ta="end">
          {messageOf(replay.error)}
        </Text>
      ) : (
        result !== undefined && (
          <Text size="sm" c="dimmed" ta="end">
            {result}
          </Text>
        )
      )}
    </Stack>
  );
}

/** Result of a replay that was requested after `before` attempts. */
function resultOf({ status, attempt_count, response_status }: DeliverySummary, before: number): string {
  if (attempt_count === before) {
    return status === 'failed' ? t(($) => $.deliveries.replay.notSent) : t(($) => $.deliveries.replay.sending);
  }
  if (status !== 'delivered') return t(($) => $.deliveries.replay.failed);
  return response_status === null
    ? t(($) => $.deliveries.replay.delivered)
    : t(($) => $.deliveries.replay.deliveredWith, { status: response_status });
}
