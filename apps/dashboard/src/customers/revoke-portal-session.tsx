import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { PortalSession } from '@postrider/contracts';
import { Trans } from 'react-i18next';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { absoluteTime } from '../parts/format.js';
import { Time } from '../parts/time.js';
import { t } from '../texts/texts.js';
import { useRevokePortalSession } from './portal-calls.js';

interface RevokePortalSessionProps {
  session: PortalSession;
  customerId: string;
}

export function RevokePortalSession({ session: { id, created_at }, customerId }: RevokePortalSessionProps) {
  const [opened, { open, close }] = useDisclosure();
  const revocation = useRevokePortalSession(customerId, id);
  const time = absoluteTime(Date.parse(created_at));
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        onClick={open}
        aria-label={t(($) => $.customers.portal.revoke.named, { time })}
      >
        {t(($) => $.customers.portal.revoke.revoke)}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t(($) => $.customers.portal.revoke.title)}
        action={t(($) => $.customers.portal.revoke.revoke)}
        danger
        pending={revocation.isPending}
        error={revocation.error}
        onConfirm={() => {
          revocation.mutate(undefined, {
            onSuccess: () => {
              announce(t(($) => $.customers.portal.revoke.done));
              close();
            },
          });
        }}
        onClose={close}
      >
        <Trans i18nKey={($) => $.customers.portal.revoke.effect} components={{ time: <Time value={created_at} /> }} />
      </ConfirmDialog>
    </>
  );
}
