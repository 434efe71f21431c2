import { fromUser } from './from-user.ts';
import { paths } from './paths.ts';
import { terminal } from './terminal.ts';

/** Where everything is, and commands to try that can be pasted as they are. */
export function showSummary(url: string, signInLink: string): void {
  terminal.text();
  const variable = 'POSTRIDER_OPERATOR_PASSWORD';
  const password = fromUser(variable) === undefined ? paths.secrets : variable;
  const rows = [
    ['Dashboard', `${signInLink}  (once, within the hour; the management key signs in, too)`],
    ['API', `${url}/manage/v1/webhooks`],
    ['Queues', `${url}/queues  (user "operator", password in ${password})`],
    ['Keys', paths.credentials],
    ['Logs', paths.logs],
  ] as const;
  for (const [label, value] of rows) terminal.text(`${label.padEnd(10)}${value}`);

  terminal.text();
  terminal.title('Publish an event');
  show([
    `curl -sS ${url}/manage/v1/webhooks/events \\`,
    `  -H "Authorization: Bearer ${key('project_key')}" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"type":"budget.exceeded","data":{"budget_id":"bud_123","spend_usd":105.2}}'`,
  ]);
  terminal.title('List deliveries');
  show([`curl -sS ${url}/manage/v1/webhooks/deliveries \\`, `  -H "Authorization: Bearer ${key('management_key')}"`]);
  terminal.faint('Ctrl-C stops everything. Events that arrive are shown here:');
}

/** Unindented: what is selected in a terminal is then just the command. */
function show(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

function key(name: string): string {
  return `$(node -p 'require(process.argv[1]).${name}' ${quote(paths.credentials)})`;
}

function quote(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
