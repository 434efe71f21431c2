import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CopyButton } from './copy-button.js';
import classes from './parts.module.css';

interface SecretOnceProps {
  secret: string;
  /** What it is: "the signing secret". */
  what: string;
  /** What it is for, and where it belongs. */
  children: ReactNode;
  onSaved: () => void;
}

/** A secret that is shown once. It is hidden when the user confirms that it is saved. */
export function SecretOnce({ secret, what, children, onSaved }: SecretOnceProps) {
  const [saved, setSaved] = useState(false);
  return (
    <Stack gap="sm">
      <Text size="sm" component="div">
        {children}
      </Text>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <code className={classes.secret} dir="ltr">
          {secret}
        </code>
        <CopyButton value={secret} what={what} wide />
      </Group>
      <Checkbox
        label={`I saved ${what}. It cannot be shown again.`}
        checked={saved}
        onChange={(event) => {
          setSaved(event.currentTarget.checked);
        }}
      />
      <Group justify="flex-end">
        <Button disabled={!saved} onClick={onSaved}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
