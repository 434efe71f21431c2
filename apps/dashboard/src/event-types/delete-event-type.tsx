import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { useDeleteEventType } from './event-type-calls.js';
import { t } from '../texts/texts.js';

export function DeleteEventType({ type }: { type: string }) {
  const [opened, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  const deletion = useDeleteEventType(type);
  const confirm = (): void => {
    deletion.mutate(undefined, {
      onSuccess: () => {
        announce(t(($) => $.eventTypes.deleteDialog.done, { type }));
        void navigate({ to: '/event-types' });
      },
    });
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t(($) => $.eventTypes.deleteDialog.action)}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t(($) => $.eventTypes.deleteDialog.title, { type })}
        action={t(($) => $.eventTypes.deleteDialog.action)}
        danger
        pending={deletion.isPending}
        error={deletion.error}
        onConfirm={confirm}
        onClose={close}
      >
        <Stack gap="xs">
          <Text size="sm">{t(($) => $.eventTypes.deleteDialog.consequences)}</Text>
          <Subscribers type={type} />
        </Stack>
      </ConfirmDialog>
    </>
  );
}

/** Those that name the type itself; a pattern such as `*` goes on to make sense without it. */
function Subscribers({ type }: { type: string }) {
  const { data: endpoints = [] } = useQuery(allEndpointsQuery);
  const subscribed = endpoints.filter(({ event_types }) => event_types.includes(type)).length;
  if (subscribed === 0) return null;
  return (
    <Text size="sm" fw={600}>
      {t(($) => $.eventTypes.deleteDialog.subscribers, { count: subscribed })}
    </Text>
  );
}
