import type { en } from '../en/en.js';
import type { Translation } from '../translation.js';

export const settings: Translation<typeof en.settings> = {
  description: 'Was für alle Endpunkte und Kunden der Organisation gilt.',
  saved: 'Gespeichert',
  portal: {
    title: 'Portal',
    description:
      'Wie die Seite aussieht, auf der Kunden ihre Webhooks selbst verwalten, und wo sie eingebettet werden darf.',
    name: 'Name',
    nameHint: 'Der Name, den Kunden sehen. Leer: der der Organisation.',
    logo: 'Logo',
    logoHint: 'Die https-URL eines Bildes. Leer: keins.',
    logoHere: 'Logo',
    accent: 'Akzentfarbe',
    accentHint: 'Die von Knöpfen und Links. Leer: die Vorgabe.',
    choose: 'Farbe wählen',
    theme: 'Design',
    themes: { auto: 'Das des Browsers', light: 'Hell', dark: 'Dunkel' },
    origins: 'Origins',
    originsHint: 'Seiten, die das Portal einbetten dürfen, eine pro Zeile. Leer: keine.',
    wrongOrigin: '{{origin}}: {{message}}.',
    save: 'Portal speichern',
    preview: 'Vorschau',
    link: 'Alle Zustellungen',
    contrastNote: 'Eine Farbe, auf der weißer Text schwer lesbar wäre, wird abgedunkelt.',
    previewNote:
      'Eine Farbe, auf der weißer Text schwer lesbar wäre, wird abgedunkelt. Das Logo wird nur im Portal geladen.',
  },
  limits: {
    title: 'Limits der Kunden',
    description: 'Was jeder Kunde ohne eigenes Limit hat.',
    rateHint: 'Höchstzahl der Anfragen pro Sekunde über alle Endpunkte eines Kunden. Leer: kein Limit.',
    publishHint: 'Höchstzahl der Ereignisse eines Kunden pro Sekunde und Gateway. Leer: kein Limit.',
    endpointsHint: 'Leer: die Vorgabe der Installation.',
    save: 'Limits speichern',
  },
  browsers: {
    title: 'Browser',
    description:
      'Seiten, deren Skripte die API mit einem Schlüssel oder einem Portal-Token der Organisation aufrufen dürfen.',
    origins: 'Origins für Browser',
    originsHint: 'Origins der Seiten, eine pro Zeile. Leer: keine.',
    warning:
      'Wer eine Seite öffnen kann, kann den Schlüssel darin lesen. Nur für Seiten, die allein dein Team öffnet, oder mit Tokens von Portal-Sitzungen.',
    save: 'Origins speichern',
  },
  format: {
    title: 'Format der Anfragen',
    description:
      'Header und Signaturen der Anfragen an Empfänger, für alle Endpunkte. Jeder Versuch hat das Format seiner Zeit, auch die ausstehender Zustellungen.',
    preset: 'Format',
    presetHint: 'Empfänger, die es für einen anderen Absender gibt, prüfen dessen Format unverändert.',
    presets: {
      default: 'Postrider',
      'standard-webhooks': 'Standard Webhooks',
      svix: 'Svix',
      stripe: 'Stripe',
      github: 'GitHub',
      shopify: 'Shopify',
      own: 'Eigene Namen',
    },
    headers: 'Header',
    headersHint: 'Namen der Header. Was leer ist, wird nicht gesendet.',
    header: {
      id: 'Id des Ereignisses',
      timestamp: 'Zeit des Versuchs',
      event_type: 'Ereignistyp',
      delivery_id: 'Id der Zustellung',
      attempt: 'Nummer des Versuchs',
      customer: 'Kunde',
    },
    userAgent: 'User-Agent (Text)',
    notSent: 'Nicht gesendet',
    signature: {
      title: 'Signatur {{number}}',
      add: 'Zweite Signatur hinzufügen',
      remove: 'Signatur {{number}} entfernen',
      scheme: 'Verfahren',
      schemes: {
        hmac_hex: 'HMAC des Bodys, hexadezimal',
        standard_webhooks: 'Standard Webhooks',
        template: 'Selbst beschrieben',
      },
      header: 'Header der Signatur',
    },
    template: {
      hash: 'Hash',
      encoding: 'Kodierung',
      key: 'Schlüssel',
      keys: { text: 'Signaturschlüssel als Text', decoded: 'Aus base64 dekodiert' },
      signed: 'Was signiert wird',
      signedHint: 'Text mit {body}, {timestamp} und {id}.',
      value: 'Wert des Headers',
      valueHint: 'Text mit {signature}, {timestamp} und {id}.',
      part: 'Wiederholter Teil',
      partHint:
        'Der Teil des Werts, den es während eines Wechsels einmal pro Schlüssel gibt. Leer: eine Signatur; Versuche wechseln dann zwischen den Schlüsseln.',
      separator: 'Trennzeichen',
    },
    preview: 'Was ein Empfänger bekommt',
    customerNote: '{{header}} bekommen nur Endpunkte, die die Ereignisse aller Kunden bekommen.',
    save: 'Format speichern…',
    confirm: {
      title: 'Format der Anfragen ändern?',
      first: 'Empfänger, die die alten Header prüfen, zuerst ändern.',
      effect:
        'Ab dem nächsten Versuch bekommen sie nur noch die neuen Header, auch für ausstehende Zustellungen. Ein Empfänger, der sie nicht kennt, weist Anfragen ab; sie werden dann wiederholt.',
      both: 'Um Empfänger nacheinander zu ändern, die alte Signatur als zweite behalten, bis alle die erste prüfen.',
      change: 'Format ändern',
    },
  },
};
