/**
 * Publishes an event and reads it; takes a genuine webhook and refuses a forged one. Prints what it saw.
 * @param {object} sdk
 */
export async function useSdk({ Postrider, PostriderError, WebhookVerificationError, verify, webhookHandler }) {
  const postrider = new Postrider({ url: process.env.POSTRIDER_URL, key: process.env.POSTRIDER_KEY });
  const { id } = await postrider.events.publish({ type: 'budget.exceeded', data: { spend_usd: 1003.17 } });
  const { type } = await postrider.events.get(id);
  const missing = await postrider.events.get('evt_00000000000000000000000000').catch((error) => error);

  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = JSON.stringify({ id, type, timestamp: new Date().toISOString(), data: {} });
  const headers = await sign(secret, id, body);
  const event = await verify(body, headers, { secret });
  const forged = await verify(`${body} `, headers, { secret }).catch((error) => error);
  const handle = webhookHandler({ secret }, () => Promise.resolve());
  const post = (text) => new Request('https://receiver.example/hook', { method: 'POST', headers, body: text });
  const statuses = [(await handle(post(body))).status, (await handle(post(`${body} `))).status];

  const seen = {
    type,
    missing: missing instanceof PostriderError && missing.status,
    verified: event.id === id,
    forged: forged instanceof WebhookVerificationError && forged.code,
    statuses,
  };
  console.log(JSON.stringify(seen));
}

async function sign(secret, id, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = Uint8Array.from(atob(secret.slice('whsec_'.length)), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  const text = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, text));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...signature))}`,
  };
}
