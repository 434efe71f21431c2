import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const parts: Translation<typeof en.parts> = {
  time: {
    soon: 'gleich',
    now: 'gerade eben',
    ahead: 'in {{time}}',
    ago: 'vor {{time}}',
    next: 'nächster <time/>',
    due: 'jetzt fällig',
  },
  deliveries_one: '{{count}} Zustellung',
  deliveries_other: '{{count}} Zustellungen',
};
