import { spawn } from 'node:child_process';

const programs: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // `start` is no program, and takes a first text in quotes as the title of a window.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens the URL with BROWSER, or as the desktop does. Returns whether a program was started. */
export function openUrl(url: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const own = env.BROWSER ?? '';
  const [program, ...args] = own === '' ? (programs[process.platform] ?? ['xdg-open']) : [own];
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
