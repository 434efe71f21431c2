import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const events: Translation<typeof en.events> = {
  title: 'Ereignisse',
  pagesWhat: 'Ereignisse',
  description: 'Jedes veröffentlichte Ereignis, und wohin es ging.',
  endpoints_one: '{{count, number}} Endpunkt',
  endpoints_other: '{{count, number}} Endpunkte',
  deliveries: {
    title: 'Zustellungen',
    endpoint: 'Endpunkt',
    status: 'Status',
    response: 'Letzte Antwort',
    attempts: 'Versuche',
    completed: 'Abgeschlossen',
    replayFailed: 'Fehlgeschlagene erneut senden…',
    delivery: 'Zustellung',
    details: 'Details<hidden> der Zustellung {{id}}</hidden>',
    all: 'Alle {{count, number}} Zustellungen',
  },
  filters: {
    title: 'Ereignisse filtern',
    type: 'Ereignistyp',
    allTypes: 'Alle Ereignistypen',
    noType: 'Kein passender Typ',
    customer: 'Kunde',
    allCustomers: 'Alle Kunden',
    noSubscribers: 'Ohne Abonnenten',
  },
  event: {
    title: 'Ereignis',
    of: 'Ereignis {{type}}',
    data: 'Daten',
    dataDescription: 'Wie veröffentlicht. Empfänger bekommen sie im Feld data der Nutzdaten.',
    dataWhat: 'die Daten',
  },
  facts: {
    id: 'Id',
    type: 'Typ',
    customer: 'Kunde',
    published: 'Veröffentlicht',
    time: '<exact/> (<time/>)',
    to: 'Gesendet an',
    nobody: 'Keinen Endpunkt',
  },
  none: {
    yet: 'Noch keine Ereignisse',
    publish:
      'Eines mit einem Projektschlüssel veröffentlichen. Ereignisse werden gespeichert, auch wenn kein Endpunkt sie abonniert.',
    match: 'Kein Ereignis passt',
    unsubscribed: 'Keine Ereignisse ohne Abonnenten',
    all: 'Alle Ereignisse zeigen',
    exact:
      'Werte müssen genau übereinstimmen. Ereignisse, die vor der Angabe ihres Pfads veröffentlicht wurden, werden nicht gefunden.',
    subscribed: 'Jedes passende Ereignis hatte einen Abonnenten.',
    ofCustomer: 'Innerhalb der Aufbewahrung gibt es keine passenden Ereignisse dieses Kunden.',
    retained: 'Innerhalb der Aufbewahrung gibt es keine Ereignisse dieses Typs.',
  },
  table: {
    event: 'Ereignis',
    to: 'Gesendet an',
    nobody: 'Keinen Endpunkt',
    outcome: 'Ergebnis',
    published: 'Veröffentlicht',
  },
  noSubscribers: {
    title: 'Keine Abonnenten',
    reason:
      'Bei der Veröffentlichung hatte kein aktiver Endpunkt <code>{{type}}</code> abonniert. Das Ereignis ist gespeichert und lässt sich noch zustellen.',
    reasonOfCustomer:
      'Bei der Veröffentlichung hatte kein aktiver Endpunkt von <customer/> den Typ <code>{{type}}</code> abonniert. Das Ereignis ist gespeichert und lässt sich noch zustellen.',
    others:
      'Andere Ereignisse, die dem Endpunkt bis zehn Sekunden davor oder danach entgangen sind, werden mit zugestellt. Für einen längeren Zeitraum auf der Seite des Endpunkts Ereignisse nachholen.',
    todo: 'Jetzt abonniert es kein Endpunkt. Einen anlegen, oder den Typ bei einem <existing>vorhandenen</existing> ergänzen. Dann dieses Ereignis von hier zustellen, oder auf der Seite des Endpunkts einen Zeitraum nachholen.',
    create: 'Endpunkt anlegen',
    active: 'Jetzt abonniert:',
    inactive: 'Abonniert, aber inaktiv:',
    activate: 'Zuerst aktivieren',
  },
  outcome: { none: 'Keine Zustellung' },
  payloadFilter: {
    howTo:
      'Um Ereignisse nach einem Wert in ihren Nutzdaten zu finden, etwa einer Bestellnummer, das Feld suchbar machen.',
    name: 'Ein Feld suchbar machen',
    paths: 'Durchsuchbare Pfade',
    path: 'Pfad des Werts in den Nutzdaten',
    value: 'Wert in den Nutzdaten',
    find: 'Suchen',
    clear: 'Löschen',
  },
  recover: { started: 'Das Ereignis wird zugestellt', running: 'Wird zugestellt', deliver: 'Zustellen' },
  paths: {
    title: 'Durchsuchbare Pfade',
    close: 'Schließen',
    saved: 'Die durchsuchbaren Pfade sind gespeichert',
    note: 'Ereignisse, die von jetzt an veröffentlicht werden, lassen sich nach den Werten dieser Pfade finden: Texte, Zahlen und Wahrheitswerte. Frühere Ereignisse findet ein neuer Pfad nicht.',
    label: 'Pfade',
    description: 'Schlüssel von Objekten, durch Punkte verbunden, etwa data.order_id oder data.customer.id.',
    cancel: 'Abbrechen',
    save: 'Speichern',
  },
};
