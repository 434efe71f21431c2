import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageOf } from '../api/api-error.js';
import { t } from '../texts/texts.js';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** A verb: "Delete". */
  action: string;
  danger?: boolean;
  /** Whether the action is of no use. */
  disabled?: boolean;
  /** A second way, before the action. */
  alternative?: ReactNode;
  pending: boolean;
  /** Why it did not work; null or undefined: nothing is wrong. */
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back, or that others notice. The focus begins at the button that cancels. */
export function ConfirmDialog({ opened, title, children, action, danger = false, ...rest }: ConfirmDialogProps) {
  const { pending, error, disabled = false, alternative, onConfirm, onClose } = rest;
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t(($) => $.parts.close) }}>
      <Stack gap="md">
        <Text size="sm" component="div">
          {children}
        </Text>
        {error !== null && error !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {messageOf(error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t(($) => $.parts.cancel)}
          </Button>
          {alternative}
          <Button disabled={disabled} {...(danger ? { color: 'red.8' } : {})} onClick={onConfirm} loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
