import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const search: Translation<typeof en.search> = {
  search: 'Suchen',
  results: 'Ergebnisse',
  placeholder: 'Eine Id, ein Endpunkt, ein Kunde, ein Ereignistyp, eine Seite …',
  nothing: 'Nichts passt. Ein Ereignis wird auch mit der Id gefunden, die sein Erzeuger ihm gab.',
  oneWithValue: 'Ereignis mit {{path}} {{value}}',
  withValue: 'Ereignisse mit {{path}} {{value}}',
  makeSearchable: 'Ein Feld suchbar machen',
  makeSearchableNote:
    'Um Ereignisse nach einem Wert in ihren Daten zu finden, etwa einer Bestellnummer, das Feld suchbar machen.',
  keysNote: 'Schlüssel haben keine eigene Seite.',
  groups: { goTo: 'Gehe zu', byValue: 'Ereignisse nach Wert', pages: 'Seiten', actions: 'Aktionen' },
  pages: {
    failedDeliveries: 'Fehlgeschlagene Zustellungen',
    failedWords: 'fehler probleme',
    pendingDeliveries: 'Ausstehende Zustellungen',
    pendingWords: 'wartend wiederholt',
    typesWords: 'katalog schema',
    keys: 'API-Schlüssel',
    keysWords: 'tokens zugang',
    settingsWords: 'portal logo farbe format anfragen header signatur',
    createEndpoint: 'Endpunkt anlegen',
    createEndpointWords: 'neu webhook empfänger url',
    createCustomerWords: 'neu mandant',
    createType: 'Ereignistyp anlegen',
    createTypeWords: 'neu',
    createKey: 'API-Schlüssel anlegen',
    createKeyWords: 'neu token',
  },
  kinds: { evt: 'Ereignis', whd: 'Zustellung', whe: 'Endpunkt', blk: 'Sammelvorgang', cus: 'Kunde' },
  nouns: {
    org: 'einer Organisation',
    key: 'eines API-Schlüssels',
    ses: 'einer Sitzung',
    whe: 'eines Endpunkts',
    evt: 'eines Ereignisses',
    whd: 'einer Zustellung',
    blk: 'eines Sammelvorgangs',
    cus: 'eines Kunden',
  },
  hints: {
    noPage: {
      org: 'Das ist die Id einer Organisation, die hier keine Seite hat.',
      ses: 'Das ist die Id einer Sitzung, die hier keine Seite hat.',
    },
    unknown:
      'Keine Id von Postrider beginnt mit {{prefix}}_: Ereignisse haben evt_, Zustellungen whd_, Endpunkte whe_, Kunden cus_, Sammelvorgänge blk_.',
    short: 'Die Id {{noun}} hat {{length}} Zeichen; diese hat {{given}}.',
    invalid: 'Das ist keine gültige Id {{noun}}.',
  },
};
