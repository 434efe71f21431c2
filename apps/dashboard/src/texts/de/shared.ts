import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const shared: Translation<typeof en.shared> = {
  endpointState: {
    active: 'Aktiv',
    degraded: 'Beeinträchtigt',
    failing: 'Fehlschlagend',
    inactive: 'Deaktiviert',
    gone: 'Er antwortete mit 410 Gone.',
    failedForDays: 'Fünf Tage lang schlug jeder Versuch fehl.',
    byHand: 'Von Hand deaktiviert.',
    allEvents: 'Alle Ereignisse',
    more: '{{type}} und {{others}} weitere',
  },
};
