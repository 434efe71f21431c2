import { cp, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { checkout } from '../deploy/checkout.js';
import { type Command, output, runIn } from './command.js';

/** Makes a client of the API in an empty folder, and a program that uses it. Each step throws if it fails. */
export interface Generator {
  readonly name: string;
  /** Programs that must be on the machine. */
  readonly needs: readonly Command[];
  install: (folder: string) => Promise<void>;
  generate: (folder: string) => Promise<void>;
  compile: (folder: string) => Promise<void>;
  /** What runs the program. */
  readonly program: Command;
}

const document = join(checkout, 'docs/openapi.json');
const programs = join(import.meta.dirname, 'programs');
const versions = { oapiCodegen: 'v2.8.2', pythonClient: '0.29.1', openapiGenerator: '7.17.0', exec: '3.6.1' };

const python = (folder: string, name: string): string => join(folder, 'venv/bin', name);
const maven = ['mvn', '--quiet', '--batch-mode', '--no-transfer-progress'] as const;

export const generators: readonly Generator[] = [
  {
    name: 'oapi-codegen (Go), with its defaults',
    needs: [['go', 'version']],
    async install(folder) {
      const tool = `github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@${versions.oapiCodegen}`;
      await runIn(folder, ['go', 'install', tool], { GOBIN: join(folder, 'bin') });
    },
    async generate(folder) {
      await mkdir(join(folder, 'postrider'));
      await writeFile(join(folder, 'go.mod'), 'module example.com/program\n\ngo 1.24\n');
      const { stdout } = await output(folder, [join(folder, 'bin/oapi-codegen'), '-package', 'postrider', document]);
      await writeFile(join(folder, 'postrider/client.go'), stdout);
      await cp(join(programs, 'main.go'), join(folder, 'main.go'));
    },
    async compile(folder) {
      await runIn(folder, ['go', 'mod', 'tidy']);
      await runIn(folder, ['go', 'build', '-o', 'program', '.']);
    },
    program: ['./program'],
  },
  {
    name: 'openapi-python-client',
    needs: [['python3', '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))']],
    async install(folder) {
      await runIn(folder, ['python3', '-m', 'venv', 'venv']);
      const packages = [`openapi-python-client==${versions.pythonClient}`, 'ruff'];
      await runIn(folder, [python(folder, 'pip'), 'install', '--quiet', '--disable-pip-version-check', ...packages]);
    },
    async generate(folder) {
      const options = ['--path', document, '--meta', 'none', '--output-path', 'postrider_client', '--fail-on-warning'];
      // It formats with ruff, which it looks for in PATH.
      const PATH = [python(folder, ''), process.env.PATH].join(delimiter);
      await runIn(folder, [python(folder, 'openapi-python-client'), 'generate', ...options], { PATH });
      await cp(join(programs, 'main.py'), join(folder, 'main.py'));
    },
    compile: (folder) => runIn(folder, [python(folder, 'python'), '-m', 'compileall', '-q', 'postrider_client']),
    program: ['venv/bin/python', 'main.py'],
  },
  {
    name: 'openapi-generator (Java)',
    needs: [
      ['java', '-version'],
      ['mvn', '--version'],
    ],
    async install(folder) {
      const artifact = `org.openapitools:openapi-generator-cli:${versions.openapiGenerator}`;
      await runIn(folder, [...maven, 'dependency:get', `-Dartifact=${artifact}`]);
      const copy = [`-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`, '-Dmdep.stripVersion=true'];
      await runIn(folder, [...maven, 'dependency:copy', ...copy]);
    },
    async generate(folder) {
      const options = ['-i', document, '-g', 'java', '--library', 'native', '-o', folder];
      await runIn(folder, ['java', '-jar', 'openapi-generator-cli.jar', 'generate', ...options]);
      await cp(join(programs, 'Main.java'), join(folder, 'src/main/java/Main.java'));
    },
    compile: (folder) => runIn(folder, [...maven, 'compile']),
    program: [...maven, `org.codehaus.mojo:exec-maven-plugin:${versions.exec}:java`, '-Dexec.mainClass=Main'],
  },
];
