/** What the commands of empty pages publish. */
export const exampleEvent = {
  type: 'budget.exceeded',
  data: { budget_id: 'bud_8f2k1', spend_usd: 1003.17, cap_usd: 1000 },
};

/** A command that publishes an event. The key is for its reader to fill in. */
export function publishCommand(event: { type: string; customer?: string; data: object }, origin: string): string {
  const body = JSON.stringify(event, null, 2).replaceAll("'", String.raw`'\''`);
  return `curl ${origin}/manage/v1/webhooks/events \\
  -H "authorization: Bearer $POSTRIDER_PROJECT_KEY" \\
  -H 'content-type: application/json' \\
  -d '${body}'`;
}
