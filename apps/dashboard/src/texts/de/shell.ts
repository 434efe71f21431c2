import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const shell: Translation<typeof en.shell> = {
  skip: 'Zum Inhalt springen',
  openMenu: 'Menü öffnen',
  closeMenu: 'Menü schließen',
  newTab: '(öffnet einen neuen Tab)',
  organization: 'Organisation: ',
  pages: {
    label: 'Seiten',
    overview: 'Übersicht',
    endpoints: 'Endpunkte',
    deliveries: 'Zustellungen',
    events: 'Ereignisse',
    eventTypes: 'Ereignistypen',
    keys: 'Schlüssel',
    settings: 'Konfiguration',
  },
  account: {
    reference: 'API-Referenz',
    signOut: 'Abmelden',
    signedOut: 'Abgemeldet',
    withKey: 'Angemeldet mit „{{name}}“, {{end}}',
    withUnnamedKey: 'Angemeldet mit dem Schlüssel {{end}}',
  },
  preferences: {
    title: 'Einstellungen',
    language: 'Sprache',
    times: 'Zeiten',
    local: 'Lokal',
    utc: 'UTC',
    theme: 'Farben',
    auto: 'System',
    light: 'Hell',
    dark: 'Dunkel',
    note: 'Gilt in diesem Browser.',
  },
  connection: {
    lost: 'Verbindung unterbrochen. Diese Seite ist vielleicht nicht aktuell. Neuer Versuch …',
    back: 'Verbunden. Diese Seite ist aktuell.',
  },
  notFound: {
    title: 'Seite nicht gefunden',
    hint: 'Bitte die Adresse prüfen, oder zurück zur Übersicht.',
    overview: 'Zur Übersicht',
  },
  queues: {
    title: 'Warteschlangen',
    signedIn: 'Die Anmeldung als Betreiber gilt.',
    open: 'Warteschlangen öffnen',
    needed: 'Die Warteschlangen zeigen die Aufträge aller Organisationen. Dafür ist das Passwort des Betreibers nötig.',
    password: 'Passwort des Betreibers',
    signIn: 'Als Betreiber anmelden',
  },
};
