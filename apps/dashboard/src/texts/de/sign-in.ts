import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const signIn: Translation<typeof en.signIn> = {
  title: 'Anmelden',
  use: 'Mit einem Verwaltungsschlüssel der Organisation (<code>mlx_mk_…</code>).',
  byLink: 'Anmeldung mit dem Link …',
  key: 'Verwaltungsschlüssel',
  note: 'Der Schlüssel wird einmal an den Server geschickt und nicht in diesem Browser gespeichert. <code>npm start</code> gibt einen Link aus, der ohne Schlüssel anmeldet.',
};
