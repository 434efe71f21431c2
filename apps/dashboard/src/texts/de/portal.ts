import type { portal as english } from '../en/portal.js';
import type { Translation } from '../translation.js';

export const portal: Translation<typeof english> = {
  of: 'Webhooks von {{customer}}',
  back: 'Zurück zu {{name}}',
  backUnnamed: 'Zurück',
  over: {
    title: 'Die Sitzung ist beendet',
    reopen: 'Bitte diese Seite erneut von dort aus öffnen, wo du hergekommen bist.',
  },
};
