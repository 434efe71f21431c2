import { aptInstall } from '../apt.js';
import { findPrograms, isExecutable } from '../programs.js';

const VARIABLE = 'POSTRIDER_TEST_CHROMIUM';
/** The first is Chromium without its windows, which takes less CPU. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const PACKAGE = 'chromium-headless-shell';
const OTHER_PACKAGE = 'chromium';
const HOW_TO =
  'The tests of the dashboard need Chromium or Chrome, but neither is installed. Install one with "apt install chromium", ' +
  `"dnf install chromium" or "brew install --cask chromium", or set ${VARIABLE} to its path.`;

/** Returns the path of Chromium or Chrome. Installs a package of Debian if neither exists. */
export async function findOrInstallChromium(log: (line: string) => void = () => undefined): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;

  log(`Chromium is not installed: installing the package ${PACKAGE} with apt-get`);
  try {
    await aptInstall(PACKAGE).catch(() => aptInstall(OTHER_PACKAGE));
  } catch (cause) {
    throw new Error(`${HOW_TO} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
  }
  const installed = await findChromium();
  if (installed === undefined) throw new Error(HOW_TO);
  return installed;
}

async function findChromium(): Promise<string | undefined> {
  const chosen = process.env[VARIABLE];
  if (chosen !== undefined) return chosen;
  for (const name of NAMES) {
    const [path] = await findPrograms(name);
    if (path !== undefined) return path;
  }
  for (const path of APPLICATIONS) if (await isExecutable(path)) return path;
  return undefined;
}
