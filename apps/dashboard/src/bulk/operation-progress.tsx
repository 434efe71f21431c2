import { Button, Group, Progress, Text } from '@mantine/core';
import type { BulkOperation } from '@postrider/contracts';
import { useEffect, useRef } from 'react';
import { messageOf } from '../api/api-error.js';
import { can } from '../api/permissions.js';
import { announce } from '../parts/announcer.js';
import { useCancelOperation } from './bulk-queries.js';
import { isInVain, nameOf, percentOf, progressOf } from './operation-words.js';
import { t } from '../texts/texts.js';

const colors = { running: 'postal', completed: 'var(--pr-good-mark)', cancelled: 'gray' } as const;

/** Progress of an operation, with a button to cancel it. The height stays the same when it ends. */
export function OperationProgress({ operation }: { operation: BulkOperation }) {
  const { id, status } = operation;
  const cancel = useCancelOperation(id);
  const words = progressOf(operation);
  useAnnouncedEnd(operation, words);
  return (
    <div>
      <Group justify="space-between" gap="xs" mih={30}>
        <Text size="sm">{words}</Text>
        {status === 'running' && can('replay') && (
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            onClick={() => {
              cancel.mutate();
            }}
          >
            {t(($) => $.parts.cancel)}
          </Button>
        )}
      </Group>
      <Progress.Root size="md" mt={4}>
        <Progress.Section
          value={percentOf(operation)}
          color={isInVain(operation) ? 'var(--pr-idle-mark)' : colors[status]}
          aria-label={nameOf(operation)}
          aria-valuetext={words}
        />
      </Progress.Root>
      {cancel.isError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>
          {messageOf(cancel.error)}
        </Text>
      )}
    </div>
  );
}

/** Announces the end of an operation that this page showed running. */
function useAnnouncedEnd({ status }: BulkOperation, words: string): void {
  const wasRunning = useRef(status === 'running');
  useEffect(() => {
    if (wasRunning.current && status !== 'running') announce(words);
    wasRunning.current = status === 'running';
  }, [status, words]);
}
