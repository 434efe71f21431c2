import type { Connection } from '../api/live.js';

export type Banner = 'lost' | 'back';

/** A shorter interruption shows no banner. */
const patience = 1_500;
const goodNewsLasts = 4_000;

/** Decides which banner to show as the connection changes. */
export function bannerTiming(show: (banner: Banner | undefined) => void): {
  note: (connection: Connection) => void;
  stop: () => void;
} {
  let shown: Banner | undefined;
  let known: Connection = 'connecting';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (banner: Banner | undefined): void => {
    shown = banner;
    show(banner);
  };

  const later = (banner: Banner | undefined, ms: number): void => {
    timer = setTimeout(() => {
      change(banner);
    }, ms);
  };

  const note = (connection: Connection): void => {
    if (connection === known) return;
    known = connection;
    clearTimeout(timer);
    if (connection === 'lost') later('lost', patience);
    else if (shown === 'lost') {
      change('back');
      later(undefined, goodNewsLasts);
    }
  };

  return {
    note,
    stop: () => {
      clearTimeout(timer);
    },
  };
}
