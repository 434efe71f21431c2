import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const contacts: Translation<typeof en.contacts> = {
  title: 'Kontakte',
  description: 'Wer per E-Mail oder in Slack von Fehlern erfährt, höchstens einmal in der Stunde.',
  ofCustomer: 'Wer per E-Mail oder in Slack von Fehlern dieses Kunden erfährt, höchstens einmal in der Stunde.',
  none: 'Keine Kontakte.',
  older: 'Ältere Kontakte anzeigen',
  never: 'Nie',
  noCustomer: 'Alle',
  active: 'Aktiv',
  disabled: { unsubscribed: 'Abgemeldet', refused: 'Abgelehnt' },
  channels: { email: 'E-Mail', slack: 'Slack' },
  columns: {
    target: 'An',
    channel: 'Kanal',
    customer: 'Kunde',
    sent: 'Letzte Nachricht',
    state: 'Status',
    actions: 'Aktionen',
  },
  create: {
    open: 'Kontakt hinzufügen',
    create: 'Hinzufügen',
    done: '{{target}} hinzugefügt',
    fields: { address: 'E-Mail-Adresse', url: 'Slack-URL' },
    hints: {
      address:
        'E-Mail geht, sobald der Betreiber einen Mailserver eingerichtet hat (SMTP_URL, POSTRIDER_MAIL_FROM). Jede Nachricht hat einen Link zum Abmelden.',
      url: 'Von einem Incoming Webhook. Sie ist geheim und wird nicht wieder angezeigt.',
    },
  },
  test: {
    send: 'Test senden',
    named: 'Testnachricht an {{target}} senden',
    title: 'Testnachricht an {{target}}',
    pending: 'Wird gesendet. Das kann eine halbe Minute dauern.',
    sent: { email: 'Gesendet. Der Mailserver hat sie angenommen.', slack: 'Gesendet. Slack hat sie angenommen.' },
    refused: 'Abgelehnt. Für diese Adresse oder URL wird nichts angenommen:',
    failed: 'Nicht gesendet:',
  },
  remove: {
    remove: 'Entfernen',
    named: '{{target}} entfernen',
    title: '{{target}} entfernen?',
    effect: 'Es kommen keine weiteren Nachrichten, und was noch wartet, wird verworfen.',
    done: '{{target}} entfernt',
  },
};
