#!/bin/sh
# npm start: prepares the checkout, then becomes the launcher, so that no process waits for it.

for argument; do
  case $argument in -h | --help) exec node scripts/help.mjs ;; esac
done
node scripts/prepare.mjs || exit
# The launcher has little to do, so V8 may save memory at the expense of speed.
exec node_modules/.bin/node --optimize-for-size --no-opt --no-maglev --max-semi-space-size=1 scripts/dist/main.js "$@"
