import { Button, Modal } from '@mantine/core';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';
import type { CustomerDialogProps } from './customer-dialog.js';
import { CustomerForm } from './customer-form.js';
import { useUpdateCustomer } from './customer-queries.js';

export function EditCustomerDialog({ customer, onClose }: CustomerDialogProps) {
  const update = useUpdateCustomer(customer.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.customers.editDialog.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      <CustomerForm
        current={customer}
        action={t(($) => $.customers.editDialog.save)}
        pending={update.isPending}
        error={update.error}
        onSubmit={({ uid: _uid, active: _active, ...changes }) => {
          update.mutate(changes, {
            onSuccess: () => {
              announce(t(($) => $.customers.editDialog.saved));
              onClose();
            },
          });
        }}
        cancel={
          <Button variant="default" onClick={onClose}>
            {t(($) => $.parts.cancel)}
          </Button>
        }
      />
    </Modal>
  );
}
