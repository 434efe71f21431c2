import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { FormError } from '../parts/form-error.js';
import { t } from '../texts/texts.js';
import { useCreateContact } from './contact-calls.js';
import { contactTarget } from './contact-target.js';

type Channel = 'email' | 'slack';

interface CreateContactDialogProps {
  customerId: string | undefined;
  onClose: () => void;
}

export function CreateContactDialog({ customerId, onClose }: CreateContactDialogProps) {
  const [channel, setChannel] = useState<Channel>('email');
  const [target, setTarget] = useState('');
  const creation = useCreateContact();
  const field = channel === 'email' ? 'address' : 'url';
  const { fields, rest } = creation.isError
    ? errorsByField(creation.error, ['channel', 'address', 'url'])
    : { fields: {}, rest: undefined };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    creation.mutate(
      { channel, [field]: target.trim(), customer: customerId },
      {
        onSuccess: (contact) => {
          announce(t(($) => $.contacts.create.done, { target: contactTarget(contact) }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.contacts.create.open)}
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Radio.Group
            label={t(($) => $.contacts.columns.channel)}
            value={channel}
            error={fields.channel}
            onChange={(value) => {
              setChannel(value === 'slack' ? 'slack' : 'email');
              creation.reset();
            }}
          >
            <Group gap="md" mt="xs">
              <Radio value="email" label={t(($) => $.contacts.channels.email)} />
              <Radio value="slack" label={t(($) => $.contacts.channels.slack)} />
            </Group>
          </Radio.Group>
          <TextInput
            label={t(($) => $.contacts.create.fields[field])}
            description={t(($) => $.contacts.create.hints[field])}
            type={channel === 'email' ? 'email' : 'url'}
            value={target}
            onChange={(event) => {
              setTarget(event.currentTarget.value);
            }}
            error={fields[field]}
            autoComplete="off"
            required
            data-autofocus
          />
          <FormError message={rest} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t(($) => $.parts.cancel)}
            </Button>
            <Button type="submit" loading={creation.isPending}>
              {t(($) => $.contacts.create.create)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
