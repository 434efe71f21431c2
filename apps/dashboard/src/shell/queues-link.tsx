import { Button, Group, Modal, PasswordInput, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconStack2 } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { useOperatorSignIn } from '../api/session.js';
import classes from './shell.module.css';
import { t } from '../texts/texts.js';

const content = (
  <>
    <IconStack2 size={18} stroke={1.6} aria-hidden />
    {t(($) => $.shell.queues.title)}
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
          <IconExternalLink size={13} className={classes.away} aria-label={t(($) => $.shell.newTab)} />
        </a>
      ) : (
        <UnstyledButton className={classes.page} onClick={open} aria-haspopup="dialog">
          {content}
        </UnstyledButton>
      )}
      <Modal
        opened={opened}
        onClose={close}
        title={t(($) => $.shell.queues.title)}
        closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
      >
        {isOperator ? <Welcome onLeave={close} /> : <OperatorForm onClose={close} />}
      </Modal>
    </>
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
