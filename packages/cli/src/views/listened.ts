import { sanitize, sanitizeLines } from '@postrider/terminal';
import type { ListenWebhook } from '@postrider/sdk';
import type { Forwarded } from '../listen/forward.js';
import type { Screen } from '../output/output.js';

type ListenedEvent = Pick<ListenWebhook, 'event_id' | 'event_type' | 'body'>;

/** One line, and the body below it if `isBodyShown`. */
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
  return isBodyShown ? `${line}\n${sanitizeLines(indented(body))}` : line;
}

function responseText({ status, duration_ms, error }: Forwarded, colors: Screen['colors']): string {
  if (status === null) return colors.red(`✘ ${error ?? ''}`);
  const color = status >= 200 && status < 300 ? colors.green : colors.red;
  return `${color(`→ ${status}`)}  ${colors.dim(`${duration_ms} ms`)}`;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
