import { Modal } from '@mantine/core';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { SecretOnce } from '../parts/secret-once.js';
import { ExactTime } from '../parts/time.js';
import type { EndpointDialogProps } from './endpoint-dialog.js';
import { useRotateSecret } from './endpoint-queries.js';

/** Explains a rotation, then shows the new secret and the end of the old one's validity. */
export function RotateDialog({ onClose, endpoint }: EndpointDialogProps) {
  const rotate = useRotateSecret(endpoint.id);
  const rotated = rotate.data;
  if (rotated === undefined) {
    return (
      <ConfirmDialog
        opened
        title="Rotate the signing secret?"
        action="Rotate"
        pending={rotate.isPending}
        error={rotate.error}
        onConfirm={() => {
          rotate.mutate(undefined, {
            onSuccess: () => {
              announce('Rotated. Save the new signing secret.');
            },
          });
        }}
        onClose={onClose}
      >
        The new secret is shown once. For 24 hours, requests carry the signatures of both secrets, so you can update the
        receiver without missing an event.
      </ConfirmDialog>
    );
  }
  return (
    // Escape and clicks outside must not close it: the secret would be lost.
    <Modal
      opened
      onClose={onClose}
      title="Save the new signing secret"
      size="lg"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <SecretOnce secret={rotated.signing_secret} what="the new signing secret" onSaved={onClose}>
        Store it with the receiver's other secrets. The old secret is valid until{' '}
        <strong>
          <ExactTime value={rotated.previous_secret_expires_at} />
        </strong>
        .
      </SecretOnce>
    </Modal>
  );
}
