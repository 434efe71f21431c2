/** A command that creates a customer. The key is for its reader to fill in. */
export const createCommand = (): string => `curl -X PUT ${location.origin}/manage/v1/webhooks/customers/acme \\
  -H "authorization: Bearer $POSTRIDER_KEY" \\
  -H 'content-type: application/json' \\
  -d '{"name": "Acme Inc."}'`;
