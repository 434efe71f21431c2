import { escapeHtml } from '@postrider/domain';

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
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
export const askToUnsubscribe = (address: string, name: string): string =>
  page(
    'Unsubscribe',
    `<h1>Unsubscribe?</h1>
<p>${escapeHtml(address)} gets messages from ${escapeHtml(name)} about failing webhook endpoints.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>`,
  );

export const unsubscribed = (): string =>
  page('Unsubscribed', '<h1>You are unsubscribed</h1>\n<p>You get no further messages.</p>');

export const unknownLink = (): string =>
  page(
    'Unknown link',
    '<h1>This link is unknown</h1>\n<p>It is incomplete, or you get no messages by it any more.</p>',
  );
