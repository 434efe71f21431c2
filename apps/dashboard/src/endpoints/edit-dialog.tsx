import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { can } from '../api/permissions.js';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { EndpointForm } from './endpoint-form.js';
import { useUpdateEndpoint } from './endpoint-queries.js';
import { ReplayFailed } from './replay-failed.js';
import { useFailed } from './use-failed.js';

/** Changes an endpoint. If it has been failing, offers to replay what failed. */
export function EditDialog({ endpoint, onClose }: EndpointDialogProps) {
  const update = useUpdateEndpoint(endpoint.id);
  const { filters, hasFailed } = useFailed(endpoint);
  const [isSaved, setIsSaved] = useState(false);
  if (isSaved) return <ReplayFailed filters={filters} isAfterChange onClose={onClose} />;
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
              if (hasFailed && can('replay')) setIsSaved(true);
              else onClose();
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
