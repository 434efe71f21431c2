import { Button, Modal } from '@mantine/core';
import { announce } from '../parts/announcer.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { EndpointForm } from './endpoint-form.js';
import { useUpdateEndpoint } from './endpoint-queries.js';

export function EditDialog({ endpoint, onClose }: EndpointDialogProps) {
  const update = useUpdateEndpoint(endpoint.id);
  return (
    <Modal opened onClose={onClose} title="Edit endpoint" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <EndpointForm
        initial={endpoint}
        action="Save"
        pending={update.isPending}
        error={update.error}
        onSubmit={(fields) => {
          update.mutate(fields, {
            onSuccess: () => {
              announce('Saved. The change applies from the next attempt on.');
              onClose();
            },
          });
        }}
        cancel={
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        }
      />
    </Modal>
  );
}
