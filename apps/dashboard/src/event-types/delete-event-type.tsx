import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { allEndpointsQuery } from '../shared/all-endpoints.js';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { countOf } from '../parts/format.js';
import { useDeleteEventType } from './event-type-calls.js';

export function DeleteEventType({ type }: { type: string }) {
  const [opened, { open, close }] = useDisclosure();
  const navigate = useNavigate();
  const deletion = useDeleteEventType(type);
  const confirm = (): void => {
    deletion.mutate(undefined, {
      onSuccess: () => {
        announce(`Deleted the event type ${type}`);
        void navigate({ to: '/event-types' });
      },
    });
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        Delete
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Delete ${type}?`}
        action="Delete"
        danger
        pending={deletion.isPending}
        error={deletion.error}
        onConfirm={confirm}
        onClose={close}
      >
        <Stack gap="xs">
          <Text size="sm">
            Publishing events of this type will be refused. Existing events and deliveries stay, and pending deliveries
            are still sent.
          </Text>
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
      {countOf(subscribed, 'endpoint')} {subscribed === 1 ? 'subscribes' : 'subscribe'} to it, and will no longer get
      events of it vain.
    </Text>
  );
}
