import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBroadcast } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { t } from '../texts/texts.js';

const PublishDialog = lazy(async () => ({ default: (await import('./publish-dialog.js')).PublishDialog }));

interface PublishButtonProps {
  /** The type to begin with. */
  type?: string;
  primary?: boolean;
}

/** Opens the dialog that publishes an event from this page. */
export function PublishButton({ type, primary = false }: PublishButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant={primary ? 'filled' : 'default'}
        leftSection={<IconBroadcast size={16} aria-hidden />}
        onClick={open}
        aria-haspopup="dialog"
      >
        {t(($) => $.publish.title)}
      </Button>
      {opened && (
        <Suspense>
          <PublishDialog {...(type !== undefined && { type })} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
