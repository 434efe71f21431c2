import type { inPortal as english } from '../en/in-portal.js';
import type { Translation } from '../translation.js';

export const inPortal: Translation<typeof english> = {
  shell: {
    notFound: { hint: 'Bitte die Adresse prüfen, oder zu den Endpunkten gehen.', overview: 'Zu den Endpunkten' },
  },
  endpoints: {
    page: {
      noneMore:
        'Ein Webhook ist eine HTTP-Anfrage an eine eigene URL, die ein Ereignis meldet, sobald es eintritt. Lege einen Endpunkt mit einer solchen URL an und wähle die Ereignisse, die er bekommt.',
      searchHint: 'Name, URL, Ereignistyp oder Id',
    },
    notice: { customerInactiveMore: 'Er bekommt nur Testereignisse.' },
    facts: {
      limitOf: { customer: 'gemeinsam für deine Endpunkte', organization: 'gemeinsam für deine Endpunkte' },
    },
    form: {
      nameHint: 'Der Titel des Endpunkts auf diesen Seiten.',
      rateLimitHint: 'Höchstzahl der Anfragen pro Sekunde. Leer: kein eigenes Limit.',
    },
    verifyHelp: {
      ownFormat: 'Die Signatur einer Anfrage steht in ihrem Header <header/>. Prüfe sie, bevor du den Body verwendest.',
    },
  },
  deliveries: {
    delivery: {
      missingReason: 'Der Link ist vielleicht unvollständig, oder die Zustellung ist nicht mehr gespeichert.',
    },
    nothingYet: {
      publish: 'Ereignisse, die deine Endpunkte abonnieren, erscheinen hier sofort, Testereignisse auch.',
    },
  },
  bulk: { page: { notFoundHint: 'Der Link ist vielleicht unvollständig.' } },
  eventTypes: {
    list: {
      description: 'Die Ereignistypen, die Endpunkte abonnieren können.',
      removed: 'Nach einem anderen Teil des Namens oder der Beschreibung suchen.',
    },
    page: { schemaHint: 'JSON Schema (2020-12) der Daten.', noSchema: 'Keines: Die Daten können jede Form haben.' },
  },
  shared: {
    endpointState: { customerInactive: 'Dein Konto ist inaktiv.' },
    failures: {
      connection_error: {
        todo: 'Prüfen, ob der Host aus dem Internet erreichbar ist. Der Fehler unten nennt die Ursache.',
      },
      blocked_address: { todo: 'Eine öffentliche Adresse verwenden.' },
      secret_unreadable: { todo: 'Das Geheimnis des Endpunkts rotieren, dann erneut senden.' },
      endpoint_gone: { what: 'Der Endpunkt hat mit 410 Gone geantwortet und wurde deshalb deaktiviert.' },
    },
    statuses: {
      403: { todo: 'Prüfen, ob er das aktuelle Signiergeheimnis nutzt und die Firewall die Anfragen erlaubt.' },
    },
  },
};
