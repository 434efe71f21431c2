import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { readSettings, settingsByName } from '@postrider/contracts';
import { memoryFlags } from '@postrider/testing';

import { secrets as composeSecrets } from './compose-file.js';
import { chart, findOrBuildHelm, lint, render } from './helm.js';
import { type Manifest, ofKind, typeErrors } from './manifests.js';

const { program = '', missing } = await findOrBuildHelm();
if (missing !== undefined) process.stderr.write(`\nThe tests of the rendered Helm chart are skipped: ${missing}\n`);
const describeIfThere = missing === undefined ? describe : describe.skip;

const secrets = {
  DATABASE_URL: 'postgres://postrider:secret@db:5432/postrider',
  DATABASE_MIGRATION_URL: 'postgres://postrider:secret@primary:5432/postrider',
  REDIS_URL: 'redis://:secret@redis:6379',
  POSTRIDER_ENCRYPTION_KEYS: composeSecrets.POSTRIDER_ENCRYPTION_KEYS,
  POSTRIDER_OPERATOR_PASSWORD: composeSecrets.POSTRIDER_OPERATOR_PASSWORD,
  SMTP_URL: 'smtps://postrider:secret@mail.example.com',
};
/** Helm's --set takes a comma for the next value. */
const ownSecrets = [
  `secrets.databaseUrl=${secrets.DATABASE_URL}`,
  `secrets.databaseMigrationUrl=${secrets.DATABASE_MIGRATION_URL}`,
  `secrets.redisUrl=${secrets.REDIS_URL}`,
  `secrets.encryptionKeys=${secrets.POSTRIDER_ENCRYPTION_KEYS}`,
  `secrets.operatorPassword=${secrets.POSTRIDER_OPERATOR_PASSWORD}`,
  `secrets.smtpUrl=${secrets.SMTP_URL}`,
].flatMap((value) => ['--set', value]);
const valuesFile = (name: string): string[] => ['--values', join(chart, name)];

const setups: [string, string[]][] = [
  ['the default values', ownSecrets],
  ['values-small.yaml', [...valuesFile('values-small.yaml'), ...ownSecrets]],
  ['values-ha.yaml', valuesFile('values-ha.yaml')],
  ['values-external-services.yaml', valuesFile('values-external-services.yaml')],
];

