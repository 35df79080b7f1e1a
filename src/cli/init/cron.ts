import { shellWord } from './shell.ts';
import type { NewFile } from './new-file.ts';
import type { CiSite } from './ci-site.ts';

/** A script for cron that builds the site and copies it to where it is served from. */
export function cron(site: CiSite): NewFile {
  const config = site.config === undefined ? '' : ` --config ${shellWord(site.config)}`;
  const generator = `# Run the generator of your pages here, so that it has written them to ${site.output} when Feedmill adds the feeds.
`;
  const text = `#!/usr/bin/env bash
# Written by \`feedmill init --ci cron\`; edit it as you like.
#
# Builds the site and copies it to the place from which it is served. An article is published, or expires, with the first run after
# its time. Line for the crontab (\`crontab -e\`) that runs it every ten minutes:
#
#   */10 * * * * /path/to/this/feedmill-cron.sh
#
# The script prints nothing if all is well. If something fails, cron mails the end of .feedmill/cron.log.
set -euo pipefail

# The place from which the site is served: a folder, or user@host:folder. All other files there are deleted.
target=\${FEEDMILL_TARGET:-}

# Cron looks for programs in few places.
PATH=$PATH:/usr/local/bin:/usr/bin:/bin

cd "$(dirname "\${BASH_SOURCE[0]}")"
if [ -z "$target" ]; then
  echo "feedmill-cron.sh does not know where the site is served from: set 'target' in it." >&2
  exit 2
fi

mkdir -p .feedmill
# While one run is busy the next has nothing to do.
exec 9>.feedmill/cron.lock
flock --nonblock --conflict-exit-code 75 9 || {
  status=$?
  if [ "$status" -eq 75 ]; then exit 0; fi
  exit "$status"
}

log=.feedmill/cron.log
if [ -e "$log" ]; then
  tail -n 1000 "$log" >"$log.new"
  mv "$log.new" "$log"
fi
exec 3>&2 >>"$log" 2>&1
trap 'status=$?; if [ "$status" -ne 0 ]; then tail -n 40 "$log" >&3; fi' EXIT
date

# If the articles come from Git, remove the "# " before the next two lines. The script then fetches them, and only reads the lock
# file, which is written where it is committed.
# export CI=true
# git pull --quiet --ff-only

${site.hasGenerator ? generator : ''}${site.program.site} build --report .feedmill/report.json${config}
rsync --archive --delay-updates --delete-after --timeout=300 --exclude=/.feedmill/ ${shellWord(`${site.output}/`)} "\${target%/}/"
${site.hasHubs ? `${site.program.site} notify --report .feedmill/report.json\n` : ''}`;
  return { path: 'feedmill-cron.sh', text, isProgram: true };
}
