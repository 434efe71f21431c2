import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { endpointTitle } from '../shared/endpoint-title.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useUpdateEndpoint } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { Waiting } from './waiting.js';

export function DeactivateDialog({ endpoint, onClose }: EndpointDialogProps) {
  const update = useUpdateEndpoint(endpoint.id);
  const deactivate = (): void => {
    update.mutate(
      { active: false },
      {
        onSuccess: () => {
          announce('Deactivated');
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened
      title="Deactivate this endpoint?"
      action="Deactivate"
      pending={update.isPending}
      error={update.error}
      onConfirm={deactivate}
      onClose={onClose}
    >
      <bdi className={classes.named}>{endpointTitle(endpoint)}</bdi> will get no more events.{' '}
      <Waiting endpointId={endpoint.id} none="It has no pending deliveries.">
        Pending deliveries fail now with “endpoint inactive”, and can be replayed once it is active again.
      </Waiting>{' '}
      Events that it misses can be recovered then.
    </ConfirmDialog>
  );
}
