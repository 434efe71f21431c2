import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { checkout } from './checkout.js';

interface Audit {
  verdict: (output: string) => { code: number; message: string };
}

const { verdict } = (await import(join(checkout, 'scripts/lib/audit.mjs'))) as Audit;

/** As `npm audit --json` prints it. */
const report = (...severities: string[]): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      severities.map((severity, i) => [`package-${i}`, { name: `package-${i}`, severity }]),
    ),
    metadata: { vulnerabilities: { total: severities.length } },
  });

describe('the audit of the dependencies', () => {
  it.each([['high'], ['critical']])('fails for a vulnerability that is %s, and names the package', (severity) => {
    expect(verdict(report('low', severity))).toEqual({
      code: 1,
      message: `2 known vulnerabilities, 1 of them high or critical: package-1 (${severity})`,
    });
  });

  it('passes where there is none, or none so severe', () => {
    expect(verdict(report())).toMatchObject({ code: 0 });
    expect(verdict(report('info', 'low', 'moderate'))).toMatchObject({ code: 0 });
  });

  it.each([
    ['that refuses', JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '', detail: '' } })],
    ['that is not there', ''],
    ['that responds with something else', '<html>'],
  ])('passes with a registry %s, and reports that the audit was skipped', (_, output) => {
    const { code, message } = verdict(output);
    expect(code).toBe(0);
    expect(message).toContain('skipped');
  });
});
