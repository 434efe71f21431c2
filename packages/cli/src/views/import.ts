import { sanitize } from '@postrider/terminal';
import type { Screen } from '../output/output.js';
import { details } from '../output/table.js';
import { plural } from '../output/text.js';
import type { Counts, Remark, Report } from '../transfer/report.js';

export function importReport(report: Report, screen: Screen): string {
  const { counts, problems, warnings, newSecrets, omittedHeaders, isDryRun } = report;
  const { headers, endpoints } = omittedHeaders;
  const summary = details(
    [
      ['Event types', countsText(counts.event_type, isDryRun)],
      ['Customers', countsText(counts.customer, isDryRun)],
      ['Endpoints', countsText(counts.endpoint, isDryRun)],
      ...(headers > 0
        ? [['Headers', `${headers} of ${plural(endpoints, 'endpoint')}, not carried over`] as const]
        : []),
    ],
    screen,
  );
  const { red, yellow } = screen.colors;
  const secrets = newSecrets.map(({ endpoint_id, customer, uid }) =>
    sanitize([endpoint_id, customer, uid].filter((part) => part !== null).join('  ')),
  );
  return [
    summary,
    ...section('Warnings', warnings.map(remark), yellow),
    ...section('New secrets, which receivers do not have (postrider rotate <id> shows another)', secrets, yellow),
    ...section(isDryRun ? 'Would not be imported' : 'Not imported', problems.map(remark), red),
  ].join('\n\n');
}

const countsText = ({ created, changed, unchanged, failed }: Counts, isDryRun: boolean): string => {
  const [create, change] = isDryRun ? ['to create', 'to change'] : ['created', 'changed'];
  const problems = failed > 0 ? [`${failed} with problems`] : [];
  return [`${created} ${create}`, `${changed} ${change}`, `${unchanged} unchanged`, ...problems].join(', ');
};

const remark = ({ place, field, message }: Remark): string =>
  sanitize(field === undefined ? `${place}: ${message}` : `${place}: ${field}: ${message}`);

const section = (title: string, lines: readonly string[], color: (text: string) => string): string[] =>
  lines.length === 0 ? [] : [[color(title), ...lines.map((line) => `  ${line}`)].join('\n')];
