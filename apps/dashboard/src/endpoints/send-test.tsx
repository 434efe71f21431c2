import type { Endpoint } from '@postrider/contracts';
import { Button, Group, Select, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { messageOf } from '../api/api-error.js';
import { publishableTypesQuery } from '../shared/event-types-query.js';
import { announce } from '../parts/announcer.js';
import { Card } from '../parts/card.js';
import { t } from '../texts/texts.js';
import { useSendTest } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { preferredType } from './preferred-type.js';
import { TestResult } from './test-result.js';

/** Sends the example of an event type to this endpoint and shows the result. */
export function SendTest({ endpoint }: { endpoint: Endpoint }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const types = useQuery(publishableTypesQuery).data ?? [];
  const names = types.map(({ type }) => type);
  const type = chosen ?? preferredType(names, endpoint.event_types);
  const send = useSendTest(endpoint.id);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (type === undefined) return;
    send.mutate(type, {
      onSuccess: () => {
        announce(t(($) => $.endpoints.sendTest.sent));
      },
    });
  };

  return (
    <Card title={t(($) => $.endpoints.sendTest.title)} description={t(($) => $.endpoints.sendTest.description)}>
      <form onSubmit={submit}>
        <Group gap="xs" wrap="nowrap">
          <Select
            aria-label={t(($) => $.endpoints.sendTest.eventType)}
            data={names}
            value={type ?? null}
            onChange={setChosen}
            allowDeselect={false}
            searchable
            flex={1}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          <Button
            type="submit"
            loading={send.isPending}
            disabled={type === undefined}
            leftSection={<IconSend size={16} aria-hidden />}
          >
            {t(($) => $.endpoints.sendTest.send)}
          </Button>
        </Group>
      </form>
      {send.isError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs">
          {messageOf(send.error)}
        </Text>
      )}
      {send.data === undefined ? (
        <div className={classes.result}>
          <Text size="sm" c="dimmed">
            {t(($) => $.endpoints.sendTest.empty)}
          </Text>
        </div>
      ) : (
        <TestResult key={send.data.id} sent={send.data} />
      )}
    </Card>
  );
}
