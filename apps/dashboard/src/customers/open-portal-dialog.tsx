import { Modal } from '@mantine/core';
import { announce } from '../parts/announcer.js';
import { t } from '../texts/texts.js';
import type { CustomerDialogProps } from './customer-dialog.js';
import { useCreatePortalSession } from './portal-calls.js';
import { PortalLink } from './portal-link.js';
import { PortalSessionForm } from './portal-session-form.js';

/** Creates a portal session, and shows its link once. */
export function OpenPortalDialog({ customer, onClose }: CustomerDialogProps) {
  const creation = useCreatePortalSession(customer.id);
  const created = creation.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={created === undefined ? t(($) => $.customers.portal.open) : t(($) => $.customers.portal.link.title)}
      size="lg"
      // The link would be lost.
      closeOnClickOutside={created === undefined}
      closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}
    >
      {created === undefined ? (
        <PortalSessionForm
          pending={creation.isPending}
          error={creation.error}
          onSubmit={(choice) => {
            creation.mutate(choice, {
              onSuccess: () => {
                announce(t(($) => $.customers.portal.link.title));
              },
            });
          }}
          onCancel={onClose}
        />
      ) : (
        <PortalLink customer={customer} session={created} onDone={onClose} />
      )}
    </Modal>
  );
}
