import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const api: Translation<typeof en.api> = {
  unreachable: 'Der Server ist nicht erreichbar.',
  wrong: 'Etwas ist schiefgegangen.',
  withRequest: '{{message}} (Anfrage {{requestId}})',
};
