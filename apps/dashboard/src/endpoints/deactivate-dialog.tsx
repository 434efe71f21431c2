import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useUpdateEndpoint } from './endpoint-queries.js';
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
      It gets no more events. <Waiting endpointId={endpoint.id} none="Nothing is waiting for it." /> Pending deliveries
      fail now, as “endpoint inactive”; they can be replayed, and what it misses can be recovered, once it is active
      again.
    </ConfirmDialog>
  );
}
