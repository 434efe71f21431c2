import type { BulkOperation, MissedEventCount } from '@postrider/contracts';
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { Trans } from 'react-i18next';
import { errorsByField } from '../api/api-error.js';
import { manage, path } from '../api/request.js';
import { countQuery } from '../shared/count-deliveries.js';
import { announce } from '../parts/announcer.js';
import { RouterAnchor } from '../parts/router-anchor.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { recoverRange, spans } from './recover-range.js';

/** Asks for a time range, starts the recovery and opens its progress page. */
export function RecoverDialog({ endpoint, onClose }: EndpointDialogProps) {
  const [span, setSpan] = useState('24');
  const [exact, setExact] = useState({ from: '', to: '' });
  const [openedAt] = useState(() => Date.now());
  const navigate = useNavigate();
  const recover = useMutation({
    mutationFn: (range: ReturnType<typeof recoverRange>) =>
      manage<BulkOperation>('POST', path`/endpoints/${endpoint.id}/recover`, { body: range }),
    onSuccess: ({ id }) => {
      announce(t(($) => $.endpoints.recoverDialog.recovering));
      void navigate({ to: '/deliveries/bulk/$operationId', params: { operationId: id } });
    },
  });
  const { fields, rest } = recover.isError
    ? errorsByField(recover.error, ['since', 'until'])
    : { fields: {}, rest: undefined };
  // What is recovered is what was shown and counted.
  const range = recoverRange(span, exact, openedAt);
  const settled = useSettled(range);
  const missed = useMissed(endpoint.id, settled);
  const problem = rest ?? (span === 'exact' ? undefined : (fields.since ?? fields.until));

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    recover.mutate(range);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.endpoints.recoverDialog.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.endpoints.recoverDialog.close) }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t(($) => $.endpoints.recoverDialog.about)}</Text>
          <Radio.Group label={t(($) => $.endpoints.recoverDialog.publishedIn)} value={span} onChange={setSpan}>
            <Stack gap={6} mt={6}>
              {spans.map(({ value, label }) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
          {span === 'exact' && (
            <Group gap="sm" align="flex-start" grow>
              <TextInput
                type="datetime-local"
                label={t(($) => $.endpoints.recoverDialog.from)}
                step={1}
                value={exact.from}
                onChange={(event) => {
                  setExact({ ...exact, from: event.currentTarget.value });
                }}
                error={fields.since}
              />
              <TextInput
                type="datetime-local"
                label={t(($) => $.endpoints.recoverDialog.to)}
                description={t(($) => $.endpoints.recoverDialog.toHint)}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                step={1}
                value={exact.to}
                onChange={(event) => {
                  setExact({ ...exact, to: event.currentTarget.value });
                }}
                error={fields.until}
              />
            </Group>
          )}
          {span !== 'exact' && (
            <Text size="sm" c="dimmed">
              <Trans i18nKey={($) => $.bulk.filter.since} components={{ time: <ExactTime value={range.since} /> }} />
            </Text>
          )}
          <div role="status">
            <Text size="sm" fw={600} mih="1.5em">
              {missed !== undefined && missedInWords(missed)}
            </Text>
            <FailedInstead endpointId={endpoint.id} range={settled} />
          </div>
          {problem !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {problem}
            </Text>
          )}
          {!endpoint.active && (
            <Text size="sm" c="dimmed">
              {t(($) => $.endpoints.recoverDialog.inactive)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t(($) => $.endpoints.recoverDialog.cancel)}
            </Button>
            <Button type="submit" loading={recover.isPending} disabled={!endpoint.active || isNothing(missed)}>
              {t(($) => $.endpoints.recoverDialog.recover)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const pauseMs = 400;

type Range = ReturnType<typeof recoverRange>;

/** The range, once typing pauses. */
const useSettled = (range: Range): Range => useDebouncedValue(range, pauseMs)[0];

/** What a recovery of this range would deliver; undefined while it is counted, or for an invalid range. */
function useMissed(endpointId: string, range: Range): MissedEventCount | undefined {
  return useQuery({
    queryKey: ['matching', 'missed', endpointId, range.since, range.until],
    queryFn: ({ signal }): Promise<MissedEventCount> =>
      manage('GET', path`/endpoints/${endpointId}/missed-events`, { query: { ...range }, signal }),
    enabled: range.since !== '',
    retry: false,
    gcTime: 0,
  }).data;
}

const isNothing = (counted: MissedEventCount | undefined): boolean =>
  counted?.complete === true && counted.missed === 0;

function missedInWords({ events, missed, complete }: MissedEventCount): string {
  if (!complete) return t(($) => $.endpoints.recoverDialog.missedSoFar, { count: missed, events });
  if (missed === 0) return t(($) => $.endpoints.recoverDialog.missedNone, { count: events });
  return t(($) => $.endpoints.recoverDialog.missed, { count: missed, events });
}

/** Failed deliveries are no missed events: after an outage, a replay is what sends them. */
function FailedInstead({ endpointId, range }: { endpointId: string; range: Range }) {
  const filters = { endpoint_id: endpointId, status: 'failed' as const, ...range };
  const { data } = useQuery({ ...countQuery(filters), enabled: range.since !== '', retry: false });
  if (data === undefined || data.count === 0) return null;
  return (
    <Text size="sm">
      <Trans
        i18nKey={($) => $.endpoints.recoverDialog.failedInstead}
        count={data.count}
        components={{ replay: <RouterAnchor to="/deliveries" search={filters} size="sm" /> }}
      />
    </Text>
  );
}
