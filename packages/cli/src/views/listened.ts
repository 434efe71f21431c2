import { sanitize, sanitizeLines } from '@postrider/terminal';
import type { ListenWebhook } from '@postrider/sdk';
import type { Forwarded } from '../listen/forward.js';
import type { Screen } from '../output/output.js';

type ListenedEvent = Pick<ListenWebhook, 'event_id' | 'event_type' | 'body'>;

/** One line, with the body below it if `isBodyShown` or if the receiver failed, then with its response. */
export function listenedEvent(
  { event_id, event_type, body }: ListenedEvent,
  forwarded: Forwarded | null,
  isBodyShown: boolean,
  { now, colors }: Screen,
): string {
  const type = sanitize(event_type);
  const id = sanitize(event_id);
  const time = now.toTimeString().slice(0, 8);
  const response = forwarded ? `  ${responseText(forwarded, colors)}` : '';
  const line = `${colors.dim(time)}  ${type}  ${colors.dim(id)}${response}`;
  const bodies = [
    ...(isBodyShown || (forwarded && !isSuccess(forwarded)) ? [sanitizeLines(indented(body))] : []),
    ...(forwarded?.body ? [`${colors.dim('Response:')}\n${sanitizeLines(forwarded.body.trimEnd())}`] : []),
  ];
  return [line, ...bodies].join('\n');
}

const isSuccess = ({ status }: Forwarded): boolean => status !== null && status >= 200 && status < 300;

function responseText(forwarded: Forwarded, colors: Screen['colors']): string {
  const { status, duration_ms, error } = forwarded;
  if (status === null) return colors.red(`✘ ${error ?? ''}`);
  const color = isSuccess(forwarded) ? colors.green : colors.red;
  return `${color(`→ ${status}`)}  ${colors.dim(`${duration_ms} ms`)}`;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
