import { Button, Modal } from '@mantine/core';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { EndpointForm } from './endpoint-form.js';
import { useUpdateEndpoint } from './endpoint-queries.js';

export function EditDialog({ endpoint, onClose }: EndpointDialogProps) {
  const update = useUpdateEndpoint(endpoint.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.endpoints.editDialog.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.endpoints.editDialog.close) }}
    >
      <EndpointForm
        current={endpoint}
        action={t(($) => $.endpoints.editDialog.save)}
        pending={update.isPending}
        error={update.error}
        onSubmit={(fields) => {
          update.mutate(fields, {
            onSuccess: () => {
              announce(t(($) => $.endpoints.editDialog.saved));
              onClose();
            },
          });
        }}
        cancel={
          <Button variant="default" onClick={onClose}>
            {t(($) => $.endpoints.form.cancel)}
          </Button>
        }
      />
    </Modal>
  );
}
