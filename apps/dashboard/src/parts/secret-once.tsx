import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from './confirm-dialog.js';
import { CopyButton } from './copy-button.js';
import classes from './parts.module.css';
import { t } from '../texts/texts.js';

interface SecretOnceProps {
  secret: string;
  /** What it is: "the signing secret". */
  what: string;
  /** What it is for, and where it belongs. */
  children: ReactNode;
  onSaved: () => void;
}

/** A secret that is shown once. Until the user confirms that it is saved, leaving the page has to be confirmed. */
export function SecretOnce({ secret, what, children, onSaved }: SecretOnceProps) {
  const [saved, setSaved] = useState(false);
  const blocker = useBlocker({ shouldBlockFn: () => true, disabled: saved, withResolver: true });
  return (
    <Stack gap="sm">
      <Text size="sm" component="div">
        {children}
      </Text>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <code className={classes.secret} dir="ltr">
          {secret}
        </code>
        <CopyButton
          value={secret}
          what={what}
          wide
          onCopied={() => {
            setSaved(true);
          }}
        />
      </Group>
      <Checkbox
        label={t(($) => $.parts.secret.saved, { what })}
        checked={saved}
        onChange={(event) => {
          setSaved(event.currentTarget.checked);
        }}
      />
      <ConfirmDialog
        opened={blocker.status === 'blocked'}
        title={t(($) => $.parts.secret.leaveWithout, { what })}
        action={t(($) => $.parts.secret.leave)}
        danger
        pending={false}
        error={null}
        onConfirm={() => blocker.proceed?.()}
        onClose={() => blocker.reset?.()}
      >
        {t(($) => $.parts.secret.unsaved)}
      </ConfirmDialog>
      <Group justify="flex-end">
        <Button disabled={!saved} onClick={onSaved}>
          {t(($) => $.parts.done)}
        </Button>
      </Group>
    </Stack>
  );
}
