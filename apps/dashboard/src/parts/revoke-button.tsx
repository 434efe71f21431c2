import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { announce } from './announcer.js';
import { ConfirmDialog } from './confirm-dialog.js';

interface RevokeButtonProps {
  action: string;
  /** The action with what it is done to, for screen readers. */
  named: string;
  title: string;
  /** Announced afterwards. */
  done: string;
  revocation: UseMutationResult<unknown, Error, void>;
  /** What will happen. */
  children: ReactNode;
}

/** Ends what a row of a table gives access to, after a question. */
export function RevokeButton({ action, named, title, done, revocation, children }: RevokeButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={open} aria-label={named}>
        {action}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={title}
        action={action}
        danger
        pending={revocation.isPending}
        error={revocation.error}
        onConfirm={() => {
          revocation.mutate(undefined, {
            onSuccess: () => {
              announce(done);
              close();
            },
          });
        }}
        onClose={close}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
