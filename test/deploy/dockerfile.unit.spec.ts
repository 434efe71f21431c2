import { describe, expect, it } from '@jest/globals';

import { readText } from './checkout.js';
import { readCompose, service } from './compose-file.js';
import { parseDockerfile, readDockerfile } from './image.js';

const twoStages = (...instructions: string[]): string =>
  [
    'FROM node AS build',
    'RUN --mount=type=cache,target=/c npm run docker:build',
    'FROM node',
    ...instructions,
    '',
  ].join('\n');

describe('the Dockerfile', () => {
  it('has steps that are npm scripts', async () => {
    const { scripts } = JSON.parse(await readText('package.json')) as { scripts: Record<string, string> };
    const { steps } = await readDockerfile();
    expect(steps).toEqual(['npm run docker:build', 'npm run docker:prune -- /app']);
    for (const step of steps) expect(scripts).toHaveProperty([step.split(' ')[2] ?? '']);
  });

  it('sets what docker-compose.yml and the chart rely on', async () => {
    const { command, environment } = service(await readCompose(), 'gateway');
    expect((await readDockerfile()).config).toEqual({
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_ENV=production'],
      WorkingDir: '/app',
      User: 'node',
      ExposedPorts: { [`${environment.PORT}/tcp`]: {}, '3001/tcp': {} },
      Cmd: command,
    });
  });

  it('starts from the Node.js that the project runs on', async () => {
    const { devDependencies } = JSON.parse(await readText('package.json')) as { devDependencies: { node: string } };
    const [major] = devDependencies.node.replace('^', '').split('.');
    const images = Array.from((await readText('Dockerfile')).matchAll(/^FROM (\S+)/gm), ([, image]) => image);
    expect(images).toEqual([`node:${major}-bookworm-slim`, `node:${major}-bookworm-slim`]);
  });
});

describe('the configuration of an image without Docker', () => {
  it('is what the last stage of the Dockerfile sets', () => {
    const text = twoStages(
      '# a comment',
      'ENV A=1 B=2',
      'WORKDIR /app',
      'COPY --from=build /app ./',
      'USER somebody',
      'EXPOSE 1 2',
      'ENTRYPOINT ["node"]',
      'CMD ["main.js"]',
    );
    expect(parseDockerfile(text)).toEqual({
      steps: ['npm run docker:build'],
      config: {
        Env: [expect.stringContaining('PATH='), 'A=1', 'B=2'],
        WorkingDir: '/app',
        User: 'somebody',
        ExposedPorts: { '1/tcp': {}, '2/tcp': {} },
        Entrypoint: ['node'],
        Cmd: ['main.js'],
      },
    });
  });

  it.each(['RUN apt-get install curl', 'COPY more ./', 'VOLUME /data', 'HEALTHCHECK CMD ["true"]', 'LABEL a=b'])(
    'is refused for an instruction that only Docker would follow: %s',
    (instruction) => {
      expect(() => parseDockerfile(twoStages(instruction))).toThrow(instruction);
    },
  );

  it('is refused for an instruction on several lines, and for another number of stages', () => {
    expect(() => parseDockerfile(twoStages('ENV A=1 \\', 'B=2'))).toThrow('one line');
    expect(() => parseDockerfile(twoStages('FROM node'))).toThrow('two stages');
  });
});
