import { Modal, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { Trans } from 'react-i18next';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { SecretOnce } from '../parts/secret-once.js';
import { ExactTime } from '../parts/time.js';
import { t } from '../texts/texts.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useRotateSecret } from './endpoint-queries.js';

/** In hours. */
const usualOverlap = 24;
const mostOverlap = 720;

/** Explains a rotation, then shows the new secret and the end of the old one's validity. */
export function RotateDialog({ onClose, endpoint }: EndpointDialogProps) {
  const rotate = useRotateSecret(endpoint.id);
  const [hours, setHours] = useState<number | string>(usualOverlap);
  const rotated = rotate.data;
  if (rotated === undefined) {
    return (
      <ConfirmDialog
        opened
        title={t(($) => $.endpoints.rotateDialog.ask)}
        action={t(($) => $.endpoints.rotateDialog.rotate)}
        disabled={hours === ''}
        pending={rotate.isPending}
        error={rotate.error}
        onConfirm={() => {
          rotate.mutate(Number(hours), {
            onSuccess: () => {
              announce(t(($) => $.endpoints.rotateDialog.rotated));
            },
          });
        }}
        onClose={onClose}
      >
        {t(($) => $.endpoints.rotateDialog.effect)}
        <NumberInput
          label={t(($) => $.endpoints.rotateDialog.overlap)}
          description={t(($) => $.endpoints.rotateDialog.overlapHint)}
          value={hours}
          onChange={setHours}
          min={0}
          max={mostOverlap}
          clampBehavior="strict"
          mt="md"
          styles={{ wrapper: { maxWidth: 160 } }}
        />
      </ConfirmDialog>
    );
  }
  return (
    // Escape and clicks outside must not close it: the secret would be lost.
    <Modal
      opened
      onClose={onClose}
      title={t(($) => $.endpoints.rotateDialog.save)}
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <SecretOnce secret={rotated.signing_secret} what={t(($) => $.endpoints.rotateDialog.theSecret)} onSaved={onClose}>
        <Trans
          i18nKey={($) => $.endpoints.rotateDialog.until}
          components={{
            time: (
              <strong>
                <ExactTime value={rotated.previous_secret_expires_at} />
              </strong>
            ),
          }}
        />
      </SecretOnce>
    </Modal>
  );
}
