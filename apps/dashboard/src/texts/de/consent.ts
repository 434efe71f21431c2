import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const consent: Translation<typeof en.consent> = {
  title: 'Zugriff erlauben?',
  pageTitle: 'Zugriff erlauben',
  asks: '<client>{{name}}</client> möchte auf die Webhooks von <organization>{{organization}}</organization> zugreifen.',
  unnamed: 'Eine Anwendung ohne Namen',
  leadsTo: {
    web: 'Danach geht es weiter zu <host>{{host}}</host>. Ist das die Seite der Anwendung? Jeder kann jeden Namen wählen.',
    local: 'Zugriff bekommt ein Programm auf diesem Rechner. Wurde es gerade eben selbst gestartet?',
    app: 'Danach öffnet sich eine App auf diesem Gerät (<host>{{host}}:</host>). Wurde das gerade eben selbst gestartet?',
  },
  access: 'Was erlaubt ist',
  scopes: {
    read: { name: 'Lesen', hint: 'Endpunkte, Ereignisse mit ihren Daten, Zustellungen und Antworten sehen.' },
    manage: {
      name: 'Lesen und verwalten',
      hint: 'Auch Endpunkte, Kunden und Ereignistypen ändern und löschen, Ereignisse veröffentlichen, Zustellungen erneut senden und neue Signaturgeheimnisse sehen. Keine Schlüssel, Kontakte und kein Portal.',
    },
  },
  allow: 'Erlauben',
  deny: 'Ablehnen',
  end: 'Unter Schlüssel lässt sich die Verbindung jederzeit trennen.',
  endWithKey:
    'Unter Schlüssel lässt sich die Verbindung jederzeit trennen. Sie endet auch mit dem eigenen Schlüssel ({{key}}).',
  otherKey: 'Mit einem anderen Schlüssel anmelden',
  leaving: 'Zurück zur Anwendung. Diese Seite kann geschlossen werden.',
  failed: 'Diese Anfrage lässt sich nicht erlauben',
  failedHint: 'Es wurde nichts erlaubt. In der Anwendung neu verbinden.',
};
