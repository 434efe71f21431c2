import { escapeHtml, type MessageWords } from '@postrider/domain';

const page = (language: string, title: string, content: string): string => `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
  body { margin: 0; padding: 24px 16px; font-family: system-ui, sans-serif; line-height: 1.5; }
  main { max-width: 480px; margin: 10vh auto 0; }
  h1 { font-size: 20px; }
  p { overflow-wrap: anywhere; }
  button { font: inherit; padding: 8px 16px; border: 0; border-radius: 6px; background: #0a58ca; color: #ffffff; cursor: pointer; }
</style>
</head>
<body><main>${content}</main></body>
</html>
`;

/** A scanner that follows links gets this page: only its button unsubscribes. */
export const askToUnsubscribe = (words: MessageWords, address: string, name: string): string =>
  page(
    words.language,
    words.say('askButton'),
    `<h1>${escapeHtml(words.say('askTitle'))}</h1>
<p>${escapeHtml(words.say('askText', { address, name }))}</p>
<form method="post"><button type="submit">${escapeHtml(words.say('askButton'))}</button></form>`,
  );

export const unsubscribed = (words: MessageWords): string =>
  page(
    words.language,
    words.say('doneTitle'),
    `<h1>${escapeHtml(words.say('doneTitle'))}</h1>\n<p>${escapeHtml(words.say('doneText'))}</p>`,
  );

/** It is known neither whose link it is, nor the language. */
export const unknownLink = (): string =>
  page(
    'en',
    'Unknown link',
    '<h1>This link is unknown</h1>\n<p>It is incomplete, or you get no messages by it any more.</p>',
  );
