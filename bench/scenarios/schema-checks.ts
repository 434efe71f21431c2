import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { median } from '../lib/figures.ts';
import { order, orderSchema } from '../lib/order.ts';
import type { Scenario } from './scenario.ts';

type Validator = typeof import('@postrider/json-schema');

/** As by default for a publish call. */
const budgetSteps = 4_000_000;
const rounds = 9;
const ordersPerCheck = 500;

/** Checks of valid data by its schema, per second of CPU time: ours and ajv's in turn, on one thread. */
export const schemaChecks: Scenario = {
  needs: [],
  run: async ({ root, quick }) => {
    const module = pathToFileURL(join(root, 'packages/json-schema/dist/index.js')).href;
    const { Budget, compileSchema } = (await import(module)) as Validator;
    const compiled = compileSchema(orderSchema);
    const byAjv = new Ajv2020({ validateFormats: false }).compile(orderSchema);
    const parsed = Array.from({ length: ordersPerCheck }, () => JSON.parse(JSON.stringify(order)) as unknown);
    const own = (data: unknown): boolean => compiled.check(data, new Budget(budgetSteps)).length === 0;
    const other = (data: unknown): boolean => byAjv(data);
    const ms = quick ? 20 : 200;
    for (const check of [own, other]) perSecond(check, parsed, ms);
    const measured = Array.from({ length: rounds }, () => [own, other].map((check) => perSecond(check, parsed, ms)));
    const [ours = [], ajv = []] = [0, 1].map((which) => measured.map((round) => round[which] ?? NaN));
    return { figures: { 'schema_checks.per_s': median(ours), 'schema_checks.ajv_per_s': median(ajv) } };
  },
};

/** CPU time instead of elapsed time, since other programs share the machine. */
function perSecond(check: (data: unknown) => boolean, parsed: readonly unknown[], ms: number): number {
  const before = process.threadCpuUsage();
  for (let checks = 0; ; checks += parsed.length) {
    const { user, system } = process.threadCpuUsage(before);
    const seconds = (user + system) / 1e6;
    if (seconds * 1_000 >= ms) return checks / seconds;
    for (const data of parsed) if (!check(data)) throw new Error('a valid order was refused');
  }
}
