import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { DeliveryDetail } from '@postrider/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { parseJson } from '../api/parse-json.js';
import { JsonField } from '../parts/json-field.js';
import { parseJsonObject } from '../parts/parse-json-object.js';
import { announce } from '../parts/announcer.js';
import { FormError } from '../parts/form-error.js';
import { t } from '../texts/texts.js';
import { editableData } from './editable-data.js';
import { useSendEdited } from './send-edited.js';

interface ResendDialogProps {
  delivery: DeliveryDetail;
  opened: boolean;
  onClose: () => void;
}

/** Sends the event's data, changed, to the same endpoint as a new test event, and leads to its delivery. */
export function ResendDialog({ delivery, opened, onClose }: ResendDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(($) => $.deliveries.resend.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.deliveries.resend.close) }}
    >
      <ResendForm delivery={delivery} onClose={onClose} />
    </Modal>
  );
}

function ResendForm({ delivery, onClose }: Omit<ResendDialogProps, 'opened'>) {
  const { endpoint_id, event_type } = delivery;
  const [text, setText] = useState(() => editableData(delivery));
  const send = useSendEdited(endpoint_id);
  const navigate = useNavigate();
  const { fields, rest } = send.isError ? errorsByField(send.error, ['data']) : { fields: {}, rest: undefined };
  const isWrong = 'problem' in parseJsonObject(text);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isWrong) return;
    send.mutate(
      { event_type, data: parseJson(text) },
      {
        onSuccess: ({ id }) => {
          announce(t(($) => $.deliveries.resend.sent));
          onClose();
          void navigate({ to: '/deliveries/$deliveryId', params: { deliveryId: id } });
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t(($) => $.deliveries.resend.note)}</Text>
        <JsonField
          label={t(($) => $.deliveries.resend.data)}
          description={t(($) => $.deliveries.resend.dataNote, { type: event_type })}
          value={text}
          onChange={setText}
          error={fields.data}
        />
        <FormError message={rest} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.deliveries.resend.cancel)}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={isWrong}>
            {t(($) => $.deliveries.resend.send)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
