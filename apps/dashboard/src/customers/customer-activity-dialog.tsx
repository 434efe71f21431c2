import { useQuery } from '@tanstack/react-query';
import { Trans } from 'react-i18next';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { customerEndpointsQuery } from '../shared/customer-endpoints-query.js';
import { t } from '../texts/texts.js';
import type { CustomerDialogProps } from './customer-dialog.js';
import { useUpdateCustomer } from './customer-queries.js';
import { customerTitle } from './customer-title.js';
import classes from './customers.module.css';

/** Deactivates a customer, or activates it, and says what happens to its endpoints. */
export function CustomerActivityDialog({ customer, onClose }: CustomerDialogProps) {
  const update = useUpdateCustomer(customer.id);
  const count = useQuery(customerEndpointsQuery(customer.id)).data?.length ?? 0;
  const name = <bdi className={classes.named}>{customerTitle(customer)}</bdi>;
  // A confirmed change must not turn the dialog into the opposite one while it closes.
  const text = customer.active ? 'deactivateDialog' : 'activateDialog';
  const confirm = (): void => {
    update.mutate(
      { active: !customer.active },
      {
        onSuccess: () => {
          announce(t(($) => $.customers[text].done));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened
      title={t(($) => $.customers[text].title)}
      action={t(($) => $.customers[text].confirm)}
      pending={update.isPending}
      error={update.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {customer.active ? (
        <>
          <Trans i18nKey={($) => $.customers.deactivateDialog.effect} count={count} components={{ name }} />{' '}
          {count > 0 && t(($) => $.customers.deactivateDialog.pending)} {t(($) => $.customers.deactivateDialog.recover)}
        </>
      ) : (
        <>
          <Trans i18nKey={($) => $.customers.activateDialog.effect} components={{ name }} />{' '}
          {t(($) => $.customers.activateDialog.recover)}
        </>
      )}
    </ConfirmDialog>
  );
}
