import type { Connection } from '../api/live.js';

export type Banner = 'lost' | 'back';

/** A gap that is over before anybody could read of it is not worth a banner. */
const patience = 1_500;
const goodNewsLasts = 4_000;

/** Says which banner to show, or none, while the connection comes and goes. */
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
