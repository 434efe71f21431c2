import { Trans } from 'react-i18next';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { endpointTitle } from '../shared/endpoint-title.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useUpdateEndpoint } from './endpoint-queries.js';
import classes from './endpoints.module.css';
import { Waiting } from './waiting.js';

export function DeactivateDialog({ endpoint, onClose }: EndpointDialogProps) {
  const update = useUpdateEndpoint(endpoint.id);
  const deactivate = (): void => {
    update.mutate(
      { active: false },
      {
        onSuccess: () => {
          announce(t(($) => $.endpoints.deactivateDialog.done));
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened
      title={t(($) => $.endpoints.deactivateDialog.title)}
      action={t(($) => $.endpoints.deactivateDialog.confirm)}
      pending={update.isPending}
      error={update.error}
      onConfirm={deactivate}
      onClose={onClose}
    >
      <Trans
        i18nKey={($) => $.endpoints.deactivateDialog.effect}
        components={{ name: <bdi className={classes.named}>{endpointTitle(endpoint)}</bdi> }}
      />{' '}
      <Waiting endpointId={endpoint.id}>{t(($) => $.endpoints.deactivateDialog.pending)}</Waiting>{' '}
      {t(($) => $.endpoints.deactivateDialog.recover)}
    </ConfirmDialog>
  );
}
