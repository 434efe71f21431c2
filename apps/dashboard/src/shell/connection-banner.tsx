import { IconCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { startLive } from '../api/live.js';
import { announce } from '../parts/announcer.js';
import { bannerTiming, type Banner } from './banner-timing.js';
import classes from './shell.module.css';
import { t } from '../texts/texts.js';

/** Keeps the page live, and shows a banner over it when the connection is lost or back. */
export function ConnectionBanner() {
  const client = useQueryClient();
  const [banner, setBanner] = useState<Banner>();
  useEffect(() => {
    const timing = bannerTiming((next) => {
      setBanner(next);
      if (next !== undefined) announce(t(($) => $.shell.connection[next]));
    });
    const stop = startLive(client, timing.note);
    return () => {
      stop();
      timing.stop();
    };
  }, [client]);

  if (banner === undefined) return null;
  return (
    <div className={classes.banner} data-state={banner}>
      {banner === 'lost' ? <IconPlugConnectedX size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
      {t(($) => $.shell.connection[banner])}
    </div>
  );
}
