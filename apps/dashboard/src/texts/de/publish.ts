import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const publish: Translation<typeof en.publish> = {
  title: 'Ereignis veröffentlichen',
  languages: 'Sprache',
  howToRun:
    'Mit einem Projektschlüssel in <code>POSTRIDER_PROJECT_KEY</code>, aus eigenem Code oder als Datei mit <code>{{run}}</code>.',
  howToInstall:
    '<code>{{install}}</code> installieren. Mit einem Projektschlüssel in <code>POSTRIDER_PROJECT_KEY</code>, aus eigenem Code oder als Datei mit <code>{{run}}</code>.',
  what: 'Das ist ein echtes Ereignis: Es geht an alle aktiven Endpunkte, die seinen Typ abonnieren. Für einen einzelnen Endpunkt gibt es Testereignisse.',
  type: 'Typ',
  noType: 'Kein Typ passt',
  customer: 'Kunde (optional)',
  customerHint: 'Wessen Endpunkte es bekommen. Leer: die der eigenen Organisation.',
  data: 'Daten',
  dataHint: 'Ein JSON-Objekt.',
  id: 'Id (freiwillig)',
  idHint: 'Eine eigene Id, etwa order-4711. Mit derselben Id wird nichts zweimal gesendet.',
  publish: 'Veröffentlichen',
  done_one: '<event/> an {{count, number}} Endpunkt veröffentlicht.',
  done_other: '<event/> an {{count, number}} Endpunkte veröffentlicht.',
  toNobody: '<event/> veröffentlicht. Kein Endpunkt abonniert den Typ: Es ist gespeichert und geht an niemanden.',
  announced_one: 'An {{count, number}} Endpunkt veröffentlicht',
  announced_other: 'An {{count, number}} Endpunkte veröffentlicht',
  another: 'Noch eines veröffentlichen',
};
