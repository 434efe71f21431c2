import { Button, Group } from '@mantine/core';
import type { Endpoint } from '@postrider/contracts';
import { useState } from 'react';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { ExactTime } from '../parts/time.js';
import { useExpirePreviousSecrets } from './endpoint-queries.js';

/** Until when the old secret is valid, and the way to end it now. */
export function OldSecret({ endpoint, expiresAt }: { endpoint: Endpoint; expiresAt: string }) {
  const [asking, setAsking] = useState(false);
  const expire = useExpirePreviousSecrets(endpoint.id);
  const close = (): void => {
    setAsking(false);
    expire.reset();
  };
  return (
    <Group gap="xs">
      <span>
        valid until <ExactTime value={expiresAt} />
      </span>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          setAsking(true);
        }}
      >
        End it now…
      </Button>
      <ConfirmDialog
        opened={asking}
        title="End the old signing secret?"
        action="End it"
        danger
        pending={expire.isPending}
        error={expire.error}
        onConfirm={() => {
          expire.mutate(undefined, {
            onSuccess: () => {
              announce('The old secret has ended.');
              close();
            },
          });
        }}
        onClose={close}
      >
        From the next attempt on, requests carry the signature of the current secret alone. A receiver that still has
        the old one refuses them.
      </ConfirmDialog>
    </Group>
  );
}
