import type { DeliveryDetail } from '@postrider/contracts';

/** The data of an event as text to edit. A payload in another format (Slack) has none. */
export function editableData(payload: DeliveryDetail['payload']): string {
  const data = payload?.data;
  return typeof data === 'object' && data !== null ? JSON.stringify(data, null, 2) : '{}';
}
