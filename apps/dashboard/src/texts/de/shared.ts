import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const shared: Translation<typeof en.shared> = {
  customerSelect: { none: 'Kein passender Kunde', remove: 'Kunde entfernen' },
  subscriptions: {
    choose: 'Wählen oder eingeben',
    all: '* (alle Ereignisse)',
    unknown: 'Kein Ereignistyp heißt <type/>.',
    meant: '{{prefix}} verwenden',
  },
  endpointState: {
    active: 'Aktiv',
    degraded: 'Beeinträchtigt',
    failing: 'Fehlschlagend',
    inactive: 'Deaktiviert',
    gone: 'Er antwortete mit 410 Gone.',
    failedForDays: 'Fünf Tage lang schlug jeder Versuch fehl.',
    customerInactive: 'Der Kunde ist inaktiv.',
    byHand: 'Von Hand deaktiviert.',
    allEvents: 'Alle Ereignisse',
    more: '{{type}} und {{others}} weitere',
  },
  failures: {
    timeout: {
      what: 'Der Endpunkt hat nicht rechtzeitig geantwortet.',
      todo: 'Den Empfänger zuerst mit 2xx antworten und danach arbeiten lassen. Prüfen, was ihn bremst.',
    },
    dns_error: {
      what: 'Der Hostname der URL ließ sich nicht auflösen.',
      todo: 'Die URL auf Tippfehler prüfen, und ob es den DNS-Eintrag gibt.',
    },
    connection_refused: {
      what: 'Der Host hat die Verbindung abgelehnt.',
      todo: 'Prüfen, ob der Empfänger läuft, dazu den Port der URL und die Firewall.',
    },
    connection_reset: {
      what: 'Die Verbindung wurde geschlossen, bevor die Antwort vollständig war.',
      todo: 'Die Logs des Empfängers und seines Proxys zu dieser Zeit auf einen Absturz oder Neustart prüfen.',
    },
    connection_error: {
      what: 'Die Anfrage ließ sich nicht abschließen.',
      todo: 'Prüfen, ob Postrider den Host erreicht. Der Fehler unten nennt die Ursache.',
    },
    tls_error: {
      what: 'Die TLS-Verbindung kam nicht zustande, oder das Zertifikat ist ungültig.',
      todo: 'Das Zertifikat erneuern. Es muss zum Host passen, zeitlich gültig sein und mit den Zwischenzertifikaten ausgeliefert werden.',
    },
    invalid_response: {
      what: 'Die Antwort ist kein gültiges HTTP.',
      todo: 'Prüfen, ob die URL zu einem HTTP-Server führt und kein Proxy die Antworten ändert.',
    },
    http_error: {
      what: 'Der Endpunkt hat mit einem Fehler geantwortet.',
      todo: 'Das Log des Empfängers zu dieser Zeit prüfen, den Fehler beheben, dann erneut senden.',
    },
    redirect: {
      what: 'Der Endpunkt hat mit einer Weiterleitung geantwortet. Weiterleitungen werden nicht befolgt.',
      todo: 'Die URL des Endpunkts auf das Ziel der Weiterleitung ändern.',
    },
    blocked_address: {
      what: 'Die URL führt zu einer Adresse, die nicht erlaubt ist, etwa in einem privaten Netz.',
      todo: 'Eine öffentliche Adresse verwenden, oder den Betreiber bitten, das Netz in POSTRIDER_ALLOWED_NETWORKS zu erlauben.',
    },
    secret_unreadable: {
      what: 'Es wurde nichts gesendet: Das Signiergeheimnis des Endpunkts lässt sich nicht entschlüsseln.',
      todo: 'Das Geheimnis des Endpunkts rotieren und den Betreiber informieren: Ein Schlüssel fehlt, oder die Datenbank wurde verändert.',
    },
    endpoint_gone: {
      what: 'Der Endpunkt hat mit 410 Gone geantwortet. Postrider hat ihn deshalb deaktiviert.',
      todo: 'War das ein Versehen: den Empfänger korrigieren, den Endpunkt aktivieren, dann erneut senden.',
    },
    endpoint_inactive: {
      what: 'Der Endpunkt war inaktiv oder gelöscht, als der Versuch fällig war.',
      todo: 'Den Endpunkt aktivieren, dann erneut senden. An gelöschte Endpunkte lässt sich nicht erneut senden.',
    },
  },
  statuses: {
    400: {
      what: 'Der Empfänger hat die Anfrage nicht angenommen.',
      todo: 'Seine Antwort ansehen. Prüfen, ob er den Inhalt als JSON liest und die Felder dieses Ereignistyps erwartet.',
    },
    401: {
      what: 'Der Empfänger verlangt Zugangsdaten.',
      todo: 'Ihn stattdessen die Signatur prüfen lassen. Passt die Signatur nicht, hat er ein anderes Geheimnis.',
    },
    403: {
      what: 'Der Empfänger oder seine Firewall hat die Anfrage abgewiesen.',
      todo: 'Prüfen, ob er das aktuelle Signiergeheimnis nutzt und die Firewall Anfragen von Postrider erlaubt.',
    },
    404: {
      what: 'Den Pfad der URL gibt es nicht.',
      todo: 'Die URL des Endpunkts prüfen, und ob die Route des Empfängers ausgerollt ist.',
    },
    405: {
      what: 'Den Pfad gibt es, aber er nimmt kein POST an.',
      todo: 'Die Route des Empfängers POST annehmen lassen, oder die URL des Endpunkts korrigieren.',
    },
    408: {
      what: 'Dem Empfänger lief beim Lesen der Anfrage die Zeit ab.',
      todo: 'Nach einem langsamen Proxy suchen. Ist der Empfänger überlastet, dem Endpunkt eine Höchstrate geben.',
    },
    413: {
      what: 'Die Nutzdaten sind größer, als der Empfänger annimmt.',
      todo: 'Die Grenze für Inhalte beim Empfänger und seinem Proxy erhöhen. Nutzdaten haben bis zu 256 KiB.',
    },
    415: {
      what: 'Der Empfänger nimmt kein application/json an.',
      todo: 'Die Route des Empfängers JSON annehmen lassen.',
    },
    422: {
      what: 'Der Empfänger hat den Inhalt des Ereignisses abgelehnt.',
      todo: 'In seiner Antwort das Feld suchen. Den Empfänger korrigieren, dann erneut senden.',
    },
    429: {
      what: 'Der Empfänger bekommt mehr Anfragen, als er annimmt.',
      todo: 'Dem Endpunkt eine Höchstrate geben, die der Empfänger aushält.',
    },
    502: {
      what: 'Der Proxy des Empfängers bekam von ihm keine gültige Antwort.',
      todo: 'Prüfen, ob der Empfänger läuft, und sein Log zu dieser Zeit auf einen Absturz oder Neustart.',
    },
    503: {
      what: 'Der Empfänger ist nicht verfügbar: überlastet, oder er wird gerade ausgerollt.',
      todo: 'Das vergeht oft von selbst. Wenn nicht, prüfen, ob der Empfänger läuft.',
    },
    504: {
      what: 'Dem Proxy des Empfängers lief die Zeit ab.',
      todo: 'Den Empfänger zuerst antworten und danach arbeiten lassen.',
    },
  },
  brief: {
    timeout: 'Zeit abgelaufen',
    dns_error: 'Host nicht gefunden',
    connection_refused: 'Verbindung abgelehnt',
    connection_reset: 'Verbindung geschlossen',
    connection_error: 'Verbindung fehlgeschlagen',
    tls_error: 'TLS fehlgeschlagen',
    invalid_response: 'Antwort ungültig',
    http_error: 'Fehler',
    redirect: 'Weiterleitung',
    blocked_address: 'Adresse nicht erlaubt',
    secret_unreadable: 'Geheimnis nicht lesbar',
    endpoint_gone: 'Endpunkt aufgegeben',
    endpoint_inactive: 'Endpunkt inaktiv',
  },
  explanation: {
    status: 'Antwort mit Status {{status}}. {{what}}',
    detail: '{{what}} Einzelheit: {{detail}}.',
    serverError: 'Der Empfänger ist beim Verarbeiten der Anfrage gescheitert.',
    serverErrorTodo: 'Sein Log zu dieser Zeit prüfen, den Fehler beheben, dann erneut senden.',
    refused: 'Der Empfänger hat die Anfrage nicht angenommen.',
    refusedTodo: 'Seine Antwort ansehen. Den Empfänger korrigieren, dann erneut senden.',
  },
  test: 'Test',
  lastResponse: { none: 'Noch keine', status: 'HTTP {{status}}' },
};
