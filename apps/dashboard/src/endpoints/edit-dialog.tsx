import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { can } from '../api/permissions.js';
import { announce } from '../parts/announcer.js';
import type { DeliveryFilters } from '../shared/delivery-filters.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { EndpointForm } from './endpoint-form.js';
import { useUpdateEndpoint } from './endpoint-queries.js';
import { ReplayFailed } from './replay-failed.js';
import { useFailed } from './use-failed.js';

/** Changes an endpoint. If it has been failing, offers to replay what failed. */
export function EditDialog({ endpoint, onClose }: EndpointDialogProps) {
  const update = useUpdateEndpoint(endpoint.id);
  const { filters, failed } = useFailed(endpoint);
  /** Those of before the change, which may end what is counted as one failure. */
  const [offered, setOffered] = useState<DeliveryFilters>();
  if (offered !== undefined) return <ReplayFailed filters={offered} isAfterChange onClose={onClose} />;
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
              if (failed !== undefined && can('replay')) setOffered(filters);
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
