import type { ApiKey } from '@postrider/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { Time } from '../parts/time.js';
import { useRevokeKey } from './key-calls.js';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

interface RevokeKeyProps {
  apiKey: ApiKey;
  /** Whether this session was started with the key. */
  isOwn: boolean;
}

export function RevokeKey({ apiKey, isOwn }: RevokeKeyProps) {
  const [opened, { open, close }] = useDisclosure();
  const revocation = useRevokeKey(apiKey.id);
  const name = apiKey.name ?? `…${apiKey.last_four}`;
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={open} aria-label={t(($) => $.keys.revoke.named, { name })}>
        {t(($) => $.keys.revoke.revoke)}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t(($) => $.keys.revoke.title, { name })}
        action={t(($) => $.keys.revoke.revoke)}
        danger
        pending={revocation.isPending}
        error={revocation.error}
        onConfirm={() => {
          revocation.mutate(undefined, {
            onSuccess: () => {
              announce(t(($) => $.keys.revoke.done, { name }));
              close();
            },
          });
        }}
        onClose={close}
      >
        <Consequences apiKey={apiKey} isOwn={isOwn} />
      </ConfirmDialog>
    </>
  );
}

function Consequences({ apiKey: { kind, last_used_at }, isOwn }: RevokeKeyProps) {
  return (
    <Stack gap="xs">
      {isOwn && (
        <Text size="sm" fw={600} c="var(--mantine-color-error)">
          {t(($) => $.keys.revoke.own)}
        </Text>
      )}
      <Text size="sm">{t(($) => $.keys.revoke.consequences[kind])}</Text>
      <Text size="sm" c="dimmed">
        {last_used_at === null ? (
          t(($) => $.keys.revoke.neverUsed)
        ) : (
          <Trans i18nKey={($) => $.keys.revoke.lastUsed} components={{ time: <Time value={last_used_at} /> }} />
        )}
      </Text>
    </Stack>
  );
}
