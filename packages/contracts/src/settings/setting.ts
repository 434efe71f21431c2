import * as z from 'zod';

/** One environment variable: its name, how its text is parsed, and the text of the documentation. */
export interface Setting<T = unknown> {
  readonly env: string;
  readonly schema: z.ZodType<T>;
  readonly description: string;
  readonly usedBy: 'both' | 'gateway' | 'dispatcher' | 'npm start' | 'clients';
  /** Can also be in a file, which the variable `<env>_FILE` names. */
  readonly isSecret: boolean;
}

/** The settings of one part, by field name. */
export type SettingGroup = Readonly<Record<string, Setting>>;

const settingOf =
  (usedBy: Setting['usedBy']) =>
  <T>(env: string, schema: z.ZodType<T>) => ({
    describe: (description: string): Setting<T> => ({ env, schema, description, usedBy, isSecret: false }),
  });

export const secret = <T>(setting: Setting<T>): Setting<T> => ({ ...setting, isSecret: true });

/** `gateway(<environment variable>, <schema>).describe(<description>)` defines a setting that the gateway reads. */
export const gateway = settingOf('gateway');
export const dispatcher = settingOf('dispatcher');
export const both = settingOf('both');
export const launcher = settingOf('npm start');
export const client = settingOf('clients');

export const second = 1_000;
export const hour = 3_600 * second;
export const day = 24 * hour;
export const KiB = 1_024;
export const MiB = 1_024 * KiB;

const wholeNumber = (min: number, max: number) => {
  const expected = `expected a whole number from ${String(min)} to ${String(max)}`;
  return z.string().regex(/^\d+$/, expected).transform(Number).pipe(z.number().min(min, expected).max(max, expected));
};

/** A whole number from `min` to `max`, `fallback` by default. */
export const whole = (min: number, max: number, fallback: number) => wholeNumber(min, max).default(fallback);

export const port = wholeNumber(0, 65_535);

export const share = (fallback: number) => {
  const expected = 'expected a number from 0 to 1';
  return z
    .string()
    .regex(/^\d*\.?\d+$/, expected)
    .transform(Number)
    .pipe(z.number().max(1, expected))
    .default(fallback);
};

export const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false'], 'expected true or false')
    .transform((text) => text === 'true')
    .default(fallback);

export const url = (...protocols: string[]) =>
  z.string('is required').refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `expected a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** Networks in CIDR notation, separated by commas. An IPv4 network has four parts and is not written as IPv6. */
export const networks = z
  .string()
  .transform((text) => text.split(',').map((network) => network.trim()))
  .superRefine((given, context) => {
    for (const network of given.filter((each) => !isNetwork(each))) {
      const message = `${JSON.stringify(network)}: expected a network such as 10.0.0.0/8 or 2001:db8::/32`;
      context.addIssue({ code: 'custom', message, input: given });
    }
  });

const [cidrv4, cidrv6] = [z.cidrv4(), z.cidrv6()];
const isNetwork = (text: string): boolean =>
  cidrv4.safeParse(text).success || (cidrv6.safeParse(text).success && !text.includes('.') && !/^::ffff:/i.test(text));
