import { UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import classes from './search.module.css';
import { t } from '../texts/texts.js';

const SearchDialog = lazy(async () => ({ default: (await import('./search-dialog.js')).SearchDialog }));
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the search; so do Ctrl-K everywhere, and `/` outside of fields. Its code is loaded with the first use. */
export function SearchButton({ onOpen }: { onOpen: () => void }) {
  const [openings, setOpenings] = useState(0);
  const open = (): void => {
    onOpen();
    setOpenings((count) => count + 1);
  };
  useHotkeys([['mod+K', open]], []);
  useHotkeys([['/', open]]);
  return (
    <>
      <UnstyledButton className={classes.open} onClick={open} aria-keyshortcuts="Control+K /">
        <IconSearch size={16} aria-hidden />
        {t(($) => $.search.search)}
        <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </UnstyledButton>
      {openings > 0 && (
        <Suspense>
          <SearchDialog opening={openings} />
        </Suspense>
      )}
    </>
  );
}
