import type { BulkOperation } from '@postrider/contracts';
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { manage, path } from '../api/request.js';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { recoverRange, spans } from './recover-range.js';

/** Asks for a time range, starts the recovery and opens its progress page. */
export function RecoverDialog({ endpoint, onClose }: EndpointDialogProps) {
  const [span, setSpan] = useState('24');
  const [exact, setExact] = useState({ from: '', to: '' });
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
  const problem = rest ?? (span === 'exact' ? undefined : (fields.since ?? fields.until));

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    recover.mutate(recoverRange(span, exact, Date.now()));
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
            <Button type="submit" loading={recover.isPending} disabled={!endpoint.active}>
              {t(($) => $.endpoints.recoverDialog.recover)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
