import type { BulkOperation, EventDetail } from '@postrider/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../api/api-error.js';
import { manage, path } from '../api/request.js';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';

interface RecoverButtonProps {
  event: Pick<EventDetail, 'created_at'>;
  endpointId: string;
}

/**
 * Recoveries go by when an event was taken in, which is a little before the time that it tells, and by another clock.
 * Milliseconds.
 */
const around = 10_000;

/**
 * Delivers an event to an endpoint that missed it, by a recovery of the seconds around it. What else the endpoint missed
 * in them comes along, and what it got already does not.
 */
export function RecoverButton({ event: { created_at }, endpointId }: RecoverButtonProps) {
  const client = useQueryClient();
  const recovery = useMutation({
    mutationFn: (): Promise<BulkOperation> => {
      const at = Date.parse(created_at);
      const [since, until] = [at - around, at + around].map((time) => new Date(time).toISOString());
      return manage('POST', path`/endpoints/${endpointId}/recover`, { body: { since, until } });
    },
    onSuccess: () => {
      announce(t(($) => $.events.recover.started));
      return client.invalidateQueries({ queryKey: ['events'] });
    },
  });
  return (
    <Stack gap={4} align="flex-end">
      <Button
        size="xs"
        loading={recovery.isPending}
        disabled={recovery.isSuccess}
        onClick={() => {
          recovery.mutate();
        }}
      >
        {recovery.isSuccess ? t(($) => $.events.recover.running) : t(($) => $.events.recover.deliver)}
      </Button>
      {recovery.isError && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {messageOf(recovery.error)}
        </Text>
      )}
    </Stack>
  );
}
