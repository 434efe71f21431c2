import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OAuthGrant } from '@postrider/contracts';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { t } from '../texts/texts.js';
import { useRevokeGrant } from './grant-calls.js';

export function DisconnectGrant({ grant: { id, client_name } }: { grant: OAuthGrant }) {
  const [opened, { open, close }] = useDisclosure();
  const revocation = useRevokeGrant(id);
  const name = client_name ?? t(($) => $.keys.grants.unnamed);
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        onClick={open}
        aria-label={t(($) => $.keys.grants.disconnect.named, { name })}
      >
        {t(($) => $.keys.grants.disconnect.disconnect)}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t(($) => $.keys.grants.disconnect.title, { name })}
        action={t(($) => $.keys.grants.disconnect.disconnect)}
        danger
        pending={revocation.isPending}
        error={revocation.error}
        onConfirm={() => {
          revocation.mutate(undefined, {
            onSuccess: () => {
              announce(t(($) => $.keys.grants.disconnect.done, { name }));
              close();
            },
          });
        }}
        onClose={close}
      >
        {t(($) => $.keys.grants.disconnect.effect)}
      </ConfirmDialog>
    </>
  );
}
