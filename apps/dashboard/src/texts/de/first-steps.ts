import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const firstSteps: Translation<typeof en.firstSteps> = {
  title: 'Erste Schritte',
  progress: '{{done, number}} von {{total, number}} erledigt',
  dismiss: 'Ausblenden',
  again: 'Erste Schritte wieder anzeigen',
  markDone: 'Als erledigt kennzeichnen: {{step}}',
  done: 'Erledigt: {{step}}',
  steps: {
    endpoint: {
      title: 'Endpunkt anlegen',
      what: 'Ein Endpunkt ist die URL eines Empfängers, mit den Ereignistypen, die er bekommt. Sein Signaturgeheimnis wird einmal angezeigt.',
      action: 'Endpunkt anlegen',
    },
    event: {
      title: 'Ereignis veröffentlichen',
      what: 'Aus eigenem Code mit einem Projektschlüssel, der sonst nichts darf, oder von dieser Seite. Es steht sofort unter Ereignisse.',
      action: 'Projektschlüssel anlegen',
    },
    verify: {
      title: 'Signatur prüfen',
      what: 'Der Empfänger prüft, dass eine Anfrage von hier kommt, bevor er ihr etwas glaubt.',
    },
    replay: {
      title: 'Zustellung erneut senden',
      what: 'Eine Zustellung, die fehlschlug oder beim Empfänger verloren ging, wird mit einem Klick erneut gesendet: auf ihrer Seite, oder viele zugleich in der Liste.',
      action: 'Zu den Zustellungen',
    },
    rotate: {
      title: 'Geheimnis wechseln',
      what: 'Auf der Seite eines Endpunkts. 24 Stunden lang tragen Anfragen die Signaturen beider Geheimnisse, so dass Empfänger ohne Lücke umstellen.',
      action: 'Zu den Endpunkten',
    },
  },
};
