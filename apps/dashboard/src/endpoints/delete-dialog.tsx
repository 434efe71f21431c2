import { useNavigate } from '@tanstack/react-router';
import { Trans } from 'react-i18next';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { endpointTitle } from '../shared/endpoint-title.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useDeleteEndpoint } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { Waiting } from './waiting.js';

export function DeleteDialog({ endpoint, onClose }: EndpointDialogProps) {
  const remove = useDeleteEndpoint(endpoint.id);
  const navigate = useNavigate();
  const confirm = (): void => {
    remove.mutate(undefined, {
      onSuccess: () => {
        announce(t(($) => $.endpoints.deleteDialog.done));
        void navigate({ to: '/endpoints', replace: true });
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      title={t(($) => $.endpoints.deleteDialog.title)}
      action={t(($) => $.endpoints.deleteDialog.confirm)}
      danger
      pending={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Trans
        i18nKey={($) => $.endpoints.deleteDialog.effect}
        components={{ name: <bdi className={classes.named}>{endpointTitle(endpoint)}</bdi> }}
      />{' '}
      <Waiting endpointId={endpoint.id}>{t(($) => $.endpoints.deleteDialog.pending)}</Waiting>{' '}
      {t(($) => $.endpoints.deleteDialog.stays)}
    </ConfirmDialog>
  );
}
