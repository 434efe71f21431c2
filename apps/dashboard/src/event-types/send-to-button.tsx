import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import { SendToDialog } from './send-to-dialog.js';
import { t } from '../texts/texts.js';

/** Opens the dialog that sends a type's example to an endpoint. */
export function SendToButton({ type, small = false }: { type: string; small?: boolean }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        size={small ? 'compact-xs' : 'sm'}
        leftSection={small ? undefined : <IconSend size={16} aria-hidden />}
        aria-label={t(($) => $.eventTypes.send.openFor, { type })}
        onClick={open}
      >
        {t(($) => $.eventTypes.send.open)}
      </Button>
      <SendToDialog type={type} opened={opened} onClose={close} />
    </>
  );
}
