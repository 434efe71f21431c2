import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const keys: Translation<typeof en.keys> = {
  description: 'Ein Verwaltungsschlüssel darf alles. Ein Projektschlüssel darf nur Ereignisse veröffentlichen.',
  theKey: 'Schlüssel',
  unnamed: 'Ohne Namen',
  thisSession: 'Diese Sitzung',
  never: 'Nie',
  active: 'Aktiv',
  revoked: 'Widerrufen',
  older: 'Ältere Schlüssel anzeigen',
  none: { title: 'Noch keine Schlüssel', hint: 'Am besten einer für jeden Dienst, der Ereignisse veröffentlicht.' },
  kinds: { management: 'Verwaltung', project: 'Projekt' },
  uses: {
    project: 'Darf nur Ereignisse veröffentlichen. Für Dienste.',
    management: 'Darf in dieser Organisation alles, auch Schlüssel anlegen. Für Menschen und ihre Werkzeuge.',
  },
  columns: {
    name: 'Name',
    kind: 'Art',
    key: 'Schlüssel',
    created: 'Angelegt',
    used: 'Zuletzt benutzt',
    status: 'Status',
    actions: 'Aktionen',
  },
  create: {
    open: 'Schlüssel anlegen',
    title: 'Schlüssel anlegen',
    created: 'Schlüssel „{{name}}“',
    nameHint: 'Der Dienst oder Mensch, der den Schlüssel benutzt.',
    create: 'Anlegen',
    howToSend:
      'Gesendet wird er als <code>Authorization: Bearer …</code>. Er gehört dorthin, wo nur dieses Programm ihn lesen kann.',
  },
  revoke: {
    revoke: 'Widerrufen',
    named: '{{name}} widerrufen',
    title: '„{{name}}“ widerrufen?',
    done: '{{name}} widerrufen',
    own: 'Diese Sitzung benutzt diesen Schlüssel: Der Widerruf meldet ab. Für die nächste Anmeldung braucht es einen anderen Verwaltungsschlüssel oder einen Anmeldelink vom Server.',
    consequences: {
      project:
        'Dienste, die damit veröffentlichen, werden ab dem nächsten Aufruf abgewiesen, bis sie einen anderen Schlüssel benutzen. Zustellungen gehen weiter. Das lässt sich nicht rückgängig machen.',
      management:
        'Aufrufe damit werden sofort abgewiesen, und Sitzungen, die damit begonnen haben, enden, samt den darin verbundenen Agenten. Zustellungen gehen weiter. Das lässt sich nicht rückgängig machen.',
    },
    neverUsed: 'Er wurde nie benutzt.',
    lastUsed: 'Zuletzt benutzt <time/>.',
  },
  grants: {
    title: 'Verbundene Agenten',
    description: 'MCP-Clients, die jemand ohne Schlüssel verbunden hat.',
    none: 'Keine verbundenen Agenten.',
    older: 'Ältere Agenten anzeigen',
    unnamed: 'Ohne Namen',
    columns: { client: 'Client', place: 'Wo', scope: 'Zugriff', created: 'Verbunden', used: 'Zuletzt benutzt' },
    places: { web: '{{host}}', local: 'Eigener Rechner', app: 'App ({{host}}:)' },
    scopes: { read: 'Lesen', manage: 'Lesen und verwalten' },
    disconnect: {
      disconnect: 'Trennen',
      named: '{{name}} trennen',
      title: '„{{name}}“ trennen?',
      done: '{{name}} getrennt',
      effect: 'Aufrufe werden sofort abgewiesen. Für eine neue Verbindung braucht es eine neue Erlaubnis.',
    },
  },
};
