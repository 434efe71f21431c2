import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';
import { CustomerForm } from './customer-form.js';
import { useCreateCustomer } from './customer-queries.js';

/** Creates a customer, then leads to its page. */
export function CreateCustomerDialog({ onClose }: { onClose: () => void }) {
  const creation = useCreateCustomer();
  const navigate = useNavigate();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.customers.createDialog.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      <CustomerForm
        action={t(($) => $.customers.create)}
        pending={creation.isPending}
        error={creation.error}
        onSubmit={(fields) => {
          creation.mutate(fields, {
            onSuccess: ({ id }) => {
              announce(t(($) => $.customers.createDialog.created));
              void navigate({ to: '/customers/$customer', params: { customer: id }, replace: true });
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
