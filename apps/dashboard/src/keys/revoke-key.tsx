import type { ApiKey } from '@postrider/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { Time } from '../parts/time.js';
import { useRevokeKey } from './key-calls.js';

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
      <Button variant="default" size="compact-xs" onClick={open} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Revoke “${name}”?`}
        action="Revoke"
        danger
        pending={revocation.isPending}
        error={revocation.error}
        onConfirm={() => {
          revocation.mutate(undefined, {
            onSuccess: () => {
              announce(`Revoked ${name}`);
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
          You are signed in with this key: revoking it signs you out, and you need another management key, or a sign-in
          link from the server, to come back.
        </Text>
      )}
      <Text size="sm">
        {kind === 'project'
          ? 'Services that publish with it are refused from their next call on, until they use another key.'
          : 'Calls with it are refused at once, and sessions that were started with it end.'}{' '}
        Deliveries continue. This cannot be undone.
      </Text>
      <Text size="sm" c="dimmed">
        {last_used_at === null ? (
          'It was never used.'
        ) : (
          <>
            Last used <Time value={last_used_at} />.
          </>
        )}
      </Text>
    </Stack>
  );
}
