import type { DeliverySummary, Endpoint } from '@postrider/contracts';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { can } from '../api/permissions.js';
import { messageOf } from '../api/api-error.js';
import { manage, path } from '../api/request.js';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { TestResult } from '../endpoints/test-result.js';
import { ErrorState } from '../parts/error-state.js';
import { BlockSkeleton } from '../parts/loading.js';
import { RouterButton } from '../parts/router-anchor.js';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

interface SendToDialogProps {
  type: string;
  opened: boolean;
  onClose: () => void;
}

/** Sends the example of a type to an endpoint of one's choice, as a test event, and shows what becomes of it. */
export function SendToDialog({ type, opened, onClose }: SendToDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(($) => $.eventTypes.send.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      <Stack gap="md">
        <Text size="sm">
          <Trans i18nKey={($) => $.eventTypes.send.what} values={{ type }} components={{ code: <code /> }} />
        </Text>
        <SendTo type={type} />
      </Stack>
    </Modal>
  );
}

function SendTo({ type }: { type: string }) {
  const { data: endpoints, error, isFetching, refetch } = useQuery(allEndpointsQuery);
  if (endpoints === undefined) {
    if (error === null) return <BlockSkeleton height={60} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  if (endpoints.length === 0) {
    return (
      <Group justify="space-between">
        <Text size="sm">{t(($) => $.eventTypes.send.noEndpoint)}</Text>
        {can('manage') && <RouterButton to="/endpoints/new">{t(($) => $.eventTypes.send.createEndpoint)}</RouterButton>}
      </Group>
    );
  }
  return <SendForm type={type} endpoints={endpoints} />;
}

function SendForm({ type, endpoints }: { type: string; endpoints: readonly Endpoint[] }) {
  const [chosen, setChosen] = useState<string | null>(endpoints.length === 1 ? (endpoints[0]?.id ?? null) : null);
  const test = useMutation({
    mutationFn: (endpointId: string): Promise<DeliverySummary> =>
      manage('POST', path`/endpoints/${endpointId}/test`, { body: { event_type: type } }),
  });
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (chosen !== null) test.mutate(chosen);
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <Group align="flex-end" justify="flex-end" gap="sm">
          <Select
            label={t(($) => $.eventTypes.send.endpoint)}
            placeholder={t(($) => $.eventTypes.send.choose)}
            data={endpoints.map(({ id, url, active }) => ({
              value: id,
              label: active ? url : t(($) => $.eventTypes.send.inactive, { url }),
            }))}
            value={chosen}
            onChange={setChosen}
            searchable
            nothingFoundMessage={t(($) => $.eventTypes.send.noMatch)}
            error={test.isError ? messageOf(test.error) : undefined}
            flex="1 1 16rem"
            data-autofocus
          />
          <Button type="submit" disabled={chosen === null} loading={test.isPending}>
            {test.isSuccess ? t(($) => $.eventTypes.send.again) : t(($) => $.eventTypes.send.send)}
          </Button>
        </Group>
        {test.data !== undefined && <TestResult key={test.data.id} sent={test.data} />}
      </Stack>
    </form>
  );
}
