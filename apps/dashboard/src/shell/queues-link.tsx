import { Button, Group, Modal, PasswordInput, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconStack2 } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { useOperatorSignIn } from '../api/session.js';
import classes from './shell.module.css';

const content = (
  <>
    <IconStack2 size={18} stroke={1.6} aria-hidden />
    Queues
  </>
);

/** Opens the queues, after the operator's password if there is no operator session. */
export function QueuesLink({ isOperator }: { isOperator: boolean }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      {isOperator && !opened ? (
        <a href="/queues" className={classes.page} target="_blank" rel="noreferrer">
          {content}
          <IconExternalLink size={13} className={classes.away} aria-label="(opens in a new tab)" />
        </a>
      ) : (
        <UnstyledButton className={classes.page} onClick={open} aria-haspopup="dialog">
          {content}
        </UnstyledButton>
      )}
      <Modal opened={opened} onClose={close} title="Queues" closeButtonProps={{ 'aria-label': 'Close' }}>
        {isOperator ? <Welcome onLeave={close} /> : <OperatorForm onClose={close} />}
      </Modal>
    </>
  );
}

function Welcome({ onLeave }: { onLeave: () => void }) {
  return (
    <Stack gap="md">
      <Text size="sm">You are signed in as the operator.</Text>
      <Group justify="flex-end">
        <Button component="a" href="/queues" target="_blank" rel="noreferrer" onClick={onLeave} data-autofocus>
          Open the queues
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
        <Text size="sm">The queues show the jobs of all organizations and need the operator's password.</Text>
        <PasswordInput
          label="Operator password"
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
            Cancel
          </Button>
          <Button type="submit" loading={signIn.isPending} disabled={password === ''}>
            Sign in as operator
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
