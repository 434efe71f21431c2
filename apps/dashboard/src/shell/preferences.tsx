import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustments } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { t } from '../texts/texts.js';
import classes from './shell.module.css';

const PreferencesDialog = lazy(async () => ({
  default: (await import('./preferences-dialog.js')).PreferencesDialog,
}));

/** The language, the time zone and the theme, which this browser keeps. Their dialog is loaded with the first use. */
export function Preferences() {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <UnstyledButton className={classes.page} onClick={open} aria-haspopup="dialog">
        <IconAdjustments size={18} stroke={1.6} aria-hidden />
        {t(($) => $.shell.preferences.title)}
      </UnstyledButton>
      {opened && (
        <Suspense>
          <PreferencesDialog onClose={close} />
        </Suspense>
      )}
    </>
  );
}
