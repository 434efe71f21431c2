import { Button, Group } from '@mantine/core';
import type { Endpoint } from '@postrider/contracts';
import { useState } from 'react';
import { Trans } from 'react-i18next';
import { can } from '../api/permissions.js';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
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
        <Trans i18nKey={($) => $.endpoints.oldSecret.until} components={{ time: <ExactTime value={expiresAt} /> }} />
      </span>
      {can('secrets') && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t(($) => $.endpoints.oldSecret.end)}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title={t(($) => $.endpoints.oldSecret.ask)}
        action={t(($) => $.endpoints.oldSecret.confirm)}
        danger
        pending={expire.isPending}
        error={expire.error}
        onConfirm={() => {
          expire.mutate(undefined, {
            onSuccess: () => {
              announce(t(($) => $.endpoints.oldSecret.ended));
              close();
            },
          });
        }}
        onClose={close}
      >
        {t(($) => $.endpoints.oldSecret.effect)}
      </ConfirmDialog>
    </Group>
  );
}
