import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const charts: Translation<typeof en.charts> = {
  bucket: '{{time}}: {{values}}',
  value: '{{number}} {{name}}',
  unknown: '–',
  time: 'Zeit',
  showAs: 'Anzeigen als',
  chart: 'Diagramm',
  table: 'Tabelle',
  spans: {
    minute_one: 'Minute',
    minute_other: '{{count}} Minuten',
    hour_one: 'Stunde',
    hour_other: '{{count}} Stunden',
    day_one: 'Tag',
    day_other: '{{count}} Tage',
  },
};
