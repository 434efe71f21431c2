import { useNavigate } from '@tanstack/react-router';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { endpointTitle } from '../shared/endpoint-title.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useDeleteEndpoint } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { Waiting } from './waiting.js';

export function DeleteDialog({ endpoint, onClose }: EndpointDialogProps) {
  const remove = useDeleteEndpoint(endpoint.id);
  const navigate = useNavigate();
  const confirm = (): void => {
    remove.mutate(undefined, {
      onSuccess: () => {
        announce('Deleted');
        void navigate({ to: '/endpoints', replace: true });
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      title="Delete this endpoint?"
      action="Delete"
      danger
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <bdi className={classes.named}>{endpointTitle(endpoint)}</bdi> will get no new events. This cannot be undone.{' '}
      <Waiting endpointId={endpoint.id} none="It has no pending deliveries.">
        Pending deliveries are still sent, including retries. To stop that, deactivate the endpoint first.
      </Waiting>{' '}
      Its deliveries stay listed but cannot be replayed.
    </ConfirmDialog>
  );
}
