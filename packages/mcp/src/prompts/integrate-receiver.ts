/** The steps and rules for a new receiver. */
export const integrateReceiver = (
  language: string,
): string => `Write a webhook receiver for Postrider: ${JSON.stringify(language)}.

1. Call get_webhook_request_format: it has the names of the headers and the signatures. The names below are the default ones.
2. Ask me which event types it needs. list_webhook_event_types lists them; postrider://event-types/{type} has the example and the JSON Schema.
3. Write the receiver by these rules:
   - Read the raw body before JSON parsing.
   - Verify the signature, with a library for Standard Webhooks if there is one. Otherwise: key = base64-decoded signing secret without "whsec_"; signed text = webhook-id + "." + webhook-timestamp + "." + body; base64 of its HMAC-SHA256 must equal one of the space-separated values of webhook-signature, after "v1,". Compare in constant time.
   - Respond 401 to a wrong signature, and refuse a webhook-timestamp that is more than five minutes off.
   - Respond 2xx within a few seconds, then do the work. Other statuses are retried; 410 deactivates the endpoint.
   - Deduplicate by webhook-id: an event can arrive more than once, and in any order.
   - Read the secret from the environment, never from the code.
4. Create the endpoint with create_webhook_endpoint after I have confirmed the URL. Tell me where to put the secret, and repeat it nowhere.
5. Call send_webhook_test, then explain_webhook_delivery with the id of its delivery, until it is delivered.

postrider://docs/receiving has the details.`;
