import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { t } from '../texts/texts.js';
import classes from './portal.module.css';
import { keptReturnUrl } from './return-url.js';
import { usePortal } from './use-portal.js';

/** To where the customer came from, out of a frame, too. */
export function BackLink() {
  const { view } = usePortal();
  const url = view === undefined ? keptReturnUrl() : view.return_url;
  if (url === null) return null;
  const name = view?.organization.name ?? '';
  return (
    <Anchor href={url} target="_top" rel="noreferrer" size="sm" className={classes.back}>
      <IconArrowLeft size={14} aria-hidden />
      {name === '' ? t(($) => $.portal.backUnnamed) : t(($) => $.portal.back, { name })}
    </Anchor>
  );
}
