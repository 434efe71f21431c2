/** Flags of Node that write CPU profiles to a folder, with twice the default sampling rate and known file names. */
export const profileFlags =
  (dir: string | undefined) =>
  (app: string): string[] =>
    dir === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${dir}`, `--cpu-prof-name=${app}.cpuprofile`, '--cpu-prof-interval=500'];
