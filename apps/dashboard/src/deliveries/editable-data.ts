import type { DeliveryDetail } from '@postrider/contracts';

/** The data of an event as text to edit. A payload in another format (Slack) has none. */
export function editableData({ payload, envelope }: Pick<DeliveryDetail, 'payload' | 'envelope'>): string {
  const data = envelope === 'data' || envelope === 'cloudevents_binary' ? payload : payload?.data;
  return typeof data === 'object' && data !== null ? JSON.stringify(data, null, 2) : '{}';
}
