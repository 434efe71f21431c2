import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const shell: Translation<typeof en.shell> = { skip: 'Zum Inhalt' };
