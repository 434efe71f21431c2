import { ActionIcon, Group, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Card } from '../parts/card.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { Time } from '../parts/time.js';
import { operationQuery, runningQuery } from './bulk-queries.js';
import { OperationProgress } from './operation-progress.js';
import { nameOf } from './operation-words.js';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

/** Running operations, and those that ended on this page until they are dismissed. */
export function RunningOperations() {
  const running = useQuery(runningQuery).data;
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [away, setAway] = useState<ReadonlySet<string>>(new Set());
  const added = (running ?? []).map(({ id }) => id).filter((id) => !seen.includes(id));
  if (added.length > 0) setSeen([...added, ...seen]);

  const shown = seen.filter((id) => !away.has(id));
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm" mb="md">
      {shown.map((id) => (
        <SeenOperation
          key={id}
          id={id}
          onDismiss={() => {
            setAway(new Set([...away, id]));
          }}
        />
      ))}
    </Stack>
  );
}

function SeenOperation({ id, onDismiss }: { id: string; onDismiss: () => void }) {
  const { data: operation } = useQuery(operationQuery(id));
  if (operation === undefined) return null;
  const { status, created_at } = operation;
  return (
    <Card>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap="xs">
          <RouterAnchor to="/deliveries/bulk/$operationId" params={{ operationId: id }} fw={600} size="sm">
            {nameOf(operation)}
          </RouterAnchor>
          <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.8125rem' }}>
            <Trans i18nKey={($) => $.bulk.started} components={{ time: <Time value={created_at} /> }} />
          </span>
        </Group>
        {status !== 'running' && (
          <ActionIcon variant="subtle" color="gray" aria-label={t(($) => $.bulk.dismiss)} onClick={onDismiss}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <OperationProgress operation={operation} />
    </Card>
  );
}
