import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ReplayDialog, type ReplayRequest } from '../bulk/replay-dialog.js';
import { t } from '../texts/texts.js';

/** Replays the failed deliveries of an event, and opens the progress. */
export function ReplayFailed({ eventId }: { eventId: string }) {
  const [request, setRequest] = useState<ReplayRequest>();
  const navigate = useNavigate();
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={() => {
          setRequest({ of: 'all', filters: { event_id: eventId, status: 'failed' } });
        }}
      >
        {t(($) => $.events.deliveries.replayFailed)}
      </Button>
      <ReplayDialog
        request={request}
        onStarted={({ id }) => {
          setRequest(undefined);
          void navigate({ to: '/deliveries/bulk/$operationId', params: { operationId: id } });
        }}
        onClose={() => {
          setRequest(undefined);
        }}
      />
    </>
  );
}
