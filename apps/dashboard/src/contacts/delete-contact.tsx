import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Contact } from '@postrider/contracts';
import { announce } from '../parts/announcer.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { t } from '../texts/texts.js';
import { useDeleteContact } from './contact-calls.js';
import { contactTarget } from './contact-target.js';

export function DeleteContact({ contact }: { contact: Contact }) {
  const [opened, { open, close }] = useDisclosure();
  const deletion = useDeleteContact(contact.id);
  const target = contactTarget(contact);
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        onClick={open}
        aria-label={t(($) => $.contacts.remove.named, { target })}
      >
        {t(($) => $.contacts.remove.remove)}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t(($) => $.contacts.remove.title, { target })}
        action={t(($) => $.contacts.remove.remove)}
        danger
        pending={deletion.isPending}
        error={deletion.error}
        onConfirm={() => {
          deletion.mutate(undefined, {
            onSuccess: () => {
              announce(t(($) => $.contacts.remove.done, { target }));
              close();
            },
          });
        }}
        onClose={close}
      >
        {t(($) => $.contacts.remove.effect)}
      </ConfirmDialog>
    </>
  );
}
