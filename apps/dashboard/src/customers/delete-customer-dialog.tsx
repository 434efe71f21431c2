import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Trans } from 'react-i18next';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { customerEndpointsQuery } from '../shared/customer-endpoints-query.js';
import { t } from '../texts/texts.js';
import type { CustomerDialogProps } from './customer-dialog.js';
import { useDeleteCustomer } from './customer-queries.js';
import { customerTitle } from './customer-title.js';
import classes from './customers.module.css';

export function DeleteCustomerDialog({ customer, onClose }: CustomerDialogProps) {
  const remove = useDeleteCustomer(customer.id);
  const navigate = useNavigate();
  const count = useQuery(customerEndpointsQuery(customer.id)).data?.length ?? 0;
  const confirm = (): void => {
    remove.mutate(undefined, {
      onSuccess: () => {
        announce(t(($) => $.customers.deleteDialog.done));
        void navigate({ to: '/customers', replace: true });
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      title={t(($) => $.customers.deleteDialog.title)}
      action={t(($) => $.customers.deleteDialog.confirm)}
      danger
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Trans
        i18nKey={($) => $.customers.deleteDialog.effect}
        count={count}
        components={{ name: <bdi className={classes.named}>{customerTitle(customer)}</bdi> }}
      />{' '}
      {count > 0 && t(($) => $.customers.deleteDialog.pending)} {t(($) => $.customers.deleteDialog.stays)}
    </ConfirmDialog>
  );
}
