import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconStack2 } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { t } from '../texts/texts.js';
import classes from './shell.module.css';

const QueuesDialog = lazy(async () => ({ default: (await import('./queues-dialog.js')).QueuesDialog }));

const content = (
  <>
    <IconStack2 size={18} stroke={1.6} aria-hidden />
    {t(($) => $.shell.queues.title)}
  </>
);

/** Opens the queues, after the operator's password if there is no operator session. */
export function QueuesLink({ isOperator }: { isOperator: boolean }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      {isOperator && !opened ? (
        <a href="/queues" className={classes.page} target="_blank" rel="noreferrer">
          {content}
          <IconExternalLink size={13} className={classes.away} aria-label={t(($) => $.shell.newTab)} />
        </a>
      ) : (
        <UnstyledButton className={classes.page} onClick={open} aria-haspopup="dialog">
          {content}
        </UnstyledButton>
      )}
      {opened && (
        <Suspense>
          <QueuesDialog isOperator={isOperator} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