const named = <T extends Manifest>(manifests: readonly T[], name: string): T => {
  const found = manifests.find(({ metadata }) => metadata?.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

/** Of a Deployment or Job. */
function podOf(manifests: readonly Manifest[], component: string) {
  const workloads = [...ofKind(manifests, 'Deployment'), ...ofKind(manifests, 'Job')];
  const { template } = named<(typeof workloads)[number]>(workloads, `shop-postrider-${component}`).spec ?? {};
  const [container] = template?.spec?.containers ?? [];
  if (!template?.spec || !container) throw new Error(`${component} has no container`);
  return { ...template.spec, metadata: template.metadata, container };
}

/** The environment of the process, with the values of the secrets. */
function environmentOf(manifests: readonly Manifest[], component: string): Record<string, string> {
  const { env = [], envFrom = [] } = podOf(manifests, component).container;
  const maps = envFrom.map(
    ({ configMapRef }) => named(ofKind(manifests, 'ConfigMap'), configMapRef?.name ?? '').data ?? {},
  );
  const own = env.map(({ name, value, valueFrom }) => [
    name,
    value ?? secrets[valueFrom?.secretKeyRef?.key as keyof typeof secrets],
  ]);
  return Object.assign({}, ...maps, Object.fromEntries(own)) as Record<string, string>;
}

describeIfThere.each(setups)('the Helm chart with %s', (_, args) => {
  let manifests: Manifest[] | undefined;
  const rendered = async (): Promise<Manifest[]> => (manifests ??= await render(program, args));

  test('passes the linter', async () => {
    await lint(program, args);
  });

  test('renders objects that Kubernetes, KEDA and the Prometheus Operator know, without a misspelt field', async () => {
    expect(typeErrors(await rendered())).toEqual([]);
  });

  test.each(['gateway', 'dispatcher'] as const)('gives the %s valid settings', async (component) => {
    const environment = environmentOf(await rendered(), component);
    const unknown = Object.keys(environment).filter((name) => !settingsByName.has(name) && !isNode(name));
    expect(unknown).toEqual([]);
    expect(() => readSettings(environment)).not.toThrow();
  });

  test.each(['gateway', 'dispatcher'] as const)('bounds the memory of the %s as it is tested', async (component) => {
    expect(podOf(await rendered(), component).container.command).toEqual([
      'node',
      ...memoryFlags,
      `apps/${component}/dist/main.js`,
    ]);
  });

  test.each(['gateway', 'dispatcher'] as const)('gives the %s more time to end than it takes', async (component) => {
    const { process } = readSettings(environmentOf(await rendered(), component));
    const drainMs = component === 'gateway' ? process.drainMs : 0;
    const { terminationGracePeriodSeconds = 0 } = podOf(await rendered(), component);
    expect(terminationGracePeriodSeconds * 1_000).toBeGreaterThan(drainMs + process.shutdownMs);
  });

  test('probes the gateway and the dispatcher on the ports on which they respond', async () => {
    for (const component of ['gateway', 'dispatcher']) {
      const { http, health } = readSettings(environmentOf(await rendered(), component));
      const { ports = [], ...container } = podOf(await rendered(), component).container;
      const port = component === 'gateway' ? http.port : health.port;
      for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
        expect(ports.find(({ name }) => name === probe?.httpGet?.port)?.containerPort).toBe(port);
      }
    }
  });

  test('gives each pod the secrets that it uses, and no others', async () => {
    const held = async (component: string): Promise<string[]> =>
      (podOf(await rendered(), component).container.env ?? []).flatMap(({ name, valueFrom }) =>
        valueFrom?.secretKeyRef ? name : [],
      );
    const shared = ['DATABASE_URL', 'REDIS_URL', 'POSTRIDER_ENCRYPTION_KEYS'];
    expect(await held('migration')).toEqual(['DATABASE_URL', 'DATABASE_MIGRATION_URL']);
    expect(await held('dispatcher')).toEqual(shared);
    expect((await held('gateway')).toSorted()).toEqual(
      [...shared, 'DATABASE_MIGRATION_URL', 'POSTRIDER_OPERATOR_PASSWORD', 'SMTP_URL'].toSorted(),
    );
    for (const { data } of ofKind(await rendered(), 'ConfigMap')) {
      for (const value of Object.values(secrets)) expect(JSON.stringify(data)).not.toContain(value);
    }
  });

  test('runs each pod without privileges, as the restricted Pod Security Standard asks', async () => {
    for (const component of ['migration', 'dispatcher', 'gateway']) {
      const pod = podOf(await rendered(), component);
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(pod.container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('selects with each Service, budget and policy the pods of one component', async () => {
    const all = await rendered();
    const labels = ['migration', 'dispatcher', 'gateway'].map((each) => podOf(all, each).metadata?.labels ?? {});
    const selectors = [
      ...ofKind(all, 'Service').map(({ spec }) => spec?.selector),
      ...ofKind(all, 'PodDisruptionBudget').map(({ spec }) => spec?.selector?.matchLabels),
      ...ofKind(all, 'NetworkPolicy').map(({ spec }) => spec?.podSelector?.matchLabels),
    ];
    for (const selector of selectors) {
      const selected = labels.filter((own) =>
        Object.entries(selector ?? {}).every(([key, value]) => own[key] === value),
      );
      expect(selected).toHaveLength(1);
    }
  });

  test('migrates before it changes anything else, with what the Job needs', async () => {
    const all = await rendered();
    const hooks = all.filter(({ metadata }) => metadata?.annotations?.['helm.sh/hook'] === 'pre-install,pre-upgrade');
    const weights = hooks.map(({ kind, metadata }) => [kind, metadata?.annotations?.['helm.sh/hook-weight'] ?? '0']);
    expect(weights).toContainEqual(['Job', '0']);
    for (const [kind, weight] of weights) expect([kind, Number(weight)]).toEqual([kind, kind === 'Job' ? 0 : -1]);
  });

  test('leaves the number of replicas to an autoscaler where there is one', async () => {
    const all = await rendered();
    const scaled = [
      ...ofKind(all, 'HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name),
      ...ofKind(all, 'ScaledObject').map(({ spec }) => spec.scaleTargetRef.name),
    ];
    for (const { metadata, spec } of ofKind(all, 'Deployment')) {
      expect(spec?.replicas === undefined).toBe(scaled.includes(metadata?.name ?? ''));
    }
  });
});

const isNode = (name: string): boolean => name.startsWith('NODE_');

describeIfThere('the Helm chart', () => {
  test('is refused without secrets', async () => {
    await expect(render(program, [])).rejects.toThrow('secrets.databaseUrl or secrets.existing is required');
  });

  test.each([
    ['a misspelt value', '--set', 'gateway.replica=3', "additional properties 'replica' not allowed"],
    ['a setting that is a number', '--set', 'settings.POSTRIDER_RETENTION_DAYS=30', 'got number, want string'],
    [
      'a secret among the settings',
      '--set-string',
      'settings.DATABASE_URL=postgres://db',
      "invalid propertyName 'DATABASE_URL'",
    ],
  ])('is refused with %s', async (_, flag, value, problem) => {
    await expect(render(program, [...ownSecrets, flag, value])).rejects.toThrow(problem);
  });

  test('would be refused with a misspelt field', async () => {
    const [service, ...others] = ofKind(await render(program, ownSecrets), 'Service');
    expect(others).toEqual([]);
    Object.assign(service?.spec ?? {}, { sessionAfinity: 'None' });
    expect(typeErrors([service])).toEqual([expect.stringContaining('sessionAfinity')]);
  });

  test('lets dispatchers reach receivers and no private address', async () => {
    const policies = ofKind(
      await render(program, [...ownSecrets, '--set', 'networkPolicy.enabled=true']),
      'NetworkPolicy',
    );
    const blocks = (name: string) =>
      (named(policies, name).spec?.egress ?? []).flatMap(({ to = [] }) => to.flatMap(({ ipBlock }) => ipBlock ?? []));
    expect(blocks('shop-postrider-gateway')).toEqual([]);
    expect(blocks('shop-postrider-dispatcher-receivers')).toEqual([
      { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16', '192.168.0.0/16']) },
      { cidr: '2000::/3' },
    ]);
  });

  test('restarts the pods when a setting or a secret changes', async () => {
    const annotations = async (...args: string[]) =>
      podOf(await render(program, [...ownSecrets, ...args]), 'dispatcher').metadata?.annotations;
    const first = await annotations();
    expect(await annotations('--set-string', 'settings.LOG_LEVEL=debug')).not.toEqual(first);
    expect(await annotations('--set', 'secrets.redisUrl=redis://other')).not.toEqual(first);
    expect(await annotations('--set', 'gateway.replicas=5')).toEqual(first);
  });
});
