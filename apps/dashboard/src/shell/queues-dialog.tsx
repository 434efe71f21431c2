import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { useOperatorSignIn } from '../api/session.js';
import { t } from '../texts/texts.js';

interface QueuesDialogProps {
  isOperator: boolean;
  onClose: () => void;
}

/** Asks for the operator's password, and then leads to the queues. */
export function QueuesDialog({ isOperator, onClose }: QueuesDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.shell.queues.title)}
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      {isOperator ? <Welcome onLeave={onClose} /> : <OperatorForm onClose={onClose} />}
    </Modal>
  );
}

function Welcome({ onLeave }: { onLeave: () => void }) {
  return (
    <Stack gap="md">
      <Text size="sm">{t(($) => $.shell.queues.signedIn)}</Text>
      <Group justify="flex-end">
        <Button component="a" href="/queues" target="_blank" rel="noreferrer" onClick={onLeave} data-autofocus>
          {t(($) => $.shell.queues.open)}
        </Button>
      </Group>
    </Stack>
  );
}

function OperatorForm({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const signIn = useOperatorSignIn();
  const { fields, rest } = signIn.isError ? errorsByField(signIn.error, ['password']) : { fields: {}, rest: undefined };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    signIn.mutate(password);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t(($) => $.shell.queues.needed)}</Text>
        <PasswordInput
          label={t(($) => $.shell.queues.password)}
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
          error={fields.password ?? rest}
          autoComplete="current-password"
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(($) => $.parts.cancel)}
          </Button>
          <Button type="submit" loading={signIn.isPending} disabled={password === ''}>
            {t(($) => $.shell.queues.signIn)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
